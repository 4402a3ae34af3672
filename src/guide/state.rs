//! Themes while decisions are made on them.

use ndarray::{Array2, ArrayView2, Axis};

use crate::Result;
use crate::cluster::{
    Discriminants, Pull, Said, Start, ThemeModel, ThemeSpace, Training, WardTree, WordEvidence,
    kmeans, settle,
};
use crate::vectors::kernels::normalize;
use crate::vectors::{Csr, Embedding};

/// Passes after which the parts of a theme have settled.
const PASSES: usize = 20;

/// Who is where, and round which centres.
#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    vectors: ArrayView2<'a, f32>,
    centres: Vec<Vec<f32>>,
    pub theme_of: Vec<Option<usize>>,
    pub said: Vec<Said>,
}

impl<'a> State<'a> {
    pub fn of(model: &ThemeModel, embedding: &'a Embedding) -> State<'a> {
        let said = match model.said.is_empty() {
            true => vec![Said::default(); model.len()],
            false => model.said.clone(),
        };
        State {
            vectors: embedding.vectors.view(),
            centres: model
                .space
                .centroids
                .outer_iter()
                .map(|centre| centre.to_vec())
                .collect(),
            theme_of: model.assignments(),
            said,
        }
    }

    pub fn has_name(&self, name: &str) -> bool {
        let mut names = self.said.iter().map(|said| said.name.as_deref());
        names.any(|given| given == Some(name))
    }

    pub fn members(&self, theme: usize) -> Vec<usize> {
        let all = 0..self.theme_of.len();
        all.filter(|&document| self.theme_of[document] == Some(theme))
            .collect()
    }

    /// Makes one theme of several, ascending, under the first: its documents are those of all, its
    /// centre their mean.
    pub fn merge(&mut self, themes: &[usize], name: Option<&String>) {
        let into = themes[0];
        let named = themes
            .iter()
            .find_map(|&theme| self.said[theme].name.clone());
        self.said[into] = Said {
            name: name.cloned().or(named),
            asked_for: themes.iter().any(|&theme| self.said[theme].asked_for),
            reach: None,
        };
        for theme in self.theme_of.iter_mut().flatten() {
            if themes.contains(theme) {
                *theme = into;
            }
        }
        self.centres[into] = self.mean(&self.members(into));
        for &gone in themes[1..].iter().rev() {
            self.centres.remove(gone);
            self.said.remove(gone);
            for theme in self
                .theme_of
                .iter_mut()
                .flatten()
                .filter(|theme| **theme > gone)
            {
                *theme -= 1;
            }
        }
    }

    /// Parts a theme into so many as its documents fall apart, from the centres of Ward's tree;
    /// false where they do not.
    pub fn split(&mut self, theme: usize, parts: usize) -> Result<bool> {
        let members = self.members(theme);
        let vectors = self.vectors.select(Axis(0), &members);
        if members.len() < parts {
            return Ok(false);
        }
        let start = WardTree::fit(vectors.view()).centroids(parts);
        let found = kmeans(vectors.view(), start.nrows(), Start::Centroids(start))?;
        if found.centroids.nrows() < parts {
            return Ok(false);
        }
        self.part(theme, &members, &found.assignments, parts);
        Ok(true)
    }

    /// Parts a theme round documents that show each part, with how surely they do; false where
    /// nothing shows one of them.
    pub fn split_by(&mut self, theme: usize, shown_by: &[Vec<(usize, f32)>]) -> bool {
        if shown_by.iter().any(Vec::is_empty) {
            return false;
        }
        let members = self.members(theme);
        let vectors = self.vectors.select(Axis(0), &members);
        let mass = members.len() as f64 / shown_by.len() as f64;
        let pulls: Vec<Pull> = shown_by
            .iter()
            .map(|seeds| self.pull(seeds, mass))
            .collect();
        let shape = (pulls.len(), vectors.ncols());
        let start = Array2::from_shape_fn(shape, |(part, axis)| pulls[part].mean[axis]);
        // What shows a part belongs to it.
        let held: Vec<Option<usize>> = members
            .iter()
            .map(|document| {
                shown_by
                    .iter()
                    .position(|seeds| seeds.iter().any(|(seed, _)| seed == document))
            })
            .collect();
        let parts = settle(vectors.view(), start, &pulls, &held, PASSES).nearest;
        self.part(theme, &members, &parts, pulls.len());
        true
    }

    fn pull(&self, seeds: &[(usize, f32)], mass: f64) -> Pull {
        let mut mean = vec![0f32; self.vectors.ncols()];
        for &(seed, weight) in seeds {
            let row = self.vectors.row(seed);
            mean.iter_mut()
                .zip(row)
                .for_each(|(sum, &value)| *sum += weight * value);
        }
        normalize(&mut mean);
        Pull {
            mean,
            mass,
            reach: None,
        }
    }

    /// Puts the members of a theme into parts; the largest goes on under its name.
    fn part(&mut self, theme: usize, members: &[usize], part_of: &[usize], parts: usize) {
        let mut sizes = vec![0usize; parts];
        part_of.iter().for_each(|&part| sizes[part] += 1);
        let mut largest = 0;
        for (part, &size) in sizes.iter().enumerate() {
            if size > sizes[largest] {
                largest = part;
            }
        }
        let mut place = vec![theme; parts];
        for (part, place) in place
            .iter_mut()
            .enumerate()
            .filter(|(part, _)| *part != largest)
        {
            *place = self.centres.len();
            self.centres.push(Vec::new());
            self.said.push(Said::default());
            debug_assert!(sizes[part] > 0, "every part has a document");
        }
        for (&document, &part) in members.iter().zip(part_of) {
            self.theme_of[document] = Some(place[part]);
        }
        for theme in place {
            self.centres[theme] = self.mean(&self.members(theme));
        }
        self.said[theme].reach = None;
    }

    /// The mean of some documents, of length one.
    fn mean(&self, documents: &[usize]) -> Vec<f32> {
        let mut sums = vec![0f64; self.vectors.ncols()];
        for &document in documents {
            let row = self.vectors.row(document);
            sums.iter_mut()
                .zip(row)
                .for_each(|(sum, &value)| *sum += f64::from(value));
        }
        let count = documents.len().max(1) as f64;
        let mut mean: Vec<f32> = sums.into_iter().map(|sum| (sum / count) as f32).collect();
        normalize(&mut mean);
        mean
    }

    /// The themes as they are now: numbered anew, the ones asked for first, then the largest, with
    /// scores and margins as they are now. A theme that lost all documents is gone.
    pub fn finish(self, model: ThemeModel, terms: &Csr) -> ThemeModel {
        let state = self.in_order(&self.order());
        let k = state.centres.len();
        let space = state.space(&model.space, terms);
        let reach: Vec<Option<f32>> = state.said.iter().map(|said| said.reach).collect();
        let memberships = space.place_as_told(
            state.vectors,
            terms,
            &vec![true; state.theme_of.len()],
            (&model.thresholds, &reach),
            &state.theme_of,
        );
        let reason = match k == model.len() {
            true => model.reason.clone(),
            false => format!("{} Decisions of the reader made them {k}.", model.reason),
        };
        ThemeModel {
            reason,
            numbers: (1..=k).collect(),
            next_number: k + 1,
            training: Training::of(&memberships),
            space,
            memberships,
            said: state.said,
            ..model
        }
    }

    /// The themes that have documents: those asked for, then the others, the largest first, of
    /// equal ones that of the first document.
    fn order(&self) -> Vec<usize> {
        let mut sizes = vec![0usize; self.centres.len()];
        for &theme in self.theme_of.iter().flatten() {
            sizes[theme] += 1;
        }
        let first = |theme: usize| self.theme_of.iter().position(|&own| own == Some(theme));
        let mut order: Vec<usize> = (0..sizes.len()).filter(|&theme| sizes[theme] > 0).collect();
        order.sort_by_cached_key(|&theme| match self.said[theme].asked_for {
            true => (0, 0, None, theme),
            false => (1, usize::MAX - sizes[theme], first(theme), theme),
        });
        order
    }

    /// The same with its themes in this order, in which all are that have documents.
    fn in_order(&self, order: &[usize]) -> State<'a> {
        let mut place = vec![0; self.centres.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let theme_of = self.theme_of.iter();
        State {
            vectors: self.vectors,
            centres: order
                .iter()
                .map(|&theme| self.centres[theme].clone())
                .collect(),
            theme_of: theme_of
                .map(|theme| theme.map(|theme| place[theme]))
                .collect(),
            said: order
                .iter()
                .map(|&theme| self.said[theme].clone())
                .collect(),
        }
    }

    /// What documents are placed by, of the same kinds as before the decisions.
    fn space(&self, before: &ThemeSpace, terms: &Csr) -> ThemeSpace {
        let k = self.centres.len();
        let shape = (k, self.vectors.ncols());
        let discriminants = before.discriminants.as_ref();
        let evidence = before.evidence.as_ref();
        ThemeSpace {
            centroids: Array2::from_shape_fn(shape, |(theme, axis)| self.centres[theme][axis]),
            discriminants: discriminants
                .map(|_| Discriminants::of(self.vectors, &self.theme_of, k)),
            evidence: evidence.map(|_| WordEvidence::of(&terms.transposed(), &self.theme_of, k)),
        }
    }
}
