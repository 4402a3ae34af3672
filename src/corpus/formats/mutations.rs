//! Files that are damaged in every way: no reader panics, hangs, or changes its mind.

use super::super::columns::Columns;
use super::super::format::{FORMATS, Format, ReadText, recognise};
use super::super::{Field, ReadOptions};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What exports look like, one of each format.
const SAMPLES: &[&str] = &[
    "@string{cat = \"Cats\"}\n@comment{x: {y};}\n% note\n@article{Katz:2010,\n  title = cat # { {\\'e}t\\'e},\n  \
     abstract = {They {[}all] purr at $x_{i}$.},\n  year = 2010, doi = {10.1000/1}\n}\n\n@misc(b, title \
     = \"Dogs\", crossref = {Katz:2010})\n",
    "\u{FEFF}TY  - JOUR\r\nTI  - Why cats\r\n      purr\r\nAB  - They are content.\r\nPY  - 2013/04/18/\r\n\
     DO  - 10.1000/1\r\nU1  - 77[pmid]\r\nER  - \r\n\r\nTY  - BOOK\r\nT1  - Dogs\r\nER  -\r\n",
    "\nPMID- 77\nTI  - Why cats \n      purr.\nAB  - BACKGROUND: They are.\nAID - 10.1000/1 [doi]\nDP  - 2018 \
     Apr\n\nPMC - PMC2\nTI  - Dogs\nOAB - Ils aboient.\n",
    "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Cat, A\n   Dog, B\nTI Why cats\n   purr\nAB \
     They are.\nPY 2010\nDI 10.1000/1\nUT WOS:1\nER\n\nPT C\nTI Dogs\nER\n\nEF",
    "%0 Journal Article\n%A Cat, A.\n%T Why cats purr\n%D 2016\n%R doi:10.1000/1\n%X They are.\n\n%0 Book\n%T \
     Dogs\n",
    "<1>\nUnique Identifier\n  77\nTitle\n  Why cats purr.[Article]\nSource\n  Cats.   8(6):1048-1064, \
     September 2015.\nAbstract\n  : They are.\n\n<2>\nTitle\n  Dogs\n",
    "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>77</PMID><Article>\
     <ArticleTitle>Why <i>cats</i> &lt; &#233;</ArticleTitle><Abstract><AbstractText Label=\"AIM\">Purr\
     </AbstractText></Abstract></Article></MedlineCitation></PubmedArticle><PubmedBookArticle>\
     <BookDocument><Book><BookTitle>Dogs</BookTitle></Book></BookDocument></PubmedBookArticle>\
     </PubmedArticleSet>",
    "<xml><records><record><rec-number>1</rec-number><titles><title><style face=\"x\">Cats</style></title>\
     </titles><dates><year>2013</year></dates></record><record><titles><title>Dogs</title></titles>\
     </record></records></xml>",
    "<OAI-PMH><ListRecords><record><metadata><arXiv><id>0704.0001</id><title>Cats</title><abstract>They \
     &amp; us</abstract><created>2007-04-02</created></arXiv></metadata></record></ListRecords></OAI-PMH>",
    "{\"results\": [{\"id\": \"https://openalex.org/W1\", \"title\": \"Cats\", \"abstract_inverted_index\": \
     {\"purr\": [1, 3], \"They\": [0], \"and\": [2]}}, {\"id\": \"x\", \"title\": null}]}",
    "{\"message-type\": \"work-list\", \"message\": {\"items\": [{\"DOI\": \"10.1\\/a\", \"title\": \
     [\"Cats\"], \"issued\": {\"date-parts\": [[1999, 4]]}}, {\"DOI\": \"10.1\\/b\"}]}}",
    "[{\"paperId\": \"a\", \"title\": \"Cats\", \"year\": 2001, \"externalIds\": {\"DOI\": \"10.1/a\"}}]",
    "{\"id\":\"0704.1\",\"title\":\"Cats\",\"categories\":\"x\",\"update_date\":\"2008-11-26\"}\n{\"id\":\"2\",\
     \"title\":\"Dogs\"}\n",
    "id,Title,Abstract,Year\n1,\"Cats, \"\"all\"\"\",\"They\npurr.\",2001\n2,Dogs,,x\n",
    "PT\tTI\tAB\tPY\tUT\t\nJ\t\"Cats\" purr\tThey\t2001\tWOS:1\t\nJ\tDogs\t\t\t\t\n",
    "Get trending papers in your email inbox!\nSubscribe\nCats\nThey purr at night, and nobody knows why. It \
     is odd.\nDogs\nThey bark by day, and everybody knows why. It is not odd.\n",
];

/// A way to damage a file; places are shares of its length.
#[derive(Debug, Clone)]
enum Damage {
    Cut(f64),
    Flip(f64, u8),
    Remove(f64, usize),
    Repeat(f64, usize, usize),
    Insert(f64, &'static str),
}

const PIECES: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "&",
    "\\",
    "@",
    "%0",
    "\r",
    "\n",
    "\n\n",
    "\0",
    "\u{FEFF}",
    "é",
    "TY  - ",
    "ER  - ",
    "PT J\n",
    "PMID- ",
    "@article{",
    "<record>",
    "]]>",
    "<!--",
    "<![CDATA[",
    "&#x110000;",
    "\u{85}",
    "=",
    ",",
    "\t",
    "//",
    "1e999",
    "<1>\n",
];

