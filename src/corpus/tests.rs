//! Whole corpora from files on disk.

use super::*;
use std::fs;
use std::path::Path;

fn read_files(files: &[(&str, &[u8])], options: &ReadOptions) -> Result<Corpus> {
    let directory = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(directory.path().join(name), bytes).unwrap();
    }
    Corpus::read(&[Input::from(directory.path())], options)
}

fn read_file(name: &str, bytes: &[u8]) -> Result<Corpus> {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(name), bytes).unwrap();
    Corpus::read(
        &[Input::from(&directory.path().join(name))],
        &ReadOptions::default(),
    )
}

fn listings() -> Corpus {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/listings");
    Corpus::read(&[Input::from(&directory)], &ReadOptions::default()).unwrap()
}

#[test]
fn the_listings_hold_423_papers_in_426_records() {
    let corpus = listings();
    assert_eq!(
        corpus
            .sources
            .iter()
            .map(|source| source.records)
            .sum::<usize>(),
        426
    );
    assert_eq!((corpus.documents.len(), corpus.dropped.len()), (423, 3));
    assert!(
        corpus
            .dropped
            .iter()
            .all(|record| record.reason == Reason::Duplicate)
    );
    assert_eq!(corpus.sources[0].name, "listing-interference-effects.txt");
    assert_eq!(
        (
            corpus.sources[0].format,
            corpus.sources[0].encoding.as_str()
        ),
        ("listing", "utf-8")
    );
    assert_eq!(corpus.sources[0].sha256.len(), 64);
    let kept: Vec<&str> = corpus
        .documents
        .iter()
        .map(|document| document.id.as_str())
        .collect();
    for record in &corpus.dropped {
        assert!(kept.contains(&record.kept_id.as_deref().unwrap()));
    }
}

#[test]
fn no_markup_is_left_in_the_listings() {
    for document in listings().documents {
        let rest = |text: &str| text.contains(['\\', '$']) || text.contains("  ");
        assert!(!rest(&document.title), "{}", document.title);
        assert!(!rest(&document.abstract_text), "{}", document.abstract_text);
        assert!(!document.title.contains(['{', '}']), "{}", document.title);
    }
}

#[test]
fn a_packed_file_reads_like_the_plain_one_and_has_its_own_sum() {
    let text = b"id,title,abstract\n1,Cats,They purr.\n";
    let plain = read_file("a.csv", text).unwrap();
    let packed = read_file("a.csv.gz", &packing::pack(text)).unwrap();
    assert_eq!(plain.documents, packed.documents);
    assert_eq!(packed.sources[0].encoding, "utf-8 (gzip)");
    assert_eq!(packed.sources[0].name, "a.csv.gz");
    assert_eq!(
        plain.sources[0].sha256,
        ids::hexadecimal(&<Sha256 as Digest>::digest(text.as_slice()))
    );
    assert_ne!(plain.sources[0].sha256, packed.sources[0].sha256);
}

#[test]
fn records_without_abstract_are_used_and_records_without_text_are_told() {
    let corpus = read_file("a.csv", b"id,title,abstract\n1,Cats,\n2,,\n2,,They bark.\n").unwrap();
    let ids: Vec<&str> = corpus
        .documents
        .iter()
        .map(|document| document.id.as_str())
        .collect();
    assert_eq!(ids, ["1", "2-2"]);
    assert_eq!(corpus.dropped.len(), 1);
    assert_eq!(
        (corpus.dropped[0].id.as_str(), corpus.dropped[0].reason),
        ("2", Reason::NoText)
    );
    assert_eq!(corpus.dropped[0].record, 2);
}

#[test]
fn an_id_survives_when_the_file_grows() {
    let small = read_file(
        "a.csv",
        b"title,abstract\nWhy cats purr at night,They do.\n",
    )
    .unwrap();
    let large = read_file(
        "b.csv",
        b"title,abstract\nWhy dogs bark,They do.\nWhy cats purr at night,They do.\n",
    )
    .unwrap();
    assert_eq!(small.documents[0].id, large.documents[1].id);
    assert!(small.documents[0].id.starts_with("t-"));
}

/// Content as one Zstandard frame whose window is all of it, in raw blocks (RFC 8878, 3.1.1).
fn in_one_window(content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap();
    let mut frame = b"\x28\xB5\x2F\xFD\xA0".to_vec();
    frame.extend(length.to_le_bytes());
    let blocks: Vec<&[u8]> = content.chunks(1 << 17).collect();
    for (number, block) in blocks.iter().enumerate() {
        let is_last = u32::from(number + 1 == blocks.len());
        let head = (u32::try_from(block.len()).unwrap() << 3) | is_last;
        frame.extend(&head.to_le_bytes()[..3]);
        frame.extend(*block);
    }
    frame
}

