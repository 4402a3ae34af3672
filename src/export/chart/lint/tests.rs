//! The map's promises, kept on made-up corpora from 50 to 15,000 documents.

use ndarray::Array2;

use super::super::{
    Caption, Curve, MapInput, Measure, Mode, Palette, SizesInput, Standing, Style, SweepInput,
    Timeline, k_sweep, strategic_diagram, theme_map, theme_similarity, theme_sizes, timeline,
};
use super::*;
use crate::cluster::Status;

/// A corpus of `themes` heaps round a spiral, every twentieth point in no theme.
struct Corpus {
    points: Vec<[f64; 2]>,
    theme: Vec<Option<usize>>,
    status: Vec<Status>,
    numbers: Vec<usize>,
    labels: Vec<String>,
    unstable: Vec<bool>,
}

const NAMES: [&str; 8] = [
    "Causal effect estimation",
    "Mechanistic interpretability of language models",
    "Graph algorithms",
    "Secure multi-party computation and zero-knowledge proofs",
    "Robots",
    "Wireless sensor networks",
    "Type systems for functional programming languages",
    "Recommender systems and user modelling",
];

impl Corpus {
    fn new(documents: usize, themes: usize) -> Corpus {
        let mut corpus = Corpus {
            points: Vec::new(),
            theme: Vec::new(),
            status: Vec::new(),
            numbers: (1..=themes).collect(),
            labels: (0..themes)
                .map(|t| format!("{} {}", NAMES[t % 8], t + 1))
                .collect(),
            unstable: (0..themes).map(|t| t % 7 == 3).collect(),
        };
        for i in 0..documents {
            // Early themes get more documents.
            let theme = i % (themes * (themes + 1) / 2);
            let theme = (0..themes)
                .find(|t| theme < (t + 1) * (2 * themes - t) / 2)
                .unwrap_or(0);
            let home = 2.4 * theme as f64;
            let radius = 0.42 * ((theme as f64 + 0.5) / themes as f64).sqrt();
            let spread = 0.16 / (themes as f64).sqrt();
            let turn = 2.399 * i as f64;
            let away = spread * ((i * 7919 % 1000) as f64 / 1000.0);
            corpus.points.push([
                0.5 + radius * libm::cos(home) + away * libm::cos(turn),
                0.5 + radius * libm::sin(home) + away * libm::sin(turn),
            ]);
            corpus.theme.push((i % 20 != 7).then_some(theme));
            let border = i % 6 == 1;
            corpus
                .status
                .push(if border { Status::Border } else { Status::Core });
        }
        corpus
    }

    fn input(&self) -> MapInput<'_> {
        MapInput {
            points: &self.points,
            theme: &self.theme,
            status: &self.status,
            numbers: &self.numbers,
            labels: &self.labels,
            unstable: &self.unstable,
            caption: Caption {
                title: "Themes in abstracts",
                subtitle: &[],
                footer: "seed 42",
            },
        }
    }
}

const CORPORA: [(usize, usize); 5] = [(50, 3), (300, 8), (2_000, 15), (6_000, 26), (15_000, 40)];

#[test]
fn every_theme_is_named_apart_from_the_others_large_and_clear_enough() {
    for (documents, themes) in CORPORA {
        let corpus = Corpus::new(documents, themes);
        let input = corpus.input();
        let palette = Palette::fit(&input.centres());
        for mode in [Mode::Light, Mode::Dark] {
            let drawing = theme_map(&input, &palette, &Style::new(mode)).expect("drawn");
            for label in &corpus.labels {
                let named = drawing
                    .texts
                    .iter()
                    .filter(|text| &text.text == label)
                    .count();
                assert_eq!(named, 1, "{label} of {themes}");
            }
            let lint = lint(&drawing).expect("rendered");
            assert_eq!(lint.label_overlaps, 0, "{themes} themes");
            assert!(
                lint.min_contrast >= 4.5,
                "{themes} themes, {mode:?}: {lint:?}"
            );
            assert!(lint.min_text_px >= 11.0, "{themes} themes: {lint:?}");
        }
    }
}

#[test]
fn the_file_is_well_formed_small_and_says_its_themes() {
    let corpus = Corpus::new(15_000, 40);
    let input = corpus.input();
    let palette = Palette::fit(&input.centres());
    let drawing = theme_map(&input, &palette, &Style::new(Mode::Light)).expect("drawn");
    let svg = drawing.svg();
    assert!(svg.len() < 2_000_000, "{} bytes", svg.len());
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let description = root
        .children()
        .find(|n| n.has_tag_name("desc"))
        .and_then(|n| n.text());
    assert!(
        description.is_some_and(|d| d.contains("40. Recommender systems and user modelling 40"))
    );
}