fn damage() -> impl Strategy<Value = Damage> {
    let share = 0.0..1.0_f64;
    prop_oneof![
        1 => share.clone().prop_map(Damage::Cut),
        3 => (share.clone(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        3 => (share.clone(), 1..40_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        2 => (share.clone(), 1..60_usize, 1..30_usize)
            .prop_map(|(at, length, times)| Damage::Repeat(at, length, times)),
        4 => (share, prop::sample::select(PIECES)).prop_map(|(at, piece)| Damage::Insert(at, piece)),
    ]
}

fn damaged(sample: &str, damages: &[Damage]) -> String {
    let mut bytes = sample.as_bytes().to_vec();
    for damage in damages {
        let place = |share: &f64| (share * bytes.len() as f64) as usize;
        match damage {
            Damage::Cut(at) => bytes.truncate(place(at)),
            Damage::Flip(at, byte) => {
                let at = place(at);
                if let Some(old) = bytes.get_mut(at) {
                    *old ^= byte;
                }
            }
            Damage::Remove(at, length) => {
                let (start, end) = (place(at), (place(at) + length).min(bytes.len()));
                bytes.drain(start..end);
            }
            Damage::Repeat(at, length, times) => {
                let (start, end) = (place(at), (place(at) + length).min(bytes.len()));
                let repeated = bytes[start..end].repeat(*times);
                bytes.splice(start..start, repeated);
            }
            Damage::Insert(at, piece) => {
                let start = place(at);
                bytes.splice(start..start, piece.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text_formats() -> impl Iterator<Item = (&'static Format, ReadText)> {
    FORMATS
        .iter()
        .filter_map(|format| Some((format, format.as_text()?)))
}

/// Reads a text as every format and with every kind of choice.
fn read_as_everything(text: &str) {
    let mut chosen = ReadOptions::default();
    chosen.columns.insert(Field::Title, "abstract".to_owned());
    let known = recognise(text.as_bytes(), "a.txt").map(|format| format.name);
    assert_eq!(
        known,
        recognise(text.as_bytes(), "a.txt").map(|format| format.name)
    );
    for (format, read_text) in text_formats() {
        let plain = ReadOptions::default();
        let read = |options: &ReadOptions| {
            read_text(text, "a.txt", &Columns::new(options)).map_err(|error| error.to_string())
        };
        let first = read(&plain);
        assert_eq!(first, read(&plain));
        let _ = read(&chosen);
        match first {
            Ok(records) => assert!(
                records.is_empty() || records.iter().any(|record| record.problem.is_none()),
                "{}: a file with nothing but problems is an error",
                format.name
            ),
            Err(error) => assert!(error.starts_with("a.txt"), "{}: {error}", format.name),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(250),
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_files_are_read_or_refused(
        sample in prop::sample::select(SAMPLES),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        read_as_everything(&damaged(sample, &damages));
    }

    #[test]
    fn damaged_real_files_are_read_or_refused(
        sample in prop::sample::select(real_files()),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        read_as_everything(&damaged(&sample, &damages));
    }
}

/// Smaller exports that lie beside the project; without them, the samples.
fn real_files() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/formats");
    let below = |path: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let longest = 20_000;
    let contents = below(&root)
        .into_iter()
        .flat_map(|folder| below(&folder))
        .filter_map(|path| fs::read(path).ok())
        .filter(|bytes| bytes.len() < longest);
    let texts = contents.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let samples = SAMPLES.iter().map(|&sample| sample.to_owned());
    texts.chain(samples).collect()
}

#[test]
fn samples_are_of_as_many_formats_as_there_are() {
    let names: std::collections::BTreeSet<&str> = SAMPLES
        .iter()
        .filter_map(|sample| recognise(sample.as_bytes(), "a.txt"))
        .map(|format| format.name)
        .collect();
    // Prose has no sample, and JSON Lines of any keys are read as those of the snapshot are.
    assert_eq!(names.len(), text_formats().count() - 2, "{names:?}");
}

#[test]
fn the_time_of_reading_does_not_grow_with_the_square() {
    let size = 1 << 19;
    let pieces = PIECES.iter().chain(SAMPLES).copied();
    let odd = [
        "@comment{\n@article{a,\n",
        "@a{",
        "<a ",
        "<record><a>",
        "{\"results\":[",
        "a, b",
        "\"a\n",
        "x",
    ];
    for piece in pieces.chain(odd) {
        let text = piece.repeat(size / piece.len());
        let head: String = text.chars().take(1 << 16).collect();
        for (format, read_text) in text_formats() {
            let start = Instant::now();
            let options = ReadOptions::default();
            let _ = read_text(&text, "a.txt", &Columns::new(&options));
            let _ = (format.recognise)(&head, "a.txt");
            let took = start.elapsed();
            assert!(
                took < Duration::from_secs(10),
                "{} took {took:?} for half a MiB of {piece:?}",
                format.name
            );
        }
    }
}
