use std::path::Path;
use thememap::corpus::{Input, ReadOptions, inspect};
#[test]
fn dump() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/formats");
    let i = inspect(&[Input::from(&root)], &ReadOptions::default()).unwrap();
    for f in &i.files {
        println!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{:?}",
            f.path,
            f.format,
            f.counts.records,
            f.counts.with_title,
            f.counts.with_abstract,
            f.counts.with_year,
            f.problems
        );
    }
    println!("skipped {:?}", i.skipped);
}
#[test]
fn dump_all() {
    use thememap::corpus::Corpus;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/formats");
    let i = inspect(&[Input::from(&root)], &ReadOptions::default()).unwrap();
    for f in &i.files {
        match Corpus::read(&[Input::Path(root.join(&f.path))], &ReadOptions::default()) {
            Ok(c) => {
                for d in c.documents {
                    println!(
                        "D\t{}\t{}\t{}\t{}\t{:?}\t{}",
                        f.path, d.record, d.id, d.title, d.year, d.abstract_text
                    );
                }
            }
            Err(e) => println!("E\t{}\t{e}", f.path),
        }
    }
}
