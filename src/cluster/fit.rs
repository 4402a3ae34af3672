//! The themes of a corpus, from its vectors.

use ndarray::{Array2, Axis};

use super::choose::choose;
use super::kmeans::{Partition, Start, kmeans};
use super::lloyd::Groups;
use super::membership::{judge, place_as_told, place_reaching};
use super::model::{Membership, Said, ThemeModel, Training, Trial};
use super::options::{ClusterOptions, ThemeCount};
use super::refine::{ROUNDS, ThemeSpace, all_present, refine};
use super::resample::{Sample, theme_stability};
use super::seeded::{AskedFor, holds, seeded};
use super::swaps::improve;
use super::sweep::sweep;
use super::ward::WardTree;
use crate::vectors::sample::evenly;
use crate::vectors::{Csr, Embedding};
use crate::{Error, Result};

/// Documents on which numbers of themes are tried.
pub(crate) const SWEEP_SAMPLE: usize = 5000;
/// Passes of k-means over all documents of a corpus larger than the sample in which themes are
/// looked for.
const FULL_PASSES: usize = 10;
/// They end when no more than one of so many documents changes its theme, as does the settling by
/// words.
const RESTLESS: usize = 200;
/// Samples by which the stability of each theme is judged.
const STABILITY_SAMPLES: usize = 20;

impl ThemeModel {
    /// Groups embedded documents into themes.
    ///
    /// K-means runs on the smoothed vectors from the centres of Ward's tree, of which some move
    /// where that pays, then on the vectors themselves from the centres so found. Documents then
    /// settle by vectors and words together ([`ThemeSpace`]). How surely a document belongs to
    /// its theme is judged as if the themes had been found without it. Vectors from elsewhere
    /// decide alone.
    ///
    /// `terms` has the weights from which the vectors come. `seed` draws the samples by which
    /// stability is judged; the themes themselves involve no draw.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] for a number of themes that the corpus cannot have and
    /// [`Error::Corpus`] for fewer than two documents or documents that are all alike.
    pub fn fit(
        embedding: &Embedding,
        terms: &Csr,
        options: &ClusterOptions,
        seed: u64,
    ) -> Result<ThemeModel> {
        ThemeModel::fit_asked(embedding, terms, options, seed, &[])
    }

    /// The same with themes that are asked for, which come first: see [`AskedFor`]. The number of
    /// themes includes them. Then vectors alone tell themes apart, so that one that is asked for
    /// does not take in what shares its words.
    ///
    /// # Errors
    ///
    /// As [`ThemeModel::fit`], and [`Error::Option`] for fewer themes than are asked for.
    pub fn fit_asked(
        embedding: &Embedding,
        terms: &Csr,
        options: &ClusterOptions,
        seed: u64,
        asked_for: &[AskedFor],
    ) -> Result<ThemeModel> {
        let documents = embedding.vectors.nrows();
        if documents < 2 {
            return Err(Error::Corpus(format!(
                "{documents} document: themes need at least two, and some hundred to be worth it"
            )));
        }
        let numbers = options.themes.trials_beside(asked_for.len(), documents)?;
        let mut trials = sweep_on_sample(embedding, terms, &numbers, seed)?;
        let choice = choose(&trials, &options.themes);
        trials[choice.index].chosen = true;
        let asked = trials[choice.index].themes;
        let found = Found {
            trials,
            reason: choice.reason,
            asked,
        };
        if !asked_for.is_empty() || embedding.file.is_some() {
            return fit_by_vectors(embedding, options, seed, asked_for, found);
        }
        let partition = partition(embedding, asked)?;
        if partition.centroids.nrows() < asked {
            return Err(too_much_alike(
                partition.centroids.nrows(),
                asked,
                &options.themes,
            ));
        }
        let vectors = embedding.vectors.view();
        let postings = terms.transposed();
        let mut themes = refined(embedding, terms, &postings, partition.assignments, asked);
        let judged = |themes: &[usize]| {
            let space = ThemeSpace::of(vectors, &postings, themes, asked);
            let own: Vec<Option<usize>> = themes.iter().copied().map(Some).collect();
            let (memberships, thresholds) = judge(
                space.vectors(vectors, terms, &own).view(),
                space.centres().view(),
                themes,
                options.assign_all,
            );
            (space, memberships, thresholds)
        };
        // Sums over themes depend on their order in the last bit: judged in the final one.
        let place = largest_first(&judged(&themes).1, asked);
        themes.iter_mut().for_each(|theme| *theme = place[*theme]);
        let (space, memberships, thresholds) = judged(&themes);
        Ok(ThemeModel {
            numbers: (1..=asked).collect(),
            next_number: asked + 1,
            stability: stability(embedding, &memberships, asked, seed),
            training: Training::of(&memberships),
            space,
            memberships,
            thresholds,
            trials: found.trials,
            reason: found.reason,
            said: Vec::new(),
        })
    }
}

