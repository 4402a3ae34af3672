//! Themes that are asked for: k-means from seeds (Basu, Banerjee & Mooney, "Semi-supervised
//! clustering by seeding", ICML 2002).
//!
//! The centre of a theme that is asked for starts at the mean of its seeds and is held back there:
//! that mean counts as so many documents more, which always belong to it. Seeds that are sure, and
//! documents that the reader put into a theme, are held in it. Other centres start where they would
//! without, but for those that are missed least beside the new ones, and move as ever.

use ndarray::{Array2, ArrayView2, Axis, concatenate};

use super::discriminant::Discriminants;
use super::evidence::WordEvidence;
use super::kmeans::cosines;
use super::membership::{place_as_told, place_reaching};
use super::model::{Membership, ThemeModel, Training};
use super::refine::ThemeSpace;
use super::settle::{Pull, Settled, means, missed_least, settle};
use crate::vectors::kernels::{dot, normalize};
use crate::vectors::{Csr, Embedding};

/// The share of the seeds' median cosine from which on a document belongs to a theme that is asked
/// for: with less it is not what the reader asked for, however far all else is.
const REACH: f32 = 0.8;
/// The same for a theme whose seeds have little in common.
const REACH_OF_WEAK: f32 = 1.0;
/// Passes after which a run has long settled.
const PASSES: usize = 50;
/// Passes between the removal of two centres.
const TRIAL_PASSES: usize = 3;

/// A theme that is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AskedFor {
    /// Its name.
    pub name: String,
    /// The documents that show what is asked for, with how surely they do, in (0, 1].
    pub seeds: Vec<(usize, f32)>,
    /// Those of them that are sure: they stay in the theme.
    pub held: Vec<usize>,
    /// Whether the seeds have so little in common that only what is as near as they are belongs
    /// to it.
    pub weak: bool,
}

impl AskedFor {
    /// The pull of the seeds among these rows.
    pub(super) fn pull(&self, vectors: ArrayView2<f32>, mass: f64) -> Pull {
        let mut mean = vec![0f32; vectors.ncols()];
        for &(document, weight) in &self.seeds {
            for (sum, &value) in mean.iter_mut().zip(vectors.row(document)) {
                *sum += weight * value;
            }
        }
        normalize(&mut mean);
        let reach = self.reach(vectors, &mean);
        Pull {
            mean,
            mass,
            reach: Some(reach),
        }
    }

    /// The least cosine to a centre of length one from which on it takes a document.
    pub(super) fn reach(&self, vectors: ArrayView2<f32>, centre: &[f32]) -> f32 {
        let row = |document: usize| {
            vectors
                .row(document)
                .to_slice()
                .expect("rows are contiguous")
        };
        let seeds = self.seeds.iter();
        let mut cosines: Vec<f32> = seeds.map(|&(seed, _)| dot(row(seed), centre)).collect();
        cosines.sort_by(f32::total_cmp);
        let median = cosines.get(cosines.len() / 2).copied().unwrap_or(1.0);
        median * if self.weak { REACH_OF_WEAK } else { REACH }
    }

    /// The part of it that is among some documents, ascending, by their place there; none without
    /// a seed.
    pub(super) fn among(&self, documents: &[usize]) -> Option<AskedFor> {
        let place = |document: usize| documents.binary_search(&document).ok();
        let seeds = self.seeds.iter();
        let seeds: Vec<(usize, f32)> = seeds
            .filter_map(|&(seed, weight)| Some((place(seed)?, weight)))
            .collect();
        (!seeds.is_empty()).then(|| AskedFor {
            seeds,
            held: self
                .held
                .iter()
                .filter_map(|&document| place(document))
                .collect(),
            ..self.clone()
        })
    }
}

/// The pulls of some themes, each of the mass of a mean theme of `k`.
pub(super) fn pulls(vectors: ArrayView2<f32>, asked_for: &[AskedFor], k: usize) -> Vec<Pull> {
    let mass = vectors.nrows() as f64 / k as f64;
    asked_for
        .iter()
        .map(|theme| theme.pull(vectors, mass))
        .collect()
}

impl ThemeModel {
    /// The themes found once more from where they are with some documents held in a theme, as
    /// pairs of document and theme; the first themes are those asked for.
    ///
    /// Where words tell themes apart too, documents are placed once more by what the words of the
    /// pinned ones add.
    pub(crate) fn pinned(
        self,
        embedding: &Embedding,
        terms: &Csr,
        asked_for: &[AskedFor],
        pins: &[(usize, usize)],
        assign_all: bool,
    ) -> ThemeModel {
        let vectors = embedding.vectors.view();
        let pulls = pulls(vectors, asked_for, self.len());
        let mut held = holds(asked_for, vectors.nrows());
        for &(document, theme) in pins {
            held[document] = Some(theme);
        }
        if self.space.evidence.is_some() {
            return self.pinned_by_words(vectors, terms, &held, assign_all);
        }
        let start = self.space.centroids.clone();
        let mut centres = settle(vectors, start, &pulls, &held, PASSES).centres;
        for mut centre in centres.rows_mut() {
            normalize(centre.as_slice_mut().expect("rows are contiguous"));
        }
        let reach = self.reach();
        let near = cosines(vectors, centres.view());
        let (placed, thresholds) = place_reaching(near.view(), &reach, assign_all);
        let told = placed
            .iter()
            .zip(held)
            .map(|(m, held)| held.or(m.assigned()));
        let told: Vec<Option<usize>> = told.collect();
        let memberships = place_as_told(near.view(), &reach, &thresholds, &told);
        ThemeModel {
            space: ThemeSpace {
                centroids: centres,
                discriminants: None,
                evidence: None,
            },
            training: Training::of(&memberships),
            memberships,
            thresholds,
            ..self
        }
    }

