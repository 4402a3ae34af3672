//! `--vectors`.

use crate::support::{Files, Folder, Papers, sha256};
use thememap::corpus::Corpus;
use thememap::model::{Model, Placer};

/// Sixty papers, of which the fourth record is a copy of the first and the sixth has no text.
fn papers() -> String {
    let csv = Papers::mixed(20).csv();
    let mut rows: Vec<&str> = csv.lines().collect();
    rows.insert(4, rows[1]);
    rows.insert(6, "empty,,,,");
    rows.join("\n") + "\n"
}

/// A vector for each of `records`: records of even and of odd number point in two directions.
fn vectors(records: usize) -> Vec<[f32; 3]> {
    let vector = |record: usize| {
        let wobble = (record % 7) as f32 / 50.0;
        match record % 2 {
            0 => [1.0, wobble, 0.1],
            _ => [wobble, 1.0, 0.1],
        }
    };
    (1..=records).map(vector).collect()
}

fn npy(rows: &[[f32; 3]]) -> Vec<u8> {
    let shape = format!("({}, 3)", rows.len());
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n");
    let length = (header.len() as u16).to_le_bytes();
    let numbers = rows.iter().flatten().flat_map(|value| value.to_le_bytes());
    [
        b"\x93NUMPY\x01\x00",
        &length[..],
        header.as_bytes(),
        &numbers.collect::<Vec<u8>>(),
    ]
    .concat()
}

fn folder() -> Folder {
    Folder::new()
        .with("papers.csv", papers())
        .with("v.npy", npy(&vectors(62)))
}

const TWO: [&str; 4] = ["--themes", "2", "--vectors", "v.npy"];

/// The theme of each document by its id.
fn themes(files: &Files) -> Vec<(String, String)> {
    let documents = files.table("documents.csv");
    documents
        .rows()
        .map(|row| (row["id"].to_string(), row["theme"].to_string()))
        .collect()
}

#[test]
fn documents_lie_where_their_record_s_vector_is_whatever_their_words() {
    let folder = folder();
    let files = folder.report("papers.csv", &TWO);
    assert_eq!(files.table("documents.csv").rows().len(), 60);
    let records: Vec<String> = papers().lines().skip(1).map(String::from).collect();
    for (id, theme) in themes(&files) {
        let record = 1 + records.iter().position(|row| row.starts_with(&id)).unwrap();
        let first = themes(&files)[0].1.clone();
        assert_eq!(theme == first, record % 2 == 1, "{id} is record {record}");
    }
    let run = files.json("run.json");
    assert_eq!(run["vectors"]["sha256"], sha256(&npy(&vectors(62))));
    assert_eq!(
        (&run["vectors"]["rows"], &run["vectors"]["dimensions"]),
        (&62.into(), &3.into())
    );
    assert_eq!(run["options"]["vectors"], "v.npy");
    assert_eq!(run["knowledge"]["source"], "none");
    for page in ["report.html", "report.md"] {
        assert!(
            files.text(page).contains("the vectors of v.npy put them"),
            "{page}"
        );
    }
    assert!(!files.text("report.md").contains("singular value"));
}

#[test]
fn a_table_by_ids_in_any_order_says_the_same() {
    let folder = folder();
    let by_record = themes(&folder.report("papers.csv", &TWO));
    let rows = papers();
    let rows = rows
        .lines()
        .skip(1)
        .zip(vectors(62))
        .map(|(row, [x, y, z])| {
            let id = row.split(',').next().unwrap_or_default();
            format!("{id},{x},{y},{z}\n")
        });
    let mut rows: Vec<String> = rows.collect();
    // The copy of the first record is another vector of the same id.
    rows.remove(3);
    rows.reverse();
    folder.put("v.csv", format!("id,a,b,c\n{}", rows.concat()));
    let options = ["--themes", "2", "--vectors", "v.csv"];
    assert_eq!(themes(&folder.report("papers.csv", &options)), by_record);
    folder.put("v.csv", rows[2..].concat());
    let arguments = ["report", "papers.csv", "--vectors", "v.csv", "--out", "new"];
    folder
        .run(&arguments)
        .fails_saying(&["v.csv", "none for 2 of 60 documents", "\"p0"]);
    assert!(!folder.path("new").exists());
}