#[test]
fn fifty_themes_are_all_on_the_map_or_in_its_key() {
    let corpus = Corpus::new(3_000, 50);
    let input = corpus.input();
    let palette = Palette::fit(&input.centres());
    let drawing = theme_map(&input, &palette, &Style::new(Mode::Light)).expect("drawn");
    for label in &corpus.labels {
        let says = |text: &TextBox| label.starts_with(text.text.trim_end_matches('…'));
        assert!(drawing.texts.iter().any(says), "{label}");
    }
    assert_eq!(lint(&drawing).expect("rendered").label_overlaps, 0);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let corpus = Corpus::new(300, 8);
    let input = corpus.input();
    let draw = || {
        let palette = Palette::fit(&input.centres());
        let drawing = theme_map(&input, &palette, &Style::new(Mode::Dark)).expect("drawn");
        let png = drawing.png(1.0).expect("rendered");
        (drawing.svg().to_owned(), png)
    };
    assert_eq!(draw(), draw());
}

#[test]
fn slices_that_do_not_fit_together_are_refused() {
    let corpus = Corpus::new(50, 3);
    let mut input = corpus.input();
    input.labels = &corpus.labels[..2];
    let palette = Palette::fit(&input.centres()[..0]);
    assert!(theme_map(&input, &palette, &Style::new(Mode::Light)).is_err());
}

#[test]
fn no_documents_one_document_and_documents_in_one_spot_still_give_a_map() {
    for documents in [0, 1, 40] {
        let mut corpus = Corpus::new(documents, 3);
        corpus.points.fill([0.3, 0.3]);
        let input = corpus.input();
        let palette = Palette::fit(&input.centres());
        theme_map(&input, &palette, &Style::new(Mode::Light)).expect("drawn");
    }
}

const CAPTION: Caption = Caption {
    title: "Charts",
    subtitle: &[],
    footer: "seed 42",
};

/// Every chart but the map, with figures for as many themes as `labels`.
fn other_charts(labels: &[String], palette: &Palette, style: &Style) -> Vec<Drawing> {
    let n = labels.len();
    let sizes: Vec<usize> = (0..n).map(|t| 10 + 7 * (n - t)).collect();
    let unstable: Vec<bool> = (0..n).map(|t| t % 3 == 1).collect();
    let silhouettes: Vec<f64> = (0..n).map(|t| 0.4 - 0.05 * (t % 10) as f64).collect();
    let numbers: Vec<usize> = (1..=n).collect();
    let bars = SizesInput {
        numbers: &numbers,
        labels,
        sizes: &sizes,
        measure: Measure {
            name: "Silhouette",
            note: "How much nearer documents are to their own theme than to the next.",
            values: &silhouettes,
        },
        unstable: &unstable,
    };
    let similarity = Array2::from_shape_fn((n, n), |(a, b)| 1.0 / (1.0 + a.abs_diff(b) as f64));
    let years = Timeline {
        first: 2022,
        shares: vec![vec![0.1, 0.0, 0.3]; n],
        last_is_partial: true,
        elsewhere: 3,
    };
    let standing = |t: usize| Standing {
        number: t + 1,
        centrality: (t * 7 % 11) as f64,
        density: (t * 5 % 13) as f64,
        size: sizes[t],
    };
    let standings: Vec<Standing> = (0..n).map(standing).collect();
    let cosines = similarity.view();
    [
        theme_sizes(&CAPTION, &bars, palette, style),
        theme_similarity(&CAPTION, labels, &numbers, cosines, palette, style),
        timeline(&CAPTION, labels, &years, palette, style),
        strategic_diagram(&CAPTION, labels, &standings, &unstable, palette, style),
    ]
    .into_iter()
    .map(|drawing| drawing.expect("drawn"))
    .chain([sweep(style)])
    .collect()
}

/// The figures of 2 to 40 themes, one of them without values.
fn sweep(style: &Style) -> Drawing {
    let tried: Vec<usize> = (2..=40).collect();
    let values: Vec<f64> = tried.iter().map(|&k| 0.3 - 0.002 * k as f64).collect();
    let silent = [f64::NAN; 39];
    let curve = |name, values| Curve {
        name,
        note: "a note that says at some length what it is that the curve shows",
        values,
    };
    let input = SweepInput {
        themes: &tried,
        chosen: 12,
        decides: curve("Score", &values),
        counts: &[curve("Modularity", &values), curve("Silhouette", &values)],
        told: &[
            curve("Coherence", &values),
            curve("Diversity", &values),
            curve("Stability", &silent),
        ],
    };
    k_sweep(&CAPTION, &input, style).expect("drawn")
}

#[test]
fn the_other_charts_can_be_read_too() {
    for themes in [1, 2, 12, 40, 60] {
        let corpus = Corpus::new(800, themes);
        let palette = Palette::fit(&corpus.input().centres());
        for mode in [Mode::Light, Mode::Dark] {
            for drawing in other_charts(&corpus.labels, &palette, &Style::new(mode)) {
                let lint = lint(&drawing).expect("rendered");
                let reads = lint.label_overlaps == 0 && lint.min_contrast >= 4.5;
                assert!(
                    reads && lint.min_text_px >= 11.0,
                    "{themes} {mode:?}: {lint:?}"
                );
                roxmltree::Document::parse(drawing.svg()).expect("well-formed");
            }
        }
    }
}

#[test]
fn charts_of_no_themes_are_no_trouble() {
    let palette = Palette::fit(&[]);
    for drawing in other_charts(&[], &palette, &Style::new(Mode::Light)) {
        lint(&drawing).expect("rendered");
    }
}