#[test]
fn a_packed_file_is_known_by_its_content_even_if_that_is_one_large_window() {
    let mut table = "title,abstract\n".to_string();
    for number in 0..9000 {
        table += &format!("Paper {number},What number {number} has found.\n");
    }
    let packed = in_one_window(table.as_bytes());
    let corpus = read_file("papers", &packed).unwrap();
    assert_eq!(corpus.sources[0].records, 9000);
    let cut = read_file("papers", &packed[..100_000]).unwrap_err();
    assert!(cut.to_string().contains("damaged or cut off"), "{cut}");
}

#[test]
fn unknown_files_of_a_directory_are_skipped_and_noted() {
    let files: [(&str, &[u8]); 3] = [
        ("a.csv", b"title,abstract\nCats,They purr.\n"),
        ("b.png", b"\x89PNG\0\0"),
        ("notes.txt", b"Remember the milk.\n"),
    ];
    let corpus = read_files(&files, &ReadOptions::default()).unwrap();
    assert_eq!(corpus.sources.len(), 1);
    assert_eq!(corpus.skipped, ["b.png", "notes.txt"]);
    let note = corpus.skipped_note().unwrap();
    assert!(note.contains("2 files are not of a known format") && note.contains("notes.txt"));
    let error = read_files(&files[1..], &ReadOptions::default())
        .unwrap_err()
        .to_string();
    assert!(error.contains("no file of a known format"), "{error}");
}

#[test]
fn a_directory_of_nothing_but_texts_is_one_document_a_file() {
    let texts: [(&str, &[u8]); 4] = [
        ("README.md", b"# My notes\n\nAbout cats.\n"),
        ("cats.md", b"# On cats\n\nThey purr.\n\nThey sleep.\n"),
        ("cows.txt", b"On cows\n"),
        ("dogs.txt", b"On dogs\n\nThey bark.\n"),
    ];
    let corpus = read_files(&texts, &ReadOptions::default()).unwrap();
    let ids: Vec<&str> = corpus.documents.iter().map(|d| &d.id[..]).collect();
    assert_eq!(ids, ["cats", "cows", "dogs"]);
    assert_eq!(corpus.documents[0].title, "On cats");
    assert_eq!(corpus.documents[0].abstract_text, "They purr. They sleep.");
    assert_eq!(corpus.skipped, ["README.md"]);

    let table: (&str, &[u8]) = ("a.csv", b"title,abstract\nCats,They purr.\n");
    let mixed = [texts[1], texts[2], texts[3], table];
    let corpus = read_files(&mixed, &ReadOptions::default()).unwrap();
    assert_eq!((corpus.documents.len(), corpus.skipped.len()), (1, 3));
    let asked = ReadOptions {
        format: Some(Format::named("text").unwrap()),
        ..ReadOptions::default()
    };
    let corpus = read_files(&mixed, &asked).unwrap();
    assert_eq!(
        (corpus.documents.len(), &corpus.skipped[..]),
        (3, &["a.csv".to_owned()][..])
    );
}

#[test]
fn a_format_asked_for_wins() {
    let options = ReadOptions {
        format: Some(Format::named("tsv").unwrap()),
        ..ReadOptions::default()
    };
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.csv");
    fs::write(&path, "title\tx,y\nCats, dogs\t1\n").unwrap();
    let corpus = Corpus::read(&[Input::from(&path)], &options).unwrap();
    assert_eq!(corpus.documents[0].title, "Cats, dogs");
}