#[test]
fn what_does_not_fit_is_said_with_numbers() {
    let folder = folder();
    let report = |name: &str, content: Vec<u8>| {
        folder.put(name, content);
        folder.run(&["report", "papers.csv", "--vectors", name])
    };
    report("short.npy", npy(&vectors(60))).fails_saying(&[
        "60 vectors",
        "62 were expected",
        "60 documents and 2 that",
    ]);
    let mut holed = vectors(62);
    holed[16][1] = f32::NAN;
    report("holed.npy", npy(&holed)).fails_saying(&["holed.npy, row 17", "NaN"]);
    report("text.npy", b"cats\n".to_vec()).fails_saying(&["text.npy", ".npy"]);
    report("cut.npy", npy(&vectors(62))[..300].to_vec()).fails_saying(&["cut.npy", "damaged"]);
    folder
        .run(&["report", "papers.csv", "--vectors", "no.npy"])
        .fails_saying(&["no.npy"]);
    for option in [["--dimensions", "9"], ["--knowledge", "none"]] {
        let arguments = [&["report", "papers.csv", "--vectors", "v.npy"], &option[..]].concat();
        folder.run(&arguments).is_bad_usage();
    }
}

#[test]
fn a_run_is_checked_and_continued_with_its_vectors() {
    let folder = folder();
    let first = folder.report("papers.csv", &TWO);
    let check = ["check", "--baseline", "out", "papers.csv"];
    folder.run(&check).succeeds();
    folder.run(&[&check[..], &["--verify"]].concat()).succeeds();
    let more = papers() + "new,A study of soil,We examine the soil and the roots.,2020,\n";
    folder.put("more.csv", more);
    folder.put("v.npy", npy(&vectors(63)));
    let options = [&TWO[..], &["--previous", "out", "--out", "next"]].concat();
    let run = folder.run(&[&["report", "more.csv"], &options[..]].concat());
    run.succeeds();
    assert!(run.stdout().contains("Its themes are kept."), "{run}");
    let next = folder.files("next");
    assert_eq!(themes(&next)[..60], themes(&first));
    assert_eq!(next.table("documents.csv").rows().len(), 61);
    let words = [&TWO[..2], &["--previous", "out", "--out", "words"]].concat();
    let run = folder.run(&[&["report", "more.csv"], &words[..]].concat());
    assert!(
        run.stdout()
            .contains("--vectors is not given and was \"v.npy\""),
        "{run}"
    );
    folder.run(&["compare", "out", "words"]).succeeds();
}

#[test]
fn new_papers_have_no_place_in_themes_of_such_vectors() {
    let folder = folder();
    folder.report("papers.csv", &TWO);
    folder
        .run(&["assign", "--model", "out", "papers.csv"])
        .fails_saying(&["the vectors of v.npy", "--vectors"]);
    let model = Model::read(&folder.path("out/model.json")).expect("it was written");
    let corpus = Corpus::from_texts(["A study of soil, roots and seeds."]);
    let placer = Placer::new(&model);
    let placed = placer.place(&corpus, &placer.analyze(&corpus));
    assert_eq!(placed[0].assigned(), None);
    assert_eq!(model.place(&corpus), placed);
}

#[test]
fn a_theme_is_asked_for_and_decided_on_among_such_vectors() {
    let folder = folder();
    folder.put(
        "guide.toml",
        "[[theme]]\nname = \"Even\"\nexemplars = [\"p002\"]\n\
         [[decisions.rename]]\ntheme = { exemplars = [\"p003\"] }\nname = \"Odd\"\n",
    );
    let options = [&TWO[..], &["--config", "guide.toml"]].concat();
    let files = folder.report("papers.csv", &options);
    assert_eq!(files.table("themes.csv").column("label"), ["Even", "Odd"]);
    let plain = folder.report("papers.csv", &TWO);
    let apart = |files: &Files| -> Vec<bool> {
        let themes = themes(files);
        themes.iter().map(|theme| theme.1 == themes[0].1).collect()
    };
    assert_eq!(apart(&files), apart(&plain));
}
