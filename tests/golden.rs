//! The committed gallery is what the program writes.

mod support;

use support::{Files, Folder, Run, argument, project};

const RENDER: &str = "cargo run --release -- report data/listings --out out";

#[test]
fn the_gallery_is_what_the_program_writes() {
    let gallery = Files::below(&project("out"));
    if gallery.names().is_empty() {
        println!("skipped: there is no gallery in out/; render it with `{RENDER}`");
        return;
    }
    let folder = Folder::new();
    let out = folder.path("out");
    let arguments = ["report", "data/listings", "--out", argument(&out)];
    Run::of(Run::command(&arguments).current_dir(project("")), b"").succeeds();
    let written = folder.files("out");
    assert_eq!(
        gallery.names(),
        written.names(),
        "render it again with `{RENDER}`"
    );
    for name in written.names() {
        if gallery[name] != written[name] {
            panic!(
                "out/{name} differs {}; render it again with `{RENDER}`",
                place(name, &gallery, &written)
            );
        }
    }
}

/// The first line that differs, with what stands there.
fn place(name: &str, gallery: &Files, written: &Files) -> String {
    let lines = |files: &Files| -> Vec<String> {
        let text = String::from_utf8_lossy(&files[name]).into_owned();
        text.lines().map(str::to_owned).collect()
    };
    let (old, new) = (lines(gallery), lines(written));
    let same = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let shown = |lines: &[String]| -> String {
        let line = lines.get(same).map_or("(no line)", String::as_str);
        line.chars().take(300).collect()
    };
    format!(
        "in line {}:\n  committed: {}\n  written:   {}\n",
        same + 1,
        shown(&old),
        shown(&new)
    )
}
