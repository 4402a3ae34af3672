//! Same input, same bytes: whatever the threads, the place and the surroundings of a run.

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use support::{Files, Folder, Papers, Run, argument, project};

/// The run that all others are compared with.
static REFERENCE: LazyLock<Files> = LazyLock::new(|| on_listings(&["--threads", "2"]));

/// A run on the listings from the project's directory.
fn on_listings(options: &[&str]) -> Files {
    let folder = Folder::new();
    let out = folder.path("out");
    let arguments = ["report", "data/listings", "--out", argument(&out)];
    let arguments = [&arguments, options].concat();
    Run::of(Run::command(&arguments).current_dir(project("")), b"").succeeds();
    folder.files("out")
}

fn is_the_same(files: &Files) {
    assert!(files.0.len() > 10, "{:?}", files.names());
    assert_eq!(files.sums(), REFERENCE.sums());
}

#[test]
fn one_thread_gives_the_same() {
    is_the_same(&on_listings(&["--threads", "1"]));
}

#[test]
fn seven_threads_give_the_same() {
    is_the_same(&on_listings(&["--threads", "7"]));
}

#[test]
fn as_many_threads_as_there_are_cores_give_the_same() {
    is_the_same(&on_listings(&[]));
}

#[test]
fn a_second_run_over_the_first_gives_the_same() {
    let folder = Folder::new();
    for (name, bytes) in &REFERENCE.0 {
        folder.put(&format!("out/{name}"), bytes);
    }
    let listings = project("data/listings");
    is_the_same(&folder.report(argument(&listings), &["--quiet"]));
}

#[test]
fn a_copy_of_the_input_elsewhere_gives_the_same() {
    let folder = Folder::new();
    for (name, bytes) in Files::below(&project("data/listings")).0 {
        folder.put(&format!("moved to/ä/{name}"), bytes);
    }
    is_the_same(&folder.report("moved to/ä", &[]));
    is_the_same(&folder.report("./moved to/../moved to/ä/", &[]));
}

#[test]
fn other_surroundings_give_the_same() {
    let folder = Folder::new();
    let listings = project("data/listings");
    let arguments = ["report", argument(&listings), "--out", "out"];
    let mut command = Run::command(&arguments);
    command.env_clear().current_dir(folder.here());
    command
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "de_DE.UTF-8");
    command.env("TZ", "Pacific/Kiritimati").env("COLUMNS", "20");
    command
        .env("RAYON_NUM_THREADS", "3")
        .env("SOURCE_DATE_EPOCH", "1");
    Run::of(&mut command, b"").succeeds();
    is_the_same(&folder.files("out"));
}

/// The run on the listings that another program starts, in a folder of its own.
fn started_by(program: &str, arguments: &[&str], home: Option<&Path>) -> Files {
    let folder = Folder::new();
    let listings = project("data/listings");
    let mut command = Command::new(program);
    command.args(arguments).arg(env!("CARGO_BIN_EXE_thememap"));
    command.args(["report", argument(&listings), "--out", "out"]);
    command.current_dir(folder.here());
    match home {
        Some(home) => command.env("HOME", home).env("XDG_CACHE_HOME", home),
        None => command.env_remove("HOME"),
    };
    Run::of(&mut command, b"").succeeds();
    folder.files("out")
}

#[test]
fn another_umask_gives_the_same() {
    for umask in ["umask 077; exec \"$@\"", "umask 000; exec \"$@\""] {
        is_the_same(&started_by("sh", &["-c", umask, "sh"], None));
    }
}

#[test]
fn a_home_that_cannot_be_written_and_none_at_all_give_the_same() {
    let folder = Folder::new().with("home/file", "");
    let home = folder.path("home");
    let read_only = fs::Permissions::from_mode(0o555);
    fs::set_permissions(&home, read_only).expect("the folder is ours");
    is_the_same(&started_by("env", &[], Some(&home)));
    assert_eq!(folder.files("home").names(), ["file"]);
    is_the_same(&started_by("env", &[], None));
}

#[test]
fn without_a_network_it_is_the_same() {
    let alone = Command::new("unshare").args(["-rn", "true"]).output();
    if !alone.is_ok_and(|output| output.status.success()) {
        println!("skipped: this machine allows no network namespace");
        return;
    }
    is_the_same(&started_by("unshare", &["-rn"], None));
}

#[test]
fn years_labels_and_a_fixed_number_of_themes_change_nothing_about_that() {
    let folder = Folder::new().with("papers.csv", Papers::mixed(20).csv());
    let options = ["--truth", "label", "--themes", "4", "--ngrams", "3"];
    let first = folder.report("papers.csv", &[&options[..], &["--threads", "1"]].concat());
    let second = folder.report("papers.csv", &[&options[..], &["--threads", "7"]].concat());
    assert_eq!(first.sums(), second.sums());
}

#[test]
fn the_seed_is_an_option_that_counts() {
    let folder = Folder::new().with("papers.csv", Papers::mixed(20).csv());
    let first = folder.report("papers.csv", &["--themes", "3"]);
    let second = folder.report("papers.csv", &["--themes", "3", "--seed", "7"]);
    assert_eq!(first.names(), second.names());
    assert_eq!(second.json("run.json")["options"]["seed"], "7");
    assert_ne!(first["theme-map.svg"], second["theme-map.svg"]);
}
