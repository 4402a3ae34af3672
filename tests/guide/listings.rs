//! The example of the corpus in data/.

use super::*;
use support::{argument, project};

#[test]
fn the_example_finds_the_three_themes_that_it_asks_for() {
    let folder = Folder::new();
    let guide = project("examples/guided/thememap.toml");
    let files = folder.report(
        argument(&project("data/listings")),
        &["--config", argument(&guide)],
    );
    let asked = ["Interventions", "Interference", "Causal effects"];
    assert_eq!(labels(&files)[..3], asked);
    assert!(labels(&files).len() > 6, "{:?}", labels(&files));
    for theme in files.json("run.json")["guide"]["themes"]
        .as_array()
        .unwrap()
    {
        assert_eq!(theme["support"], "found", "{theme}");
    }
}