/// How many themes there are to be, and why.
struct Found {
    trials: Vec<Trial>,
    reason: String,
    asked: usize,
}

/// The themes by vectors alone, with those that are asked for.
fn fit_by_vectors(
    embedding: &Embedding,
    options: &ClusterOptions,
    seed: u64,
    asked_for: &[AskedFor],
    found: Found,
) -> Result<ThemeModel> {
    let asked = found.asked;
    let centroids = match asked_for {
        [] => partition(embedding, asked)?.centroids,
        _ => seeded_centroids(embedding, asked, asked_for),
    };
    if centroids.nrows() < asked {
        return Err(too_much_alike(centroids.nrows(), asked, &options.themes));
    }
    let said = said(embedding, &centroids, asked_for);
    let centroids = asked_for_first(embedding, centroids, &said, options.assign_all);
    let vectors = embedding.vectors.view();
    let reach: Vec<Option<f32>> = said.iter().map(|said| said.reach).collect();
    let (placed, thresholds) =
        place_reaching(vectors, centroids.view(), &reach, options.assign_all);
    let held = holds(asked_for, vectors.nrows());
    let told = placed.iter().zip(held);
    let told: Vec<Option<usize>> = told.map(|(m, held)| held.or(m.assigned())).collect();
    let memberships = place_as_told(vectors, centroids.view(), &reach, &thresholds, &told);
    Ok(ThemeModel {
        numbers: (1..=asked).collect(),
        next_number: asked + 1,
        stability: stability_asked(embedding, &memberships, asked, seed, asked_for),
        training: Training::of(&memberships),
        space: ThemeSpace {
            centroids,
            evidence: None,
        },
        memberships,
        thresholds,
        trials: found.trials,
        reason: found.reason,
        said: match asked_for {
            [] => Vec::new(),
            _ => said,
        },
    })
}

/// What is said of the themes, the first of which are asked for.
fn said(embedding: &Embedding, centroids: &Array2<f32>, asked_for: &[AskedFor]) -> Vec<Said> {
    let vectors = embedding.vectors.view();
    let mut said = vec![Said::default(); centroids.nrows()];
    for ((said, asked), centre) in said.iter_mut().zip(asked_for).zip(centroids.outer_iter()) {
        let centre = centre.to_slice().expect("rows are contiguous");
        *said = Said {
            name: Some(asked.name.clone()),
            asked_for: true,
            reach: Some(asked.reach(vectors, centre)),
        };
    }
    said
}

/// The centres of `k` themes by k-means from seeds, unit rows: those asked for first.
///
/// Of a small corpus the smoothed vectors are grouped first, as without seeds; of one larger than
/// the sample the vectors alone.
fn seeded_centroids(embedding: &Embedding, k: usize, asked_for: &[AskedFor]) -> Array2<f32> {
    let (vectors, smoothed) = (embedding.vectors.view(), embedding.smoothed.view());
    let start = WardTree::fit(smoothed).centroids(k);
    let found = match start.nrows() == k {
        true if smoothed.nrows() == vectors.nrows() => {
            let start = improve(smoothed, start);
            seeded(smoothed, start, asked_for, k).resettled(vectors, asked_for, k)
        }
        true => seeded(vectors, start, asked_for, k),
        false => seeded(vectors, WardTree::fit(vectors).centroids(k), asked_for, k),
    };
    found.unit_centres(asked_for.len())
}

/// The centres, after those asked for that of the theme of most documents first; of equal ones the
/// one whose first document comes first.
fn asked_for_first(
    embedding: &Embedding,
    centroids: Array2<f32>,
    said: &[Said],
    assign_all: bool,
) -> Array2<f32> {
    let vectors = embedding.vectors.view();
    let reach: Vec<Option<f32>> = said.iter().map(|said| said.reach).collect();
    let (placed, _) = place_reaching(vectors, centroids.view(), &reach, assign_all);
    let place = largest_first(&placed, centroids.nrows());
    let mut order: Vec<usize> = (0..place.len()).collect();
    order.sort_by_key(|&theme| match said[theme].asked_for {
        true => (0, theme),
        false => (1, place[theme]),
    });
    centroids.select(Axis(0), &order)
}

/// The themes settled by vectors and words together: of a corpus larger than the sample those of
/// the sample, by which all are then placed.
fn refined(
    embedding: &Embedding,
    terms: &Csr,
    postings: &Csr,
    start: Vec<usize>,
    k: usize,
) -> Vec<usize> {
    let (vectors, sample) = (embedding.vectors.view(), &embedding.sample);
    if sample.len() == vectors.nrows() {
        return refine(vectors, terms, postings, start, k, ROUNDS, 0);
    }
    let chosen = vectors.select(Axis(0), sample);
    let chosen_terms = terms.select(sample);
    let chosen_postings = chosen_terms.transposed();
    let begun: Vec<usize> = sample.iter().map(|&document| start[document]).collect();
    if !all_present(&begun, k) {
        return start;
    }
    let (few, few_terms) = (chosen.view(), &chosen_terms);
    let settled = refine(few, few_terms, &chosen_postings, begun, k, ROUNDS, 0);
    let space = ThemeSpace::of(few, &chosen_postings, &settled, k);
    let placed = space.nearest(vectors, terms, &vec![None; vectors.nrows()]);
    match all_present(&placed, k) {
        true => {
            let restless = placed.len() / RESTLESS;
            refine(vectors, terms, postings, placed, k, 0, restless)
        }
        false => start,
    }
}

