//! The workflows of examples/ci, run as they stand in a repository of their own.

use crate::support::{Folder, Papers, project};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

/// The commands of a workflow in order: what stands after a key, or in the block below it.
fn commands(workflow: &str, key: &str) -> Vec<String> {
    let text = fs::read_to_string(project("examples/ci").join(workflow)).unwrap();
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let Some(rest) = line.trim_start().strip_prefix(key) else {
            continue;
        };
        if rest.trim() != "|" {
            found.push(rest.trim().to_owned());
            continue;
        }
        let is_below =
            |line: &&str| line.trim().is_empty() || line.len() - line.trim_start().len() > indent;
        let block = std::iter::from_fn(|| lines.next_if(is_below));
        found.push(block.map(|line| format!("{}\n", line.trim())).collect());
    }
    found
}

/// A repository with papers in it, and programs that stand for those of the service.
fn repository() -> Folder {
    let folder = Folder::new().with("repo/papers/papers.csv", Papers::mixed(20).csv());
    let bin = folder.path("bin");
    fs::create_dir_all(&bin).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_thememap"), bin.join("thememap")).unwrap();
    for name in ["cargo", "gh", "curl"] {
        let script = format!("#!/bin/sh\necho {name} \"$@\" >> \"$CALLS\"\n");
        folder.put(&format!("bin/{name}"), script);
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(bin.join(name), executable).unwrap();
    }
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    git(&folder, &["config", "user.name", "A Reader"]);
    git(&folder, &["config", "user.email", "reader@example.org"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "Papers"]);
    let (repo, origin) = (folder.path("repo"), folder.path("origin"));
    let (repo, origin) = (repo.to_str().unwrap(), origin.to_str().unwrap());
    git(&folder, &["clone", "--quiet", "--bare", repo, origin]);
    git(&folder, &["remote", "add", "origin", origin]);
    git(&folder, &["fetch", "--quiet", "origin"]);
    git(
        &folder,
        &["branch", "--quiet", "--set-upstream-to=origin/main"],
    );
    folder
}

fn git(folder: &Folder, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder.path("repo"))
        .output()
        .expect("git is there");
    assert!(output.status.success(), "git {arguments:?}\n{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn run(folder: &Folder, command: &str) -> Output {
    let path = format!(
        "{}:{}",
        folder.path("bin").display(),
        std::env::var("PATH").unwrap()
    );
    Command::new("bash")
        .args(["-e", "-o", "pipefail", "-c", command])
        .current_dir(folder.path("repo"))
        .env("PATH", path)
        .env("CALLS", folder.path("calls"))
        .env("GITHUB_STEP_SUMMARY", folder.path("summary.md"))
        .env("PULL_REQUEST", "7")
        .env("CI_MERGE_REQUEST_IID", "7")
        .env("CI_COMMIT_BRANCH", "main")
        .env("CI_API_V4_URL", "https://gitlab.example.org/api/v4")
        .env("CI_PROJECT_ID", "1")
        .env("THEMES_TOKEN", "none")
        .output()
        .expect("bash is there")
}

fn all_succeed(folder: &Folder, commands: &[String]) {
    for command in commands {
        let output = run(folder, command);
        assert!(output.status.success(), "{command}\n{output:?}");
    }
}

#[test]
fn the_workflow_for_github_renders_checks_and_comments() {
    let commands = commands("github.yml", "run:");
    let folder = repository();
    // The first time there is nothing to check against.
    all_succeed(&folder, &commands);
    assert!(folder.path("repo/themes/report.md").exists());
    assert!(
        git(&folder, &["log", "--oneline", "origin/main"])
            .lines()
            .count()
            == 2
    );
    // Nothing new: nothing to commit.
    all_succeed(&folder, &commands);
    assert!(
        git(&folder, &["log", "--oneline", "origin/main"])
            .lines()
            .count()
            == 2
    );
    assert_eq!(git(&folder, &["status", "--porcelain", "themes"]), "");
    let calls = fs::read_to_string(folder.path("calls")).unwrap();
    assert!(calls.contains("gh pr comment 7"), "{calls}");
    let summary = fs::read_to_string(folder.path("summary.md")).unwrap();
    assert!(summary.contains("within their limits"), "{summary}");
    // A pile of papers on something else: the check says no.
    let more = fs::read_to_string(folder.path("repo/papers/papers.csv")).unwrap();
    folder.put("repo/papers/papers.csv", more + &crate::piles::sailing(40));
    let failed = commands
        .iter()
        .find(|command| !run(&folder, command).status.success());
    assert!(
        failed.is_some_and(|command| command.contains("thememap check")),
        "{failed:?}"
    );
}

#[test]
fn the_workflow_for_gitlab_renders_checks_and_comments() {
    // The other entries of lists are rules.
    let commands: Vec<String> = commands("gitlab.yml", "- ")
        .into_iter()
        .filter(|command| command.contains('\n'))
        .collect();
    assert!(
        commands
            .iter()
            .any(|command| command.contains("thememap check"))
    );
    let folder = repository();
    all_succeed(&folder, &commands);
    all_succeed(&folder, &commands);
    assert!(folder.path("repo/themes/report.md").exists());
}
