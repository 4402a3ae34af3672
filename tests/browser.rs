//! `report.html` in a real browser: loaded from disk and used as a reader would.

mod support;

#[path = "browser/planted.rs"]
mod planted;
#[path = "browser/round_trip.rs"]
mod round_trip;

use std::path::{Path, PathBuf};
use std::process::Command;

use planted::planted;
use thememap::export::html::html;

/// The browser, where it is installed.
fn chromium() -> Option<PathBuf> {
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]
    .iter()
    .map(PathBuf::from)
    .find(|path| path.exists())
}

/// What the test needs and does not find.
fn missing(folder: &Path) -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|output| output.status.success()) {
        return Some("node");
    }
    if !folder.join("node_modules/playwright-core").exists() {
        return Some("playwright-core: run `npm install` in tests/browser");
    }
    chromium().is_none().then_some("chromium")
}

#[test]
fn a_reader_can_use_the_page_in_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(what) = missing(&folder) {
        eprintln!("skipped: there is no {what}");
        return;
    }
    let pages = tempfile::tempdir().expect("a folder for the pages");
    let small = pages.path().join("report.html");
    let large = pages.path().join("large.html");
    std::fs::write(&small, html(&planted(240))).expect("the page is written");
    std::fs::write(&large, html(&planted(50_000))).expect("the page is written");
    let run = Command::new("node")
        .arg(folder.join("report.mjs"))
        .args([&small, &large])
        .env("CHROMIUM", chromium().expect("looked for above"))
        .output()
        .expect("node starts");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&run.stderr)
    );
    println!("{said}");
}