#[test]
fn truth_gives_labels_and_must_be_there() {
    let text: &[u8] = b"title,abstract,label\nCats,They purr.,felidae\nDogs,They bark.,\n";
    let plain = read_file("a.csv", text).unwrap();
    assert_eq!(plain.documents[0].label, None);
    let asked = |truth: &str| ReadOptions {
        truth: Some(truth.to_owned()),
        ..ReadOptions::default()
    };
    let corpus = read_files(&[("a.csv", text)], &asked("label")).unwrap();
    assert_eq!(corpus.documents[0].label.as_deref(), Some("felidae"));
    assert_eq!(corpus.documents[1].label, None);
    let error = read_files(&[("a.csv", text)], &asked("topic"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("--truth topic: a.csv has no such column"),
        "{error}"
    );
    let listing = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/listings");
    let error = Corpus::read(&[Input::from(&listing)], &asked("topic"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("no columns"), "{error}");
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    let packed = packing::pack(&b"title,abstract\nCats,They purr.\n".repeat(1000));
    let cases: [(&str, &[u8], &str); 9] = [
        ("a.csv", b"", "a.csv: it is empty"),
        ("a.txt", b" \n", "a.txt: it is empty"),
        ("a.csv", b"title,abstract\n", "a.csv: it holds no records"),
        ("a.csv", b"title,abstract\nca\0t,b\n", "binary data"),
        ("a.csv", b"x,y\n1,2\n", "--column title=NAME"),
        (
            "a.jsonl",
            b"{\"title\": \n",
            "a.jsonl, line 1: this is not JSON",
        ),
        ("a.dat", b"Hello.\n", "its format is not recognised"),
        (
            "a.csv.gz",
            &packed[..packed.len() - 9],
            "damaged or cut off",
        ),
        ("a.xlsx", b"PK\x03\x04\0\0", "spreadsheet"),
    ];
    for (name, bytes, message) in cases {
        let error = read_file(name, bytes).unwrap_err().to_string();
        assert!(error.contains(message), "{name}: {error}");
    }
}

#[test]
fn texts_in_memory_make_a_corpus() {
    let corpus = Corpus::from_documents(vec![
        Document::new("Cats", "They <i>purr</i>."),
        Document {
            id: "x".into(),
            ..Document::new("Cats", "")
        },
    ]);
    assert_eq!(corpus.documents.len(), 2);
    assert_eq!(corpus.documents[0].abstract_text, "They purr.");
    assert_eq!(
        (corpus.documents[1].id.as_str(), corpus.documents[1].record),
        ("x", 2)
    );
    assert_eq!(
        (corpus.sources[0].name.as_str(), corpus.sources[0].records),
        ("memory", 2)
    );
}

#[test]
fn a_damaged_file_of_a_directory_stops_nothing_and_is_told() {
    let files: [(&str, &[u8]); 2] = [
        ("a.csv", b"title,abstract\nCats,They purr.\n"),
        ("b.csv", b"title,abstract\nDogs\n"),
    ];
    let corpus = read_files(&files, &ReadOptions::default()).unwrap();
    assert_eq!((corpus.documents.len(), corpus.dropped.len()), (1, 1));
    let record = &corpus.dropped[0];
    assert_eq!(
        (record.source.as_str(), record.reason),
        ("b.csv", Reason::Unreadable)
    );
    let note = corpus.unreadable_note().unwrap();
    assert!(
        note.starts_with("1 record could not be read; the first is of b.csv: record 1 (line 2)"),
        "{note}"
    );
    assert_eq!(corpus.sources[1].sha256.len(), 64);
    assert!(read_files(&files[1..], &ReadOptions::default()).is_err());
    assert!(read_file("b.csv", files[1].1).is_err());
}

#[test]
fn a_paper_in_two_files_names_both() {
    let text =
        b"title,abstract\nWhy cats purr at night,They do.\nWhy dogs bark at night,They do.\n";
    let more = b"title,abstract,year\nWhy cats purr at night,They really do.,2020\n";
    let corpus = read_files(&[("a.csv", text), ("b.csv", more)], &ReadOptions::default()).unwrap();
    let cats = &corpus.documents[0];
    assert_eq!(
        (cats.source, cats.further_sources.as_slice()),
        (1, [0].as_slice())
    );
    assert!(corpus.documents[1].further_sources.is_empty());
    let options = ReadOptions {
        keep_duplicates: true,
        ..ReadOptions::default()
    };
    let corpus = read_files(&[("a.csv", text), ("b.csv", more)], &options).unwrap();
    assert_eq!((corpus.documents.len(), corpus.dropped.len()), (3, 0));
}

#[test]
fn related_papers_stay_apart_in_the_listings() {
    let documents = listings().documents;
    for beginning in [
        "DDoS-UNet: Incorporating temporal information",
        "Fine-tuning deep learning model parameters for improved super-resolution",
        "Estimating Causal Effects Under Image Confounding Bias",
        "CausalImages: An R Package for Causal Inference",
    ] {
        let is_it = |document: &&Document| document.title.starts_with(beginning);
        assert_eq!(documents.iter().filter(is_it).count(), 1, "{beginning}");
    }
}

#[test]
fn documents_from_another_corpus_name_none_of_its_files() {
    let elsewhere = Document {
        source: 3,
        further_sources: vec![1, 2],
        ..Document::new("Sleep", "Deep sleep.")
    };
    let corpus = Corpus::from_documents(vec![elsewhere]);
    assert_eq!(corpus.documents[0].all_sources().collect::<Vec<_>>(), [0]);
    assert_eq!(corpus.check_sources().ok(), Some(()));
}