/// How surely each of `k` themes would come back from four fifths of the documents: clusterwise
/// Jaccard stability (Hennig 2007) over twenty samples.
pub fn stability(
    embedding: &Embedding,
    memberships: &[Membership],
    k: usize,
    seed: u64,
) -> Vec<f64> {
    stability_asked(embedding, memberships, k, seed, &[])
}

/// The same with themes that are asked for, which are so in the samples too.
pub(crate) fn stability_asked(
    embedding: &Embedding,
    memberships: &[Membership],
    k: usize,
    seed: u64,
    asked_for: &[AskedFor],
) -> Vec<f64> {
    let sample = embedding.sample.iter();
    let theme_of: Vec<Option<usize>> = sample.map(|&d| memberships[d].assigned()).collect();
    let samples = Sample::draw(embedding.smoothed.view(), STABILITY_SAMPLES, seed);
    theme_stability(&samples, &theme_of, k, |sample| match asked_for {
        [] => sample.cluster(k),
        _ => {
            let drawn = sample.documents.iter();
            let drawn: Vec<usize> = drawn.map(|&row| embedding.sample[row]).collect();
            let among = asked_for.iter().filter_map(|theme| theme.among(&drawn));
            let among: Vec<AskedFor> = among.collect();
            let start = sample.tree.centroids(k);
            seeded(sample.vectors.view(), start, &among, k).nearest
        }
    })
}

/// K-means on the smoothed vectors of the sample from the centres of Ward's tree, moved where that
/// pays, then on its vectors; of a corpus larger than the sample, from there on all vectors.
///
/// Smoothing makes the few documents of a tiny corpus alike: then the vectors alone decide.
fn partition(embedding: &Embedding, k: usize) -> Result<Partition> {
    let all = embedding.vectors.view();
    let is_partial = embedding.sample.len() < all.nrows();
    let chosen = is_partial.then(|| all.select(Axis(0), &embedding.sample));
    let vectors = chosen.as_ref().map_or(all, |chosen| chosen.view());
    let start = WardTree::fit(embedding.smoothed.view()).centroids(k);
    let start = if start.nrows() == k {
        let start = improve(embedding.smoothed.view(), start);
        let coarse = kmeans(embedding.smoothed.view(), k, Start::Centroids(start))?;
        Partition::around_means(vectors, &coarse.assignments, k).centroids
    } else {
        WardTree::fit(vectors).centroids(k)
    };
    let found = kmeans(vectors, start.nrows(), Start::Centroids(start))?;
    if !is_partial {
        return Ok(found);
    }
    let groups = found.centroids.nrows();
    let settled = Groups::settle(all, found.centroids, FULL_PASSES, all.nrows() / RESTLESS);
    Ok(Partition::around_means(all, &settled.nearest, groups))
}

/// The place of each theme when that of most documents comes first; of equal ones the one whose
/// first document comes first.
fn largest_first(memberships: &[Membership], k: usize) -> Vec<usize> {
    let mut sizes = vec![0usize; k];
    let mut first = vec![memberships.len(); k];
    for (document, membership) in memberships.iter().enumerate().rev() {
        if let Some(theme) = membership.assigned() {
            sizes[theme] += 1;
            first[theme] = document;
        }
    }
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by_key(|&theme| (usize::MAX - sizes[theme], first[theme]));
    let mut place = vec![0; k];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    place
}

/// Scores the numbers on at most 5,000 documents.
fn sweep_on_sample(
    embedding: &Embedding,
    terms: &Csr,
    numbers: &[usize],
    seed: u64,
) -> Result<Vec<super::Trial>> {
    let chosen = evenly(embedding.sample.len(), SWEEP_SAMPLE);
    let documents: Vec<usize> = chosen.iter().map(|&row| embedding.sample[row]).collect();
    if documents.len() == embedding.vectors.nrows() {
        return sweep(embedding.smoothed.view(), terms, numbers, seed);
    }
    sweep(
        embedding.smoothed.select(Axis(0), &chosen).view(),
        &terms.select(&documents),
        numbers,
        seed,
    )
}

fn too_much_alike(found: usize, asked: usize, themes: &ThemeCount) -> Error {
    let advice = match themes {
        ThemeCount::Fixed(_) => "ask for fewer with --themes",
        ThemeCount::Auto(_) => "they have no themes to tell apart",
    };
    Error::Corpus(format!(
        "the documents are too much alike for {asked} themes, only {found} differ: {advice}"
    ))
}