    fn pinned_by_words(
        self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        held: &[Option<usize>],
        assign_all: bool,
    ) -> ThemeModel {
        let at = |(membership, held): (&Membership, &Option<usize>)| held.or(membership.assigned());
        let told: Vec<Option<usize>> = self.memberships.iter().zip(held).map(at).collect();
        let space = ThemeSpace {
            discriminants: Some(Discriminants::of(vectors, &told, self.len())),
            evidence: Some(WordEvidence::of(&terms.transposed(), &told, self.len())),
            ..self.space.clone()
        };
        let (all, reach) = (vec![true; held.len()], self.reach());
        let limits = (&self.thresholds, reach.as_slice());
        let placed = space.place(vectors, terms, &all, limits, assign_all);
        let told: Vec<Option<usize>> = placed.iter().zip(held).map(at).collect();
        let memberships = space.place_as_told(vectors, terms, &all, limits, &told);
        ThemeModel {
            space,
            training: Training::of(&memberships),
            memberships,
            ..self
        }
    }
}

/// For each of `rows` documents the theme that it is held in.
pub(super) fn holds(asked_for: &[AskedFor], rows: usize) -> Vec<Option<usize>> {
    let mut held = vec![None; rows];
    for (theme, asked) in asked_for.iter().enumerate() {
        for &document in &asked.held {
            held[document] = Some(theme);
        }
    }
    held
}

/// Rows parted round `k` centres, first those of the themes asked for, the others from the `start`
/// of a run without these: shapes (rows, dimensions) and (centres, dimensions).
///
/// The centres of the start that are missed least beside those asked for are left out one by one.
pub(super) fn seeded(
    vectors: ArrayView2<f32>,
    start: Array2<f32>,
    asked_for: &[AskedFor],
    k: usize,
) -> Settled {
    let pulls = pulls(vectors, asked_for, k);
    let held = holds(asked_for, vectors.nrows());
    let width = vectors.ncols();
    let means = Array2::from_shape_fn((pulls.len(), width), |(theme, axis)| {
        pulls[theme].mean[axis]
    });
    let mut centres = concatenate(Axis(0), &[means.view(), start.view()]).expect("one width");
    while centres.nrows() > k.max(pulls.len()) {
        centres = settle(vectors, centres, &pulls, &held, TRIAL_PASSES).centres;
        let missed = missed_least(vectors, &centres, &pulls, &held);
        let kept: Vec<usize> = (0..centres.nrows())
            .filter(|&centre| centre != missed)
            .collect();
        centres = centres.select(Axis(0), &kept);
    }
    settle(vectors, centres, &pulls, &held, PASSES)
}

impl Settled {
    /// Goes on in other vectors of the same rows, from the means of the groups there.
    pub fn resettled(&self, vectors: ArrayView2<f32>, asked_for: &[AskedFor], k: usize) -> Settled {
        let pulls = pulls(vectors, asked_for, k);
        let held = holds(asked_for, vectors.nrows());
        let empty = Array2::zeros((self.centres.nrows(), vectors.ncols()));
        let centres = means(vectors, &self.nearest, empty, &pulls);
        let kept = self.inhabited(asked_for.len());
        settle(
            vectors,
            centres.select(Axis(0), &kept),
            &pulls,
            &held,
            PASSES,
        )
    }

    /// The centres scaled to length one; those without rows are left out unless they are among
    /// the first, which are asked for.
    pub fn unit_centres(self, asked_for: usize) -> Array2<f32> {
        let mut centres = self.centres.select(Axis(0), &self.inhabited(asked_for));
        for mut centre in centres.rows_mut() {
            normalize(centre.as_slice_mut().expect("rows are contiguous"));
        }
        centres
    }

    fn inhabited(&self, asked_for: usize) -> Vec<usize> {
        let inhabited = |centre: &usize| *centre < asked_for || self.nearest.contains(centre);
        (0..self.centres.nrows()).filter(inhabited).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::settle::planted;
    use super::*;

    fn asked(seeds: &[usize], held: &[usize]) -> AskedFor {
        AskedFor {
            name: "asked".to_string(),
            seeds: seeds.iter().map(|&seed| (seed, 1.0)).collect(),
            held: held.to_vec(),
            weak: false,
        }
    }

    #[test]
    fn a_theme_asked_for_takes_the_place_of_the_one_that_it_makes_needless() {
        let vectors = planted(10);
        // Centres of all four groups, in another order.
        let start = vectors.select(Axis(0), &[35, 5, 25, 15]);
        let found = seeded(vectors.view(), start, &[asked(&[20, 21, 22], &[])], 4);
        assert_eq!(found.centres.nrows(), 4);
        for group in 0..4 {
            let own = &found.nearest[group * 10..][..10];
            assert!(
                own.iter().all(|&centre| centre == own[0]),
                "{:?}",
                found.nearest
            );
        }
        assert!(found.nearest[20..30].iter().all(|&centre| centre == 0));
    }

    #[test]
    fn held_documents_stay_and_strangers_stay_out() {
        let vectors = planted(10);
        let start = vectors.select(Axis(0), &[5, 15, 35]);
        // The third group has no centre of its own, and the theme asked for does not reach it.
        let found = seeded(vectors.view(), start, &[asked(&[0, 1, 2], &[0, 39])], 3);
        assert_eq!((found.nearest[0], found.nearest[39]), (0, 0));
        assert!(
            found.nearest[20..30].iter().all(|&centre| centre != 0),
            "{:?}",
            found.nearest
        );
        assert!(found.nearest[1..10].iter().all(|&centre| centre == 0));
    }
}
