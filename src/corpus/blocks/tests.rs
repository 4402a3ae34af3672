//! Blocks against the whole.

use super::*;
use crate::corpus::record::clean_all;
use proptest::prelude::*;

/// The candidates of a text cut into blocks of a size, and of the whole.
fn both(format: &str, text: &str, size: usize) -> Option<[Vec<Candidate>; 2]> {
    let options = ReadOptions::default();
    let columns = Columns::new(&options);
    let Take::Rows(read, open) = Format::named(format).unwrap().read else {
        panic!("{format} has rows");
    };
    let mut blocks = Blocks::new(text.as_bytes(), size.max(200));
    let opened = open(blocks.beginning()?, &columns)?;
    blocks.skip(opened.above);
    blocks.size = size;
    let before = Before {
        lines: opened.lines,
        records: 0,
    };
    let rows = opened.rows.as_ref();
    let in_blocks = candidates(&mut blocks, rows, before, text.len() as u64)?;
    let whole = read(text, "a", &columns).unwrap();
    Some([in_blocks, clean_all(whole)])
}

fn told(candidates: &[Candidate]) -> Vec<String> {
    candidates
        .iter()
        .map(|candidate| format!("{candidate:?}"))
        .collect()
}

const ROWS: &[&str] = &[
    "1,Cats,They purr.\n",
    "2,\"Dogs, \"\"all\"\"\",\"They\r\nbark.\"\r\n",
    "3,A 5\" disk,\"quoted\" first\n",
    "\n",
    "4,only two\n",
    "5,\"\",\"a\n\nb\"\n",
    "6,Été,\r",
    "7,{\\em x} \"y,z\"\n",
];
const LINES: &[&str] = &[
    "{\"title\": \"Cats\", \"abstract\": \"They \\\"purr\\\".\"}\n",
    "{\"title\": \"Dogs\", \"year\": 2001}\r\n",
    "\n",
    "{\"title\": oops}\n",
    "{\"id\": 7, \"title\": \"Été\"}\r",
    "[1]\n",
];

proptest! {
    #[test]
    fn blocks_of_any_size_hold_what_the_whole_does(
        rows in prop::collection::vec(0..ROWS.len(), 8..60),
        size in 1..300usize,
        quote in prop::option::of(0..60usize),
    ) {
        let mut csv = "id,title,abstract\n".to_owned();
        let mut jsonl = LINES[0].repeat(2);
        for (place, &row) in rows.iter().enumerate() {
            csv += ROWS[row];
            csv += if quote == Some(place) { "8,\"open,x\n" } else { "" };
            jsonl += LINES[row % LINES.len()];
        }
        for (format, text) in [("csv", csv), ("jsonl", jsonl)] {
            if let Some([in_blocks, whole]) = both(format, &text, size) {
                prop_assert_eq!(told(&in_blocks), told(&whole), "{}", text);
            }
        }
    }
}

#[test]
fn what_only_the_whole_tells_is_left_to_it() {
    let rows = ROWS[1].repeat(20);
    let table = |end: &str| format!("id,title,abstract\n{rows}{end}");
    assert!(both("csv", &table(""), 64).is_some());
    assert!(both("csv", &table("9,\"open,x\n1,2,3\n"), 64).is_none());
    assert!(both("csv", &format!("x,y\n{rows}"), 64).is_none());
    assert!(both("jsonl", &LINES[3].repeat(20), 64).is_none());
}
