//! A report that is interrupted leaves nothing half-written.
#![cfg(unix)]

mod support;

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use support::{Folder, Run, project};

/// Names below a directory, hidden ones too.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.here()).expect("the folder can be listed");
    let names = entries.map(|entry| entry.expect("an entry can be read").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn an_interrupted_report_leaves_all_of_its_files_or_none() {
    let listings = project("data/listings");
    let listings = listings.to_str().expect("the path is UTF-8");
    let whole = Folder::new();
    whole.run(&["report", listings, "--out", "out"]).succeeds();
    let whole = whole.files("out");
    for wait in [30, 200, 500, 900, 1500, 2500] {
        let folder = Folder::new();
        let mut command: Command = Run::command(&["report", listings, "--out", "out"]);
        command
            .current_dir(folder.here())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        sleep(Duration::from_millis(wait));
        let id = child.id().to_string();
        let kill = Command::new("kill").args(["-INT", &id]).status();
        kill.expect("a signal can be sent");
        let status = child.wait().expect("the program ends");
        // A signal before the program can listen simply ends it.
        assert!(matches!(status.code(), None | Some(130 | 0)), "{status}");
        match names(&folder).as_slice() {
            [] => {}
            [only] => {
                assert_eq!(only, "out", "after {wait} ms");
                assert!(folder.files("out") == whole, "after {wait} ms");
            }
            more => panic!("after {wait} ms: {more:?}"),
        }
    }
}

#[test]
fn what_a_killed_report_left_is_removed_by_the_next() {
    let folder = Folder::new();
    folder.put(".thememap-out-x1y2z3/documents.csv", "half a ta");
    folder.put(".thememap-other-x1y2z3/documents.csv", "of another report");
    let listings = project("data/listings");
    folder.report(listings.to_str().expect("the path is UTF-8"), &[]);
    let mut names = names(&folder);
    names.sort();
    assert_eq!(names, [".thememap-other-x1y2z3", "out"]);
}
