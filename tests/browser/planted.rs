//! A run with planted themes, any number of documents, and titles that try to break out.

use thememap::cluster::{Status, Trial};
use thememap::corpus::{Dropped, Ledger, Reason};
use thememap::export::report::{Chart, DocumentRow, ReportData, SourceRow, ThemeRow};

/// Titles that must stay titles.
pub const HOSTILE: &[&str] = &[
    "<script>window.broken = 1</script>",
    "</script><script>window.broken = 2</script>",
    "<!-- <img src=x onerror=\"window.broken = 3\"> ]]>",
    "[click](javascript:window.broken=4) | `code` | \"quoted\" & 'single'",
    "{{data}} {{script}} \u{2028} between \u{2029} lines",
    "\u{202e}turned round\u{202c} שלום עולם and back",
];

const THEMES: &[(&str, &str, &str, &str)] = &[
    (
        "Protein folding",
        "#0072b2",
        "#56b4e9",
        "protein folding energy residue structure",
    ),
    (
        "Graph neural networks",
        "#d55e00",
        "#ff8c42",
        "graph node network message embedding",
    ),
    (
        "Coral reef ecology",
        "#009e73",
        "#3fd6a8",
        "coral reef bleaching ocean temperature",
    ),
    (
        "Bayesian inference",
        "#cc79a7",
        "#e8a5c8",
        "bayesian posterior prior sampling likelihood",
    ),
    (
        "Medieval trade routes",
        "#8a6d00",
        "#e6c34a",
        "trade medieval merchant route city",
    ),
    (
        "Battery electrolytes",
        "#5a4fcf",
        "#a59df5",
        "battery lithium electrolyte anode charge",
    ),
];

/// A small generator, so that the same number always gives the same run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }
}

/// A run of `count` documents in six themes, one of them unstable.
pub fn planted(count: usize) -> ReportData<'static> {
    let mut dice = Dice(count as u64);
    let documents: Vec<DocumentRow> = (0..count)
        .map(|index| document(index, count, &mut dice))
        .collect();
    let themes = (0..THEMES.len()).map(|index| theme(index, &documents));
    let first = &documents[..documents.len().min(100)];
    ReportData {
        title: "Six planted themes".into(),
        version: "0.1.0".into(),
        seed: 42,
        ledger: ledger(count),
        sources: vec![
            source("papers.csv", "csv", count - count / 4),
            source("more.bib", "bibtex", count / 4 + 3),
        ],
        options: vec![
            ("--themes".into(), "auto".into()),
            ("--min-df".into(), "2".into()),
        ],
        guide: Default::default(),
        reason: "6 themes have the best balance of silhouette, keyword coherence and stability."
            .into(),
        sweep: (2..=12).map(trial).collect(),
        quality: vec![
            ("documents".into(), count as f64),
            ("silhouette".into(), 0.1834),
            ("npmi".into(), 0.212),
            ("stability".into(), 0.871),
        ],
        themes: themes.collect(),
        dropped: vec![
            dropped(1, "Protein folding, again", Reason::Duplicate, Some("p0")),
            dropped(2, "", Reason::NoText, None),
            dropped(3, HOSTILE[0], Reason::Duplicate, Some("p1")),
        ]
        .leak(),
        by_words: true,
        teacher: None,
        vectors: None,
        themes_from: None,
        notes: vec!["“theme” was taken down as a query word: 80% of the documents hold it.".into()],
        map: chart("theme-map", "Theme map", &documents),
        sweep_chart: Some(chart(
            "k-sweep",
            "Figures of every number of themes tried",
            &[],
        )),
        charts: vec![chart("first-documents", "The first documents", first)],
        documents,
    }
}

fn ledger(used: usize) -> Ledger {
    Ledger {
        identified: used + 3,
        duplicates_removed: 2,
        without_text: 1,
        used,
        by_title_alone: 3,
        languages: vec![("English", used)],
        ..Ledger::default()
    }
}

fn chart(name: &str, title: &str, documents: &[DocumentRow]) -> Chart {
    Chart {
        name: name.into(),
        title: title.into(),
        light: drawing(documents, false),
        dark: drawing(documents, true),
    }
}

