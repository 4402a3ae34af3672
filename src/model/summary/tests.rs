use super::*;
use crate::cluster::ThemeCount;
use crate::corpus::Document;
use crate::export::Drawings;
use crate::model::Placer;
use crate::{Options, ThemeMap};
use proptest::prelude::*;
use std::sync::LazyLock;

const TEXTS: [&str; 6] = [
    "Deep sleep strengthens memory.",
    "A short sleep helps memory.",
    "Sleep loss harms attention.",
    "Memory needs attention.",
    "Warm water bleaches coral reefs.",
    "Coral larvae settle on reefs.",
];

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut options = Options::default();
    options.clustering.themes = ThemeCount::Fixed(2);
    let map = ThemeMap::build(Corpus::from_texts(TEXTS), options).unwrap();
    let palette = Drawings::of(&map).unwrap().palette;
    Model::of(&map, &palette)
});

/// Documents put together from a few words, some of them strange to the model.
fn document() -> impl Strategy<Value = Document> {
    let words = prop::sample::select(vec![
        "sleep",
        "memory",
        "coral",
        "reefs",
        "attention",
        "quasar",
        "Nebula",
        "tokamak",
    ]);
    let text = prop::collection::vec(words, 0..6);
    (0..40u32, text, prop::option::of(1990..2020)).prop_map(|(id, words, year)| Document {
        id: id.to_string(),
        year,
        ..Document::new(&words.join(" "), "")
    })
}

fn summary(documents: &[Document]) -> Summary {
    let placer = Placer::new(&MODEL);
    let corpus = Corpus {
        documents: documents.to_vec(),
        ..Corpus::default()
    };
    let tokens = placer.analyze(&corpus);
    let places = placer.place(&corpus, &tokens);
    let mut summary = Summary::new(&MODEL);
    summary.add(&placer, &corpus, &tokens, &places);
    summary
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_split_merged_in_any_order_has_the_same_bytes(
        documents in prop::collection::vec(document(), 0..60),
        cuts in prop::collection::vec(0..60usize, 0..6),
        order in prop::collection::vec(any::<u32>(), 8),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(documents.len())).collect();
        cuts.extend([0, documents.len()]);
        cuts.sort_unstable();
        let parts = cuts.windows(2).map(|cut| summary(&documents[cut[0]..cut[1]]));
        let mut parts: Vec<(u32, Summary)> = order.iter().copied().cycle().zip(parts).collect();
        parts.sort_by_key(|(place, _)| *place);
        let mut merged = Summary::new(&MODEL);
        for (_, part) in parts {
            merged.merge(&part).unwrap();
        }
        prop_assert_eq!(merged.to_json(), summary(&documents).to_json());
    }
}

#[test]
fn a_large_sample_is_that_of_all_whatever_the_split() {
    let documents: Vec<Document> = (0..2500)
        .map(|number| Document {
            id: (number % 2400).to_string(),
            ..Document::new("quasar", "")
        })
        .collect();
    let all = summary(&documents);
    assert_eq!(all.weak_sample.len(), SAMPLED);
    let mut merged = summary(&documents[1700..]);
    merged.merge(&summary(&documents[..1700])).unwrap();
    assert_eq!(merged, all);
}

#[test]
fn a_summary_counts_what_it_says() {
    let paper = |id: &str, title: &str, year| Document {
        id: id.into(),
        year,
        ..Document::new(title, "")
    };
    let found = summary(&[
        paper("a", "Sleep and memory", Some(2001)),
        paper("b", "Sleep strengthens memory", Some(2003)),
        paper("c", "Coral reefs", None),
        paper("d", "A quasar", Some(2001)),
    ]);
    assert_eq!(found.documents(), 4);
    let sleep = &found.themes[&1];
    assert_eq!((sleep.documents, sleep.mean_year()), (2, Some(2002.0)));
    assert_eq!(sleep.scores.iter().sum::<u64>(), 2);
    assert_eq!(found.themes[&2].years.len(), 0);
    assert_eq!(found.unassigned.years[&2001], 1);
    let quasar = found.weak_sample.iter().find(|sampled| sampled.id == "d");
    assert_eq!(quasar.unwrap().words, ["quasar"]);
}

#[test]
fn a_placer_places_as_the_model_does() {
    let corpus = Corpus::from_texts(TEXTS.into_iter().chain(["Coral sleep", "quasar", ""]));
    let placer = Placer::new(&MODEL);
    let places = placer.place(&corpus, &placer.analyze(&corpus));
    assert_eq!(places, MODEL.place(&corpus));
}

#[test]
fn a_summary_comes_back_from_its_file_and_is_not_added_to_one_of_another_model() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.json");
    let mut first = summary(&[Document::new("Coral reefs", "")]);
    std::fs::write(&path, first.to_json()).unwrap();
    let mut read = Summary::read(&path).unwrap();
    assert_eq!(read, first);
    read.model = "another".to_string();
    let error = first.merge(&read).unwrap_err().to_string();
    assert!(error.contains("two models"), "{error}");
    std::fs::write(&path, "{}").unwrap();
    assert!(
        Summary::read(&path)
            .unwrap_err()
            .to_string()
            .contains("no summary")
    );
}