/// The page borrows what a run holds; here nobody does.
fn document(index: usize, count: usize, dice: &mut Dice) -> DocumentRow<'static> {
    // The themes shrink from first to last.
    let draw = dice.next() * dice.next().max(0.3);
    let theme = ((draw * THEMES.len() as f64) as usize).min(THEMES.len() - 1);
    let words: Vec<&str> = THEMES[theme].3.split(' ').collect();
    let pick = |dice: &mut Dice| words[(dice.next() * words.len() as f64) as usize];
    let status = match dice.next() {
        value if value < 0.78 => Status::Core,
        value if value < 0.94 => Status::Border,
        _ => Status::Unassigned,
    };
    let (centre_x, centre_y) = centre(theme);
    let spread = if status == Status::Core { 0.09 } else { 0.17 };
    let mut around = || (dice.next() + dice.next() + dice.next() - 1.5) * spread;
    let (x, y) = (
        (centre_x + around()).clamp(0.0, 1.0),
        (centre_y + around()).clamp(0.0, 1.0),
    );
    let title = match HOSTILE.get(index) {
        Some(title) => (*title).to_owned(),
        None => format!(
            "On the {} and the {} of {} {index}",
            pick(dice),
            pick(dice),
            pick(dice)
        ),
    };
    let assigned = status != Status::Unassigned;
    DocumentRow {
        id: format!("p{index}").leak(),
        title: title.leak(),
        abstract_text: String::leak(
            (0..60).map(|_| pick(dice)).collect::<Vec<_>>().join(" ") + ".",
        ),
        source: usize::from(index >= count - count / 4),
        further_sources: &[],
        year: (!index.is_multiple_of(17)).then(|| 2005 + (dice.next() * 18.0) as i32),
        theme: assigned.then_some(theme + 1),
        score: 0.3 + dice.next() * 0.5,
        margin: if status == Status::Core {
            0.2 + dice.next() * 0.2
        } else {
            dice.next() * 0.05
        },
        second: Some((theme + 1) % THEMES.len() + 1),
        status,
        x,
        y,
        why: Vec::leak(words.iter().take(4).map(|&word| word.to_owned()).collect()),
    }
}

fn centre(theme: usize) -> (f64, f64) {
    [
        (0.25, 0.7),
        (0.62, 0.78),
        (0.2, 0.25),
        (0.55, 0.45),
        (0.85, 0.2),
        (0.86, 0.6),
    ][theme]
}

fn theme(index: usize, documents: &[DocumentRow]) -> ThemeRow {
    let (label, light, dark, words) = THEMES[index];
    let members: Vec<usize> = (0..documents.len())
        .filter(|&at| documents[at].theme == Some(index + 1))
        .collect();
    let mut years: Vec<(i32, usize)> = Vec::new();
    for year in 2005..2023 {
        let papers = members
            .iter()
            .filter(|&&at| documents[at].year == Some(year))
            .count();
        if papers > 0 {
            years.push((year, papers));
        }
    }
    ThemeRow {
        number: index + 1,
        given: None,
        label: label.into(),
        light: light.into(),
        dark: dark.into(),
        keywords: words.split(' ').map(str::to_owned).collect(),
        size: members.len(),
        share: members.len() as f64 / documents.len() as f64,
        cohesion: 0.41,
        silhouette: 0.18,
        stability: if index == 4 {
            0.48
        } else {
            0.9 - index as f64 * 0.04
        },
        npmi: 0.2,
        mean_year: Some(2014.2),
        exemplars: members.iter().rev().take(3).copied().collect(),
        neighbours: vec![((index + 1) % 6 + 1, 0.31), ((index + 2) % 6 + 1, 0.22)],
        years,
    }
}

fn trial(themes: usize) -> Trial {
    let away = themes.abs_diff(6) as f64;
    Trial {
        themes,
        modularity: 0.6 - away * 0.02,
        silhouette: 0.19 - away * 0.012,
        npmi: 0.22 - away * 0.01,
        diversity: 0.95,
        stability: 0.9 - away * 0.03,
        inertia: 400.0 - themes as f64 * 11.0,
        chosen: themes == 6,
    }
}

fn source(name: &str, format: &str, records: usize) -> SourceRow {
    SourceRow {
        name: name.into(),
        format: format.into(),
        records,
        sha256: "5f".repeat(32),
    }
}

fn dropped(record: usize, title: &str, reason: Reason, kept: Option<&str>) -> Dropped {
    Dropped {
        source: "more.bib".into(),
        record,
        id: format!("d{record}"),
        title: title.into(),
        reason,
        kept_id: kept.map(str::to_owned),
        problem: None,
    }
}

/// The least drawing of the map that an image viewer takes.
fn drawing(documents: &[DocumentRow], dark: bool) -> String {
    let paper = if dark { "#1b1e24" } else { "#ffffff" };
    let points: String = documents
        .iter()
        .map(|document| {
            let fill = document.theme.map_or("#8a8f98", |number| {
                let (_, light, night, _) = THEMES[number - 1];
                if dark { night } else { light }
            });
            format!(
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{fill}\"/>",
                document.x * 900.0 + 30.0,
                (1.0 - document.y) * 600.0 + 30.0
            )
        })
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 660\" width=\"960\" height=\"660\"><rect width=\"960\" height=\"660\" fill=\"{paper}\"/>{points}</svg>"
    )
}
