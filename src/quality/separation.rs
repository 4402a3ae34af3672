//! Does a theme's name find its documents?

use rayon::prelude::*;

use super::Posting;
use super::bm25::{Ranking, Scores};

/// How well names tell their themes from the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelSeparation {
    /// The [`auc`] of each theme's name; none for a theme that has no or all documents.
    pub themes: Vec<Option<f64>>,
    /// The mean over those themes that have one; none when none has.
    pub mean: Option<f64>,
}

/// Uses each theme's name as a search query: the probability, in [0, 1], that a member of the theme
/// ranks above a document outside it.
///
/// 1: the name finds all members first; 0.5: it might name any theme; below: it names another.
///
/// `lengths` has the number of words of each document (of a run: without stop words); `names` for
/// each theme the [`Posting`]s of each term of its name (see [`bm25()`](super::bm25())), every term
/// once; `themes` the theme of each document, numbered from 0. Unassigned documents count as
/// outside every theme.
///
/// It rewards names made of the members' own words. A good general name that few abstracts spell
/// out scores low: when only a share `s` of the members hold any of its words, at most
/// `0.5 + s / 2`.
///
/// # Panics
///
/// If `lengths` and `themes` differ in length, or a posting names a document beyond them.
pub fn label_separation(
    lengths: &[u32],
    names: &[Vec<Vec<Posting>>],
    themes: &[Option<usize>],
) -> LabelSeparation {
    let ranking = Ranking::new(lengths);
    let themes: Vec<Option<f64>> = names
        .par_iter()
        .enumerate()
        .map(|(theme, name)| {
            let query: Vec<&[Posting]> = name.iter().map(Vec::as_slice).collect();
            let is_member = |document: u32| themes[document as usize] == Some(theme);
            let members = themes.iter().filter(|&&own| own == Some(theme)).count();
            let mut scores = Scores::new(lengths.len());
            let matches = ranking.matches(&query, &mut scores);
            auc_of_matches(matches, is_member, members, themes.len())
        })
        .collect();
    let known: Vec<f64> = themes.iter().copied().flatten().collect();
    let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    LabelSeparation { themes, mean }
}

/// Area under the ROC curve: the probability, in [0, 1], that a member scores above a non-member,
/// ties counting half (Hanley & McNeil 1982).
///
/// None when there is no member or nothing else.
///
/// # Panics
///
/// If the slices differ in length.
pub fn auc(scores: &[f64], members: &[bool]) -> Option<f64> {
    assert_eq!(scores.len(), members.len(), "one score a document");
    let ranked = scores.iter().copied().zip(members.iter().copied());
    let count = members.iter().filter(|&&member| member).count();
    area(ranked, count, members.len())
}

/// The same of the documents that match a query, with scores above 0; all others score 0. Of
/// `documents` in all, `members` are members.
pub(crate) fn auc_of_matches(
    matches: impl Iterator<Item = (u32, f64)>,
    is_member: impl Fn(u32) -> bool,
    members: usize,
    documents: usize,
) -> Option<f64> {
    let matches = matches.map(|(document, score)| (score, is_member(document)));
    area(matches, members, documents)
}

/// The area by the scores of some of the documents; all others are tied below them.
fn area(
    ranked: impl Iterator<Item = (f64, bool)>,
    members: usize,
    documents: usize,
) -> Option<f64> {
    let [mut inside, mut outside] = [Vec::new(), Vec::new()];
    for (score, is_member) in ranked {
        let side = if is_member { &mut inside } else { &mut outside };
        side.push(rank(score));
    }
    inside.sort_unstable();
    outside.sort_unstable();
    let tied_inside = (members - inside.len()) as u64;
    let tied_outside = (documents - members - outside.len()) as u64;
    let mut twice_won = tied_inside * tied_outside;
    let (mut below, mut up_to) = (0, 0);
    for rank in &inside {
        while outside.get(below).is_some_and(|other| other < rank) {
            below += 1;
        }
        up_to = below.max(up_to);
        while outside.get(up_to) == Some(rank) {
            up_to += 1;
        }
        twice_won += 2 * tied_outside + (below + up_to) as u64;
    }
    let pairs = (members * (documents - members)) as u64;
    (pairs > 0).then(|| twice_won as f64 / (2 * pairs) as f64)
}

/// A whole number that stands among others as the score among scores; both zeros are one.
fn rank(score: f64) -> i64 {
    let bits = (score + 0.0).to_bits() as i64;
    bits ^ ((bits >> 63) as u64 >> 1) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::bm25;

    #[derive(serde::Deserialize)]
    struct Fixture {
        documents: Vec<Vec<u32>>,
        themes: Vec<Option<usize>>,
        names: Vec<Vec<u32>>,
        first_scores: Vec<f64>,
        auc: Vec<f64>,
    }

    fn postings(documents: &[Vec<u32>], word: u32) -> Vec<Posting> {
        let count = |words: &Vec<u32>| words.iter().filter(|&&other| other == word).count() as u32;
        (0..)
            .zip(documents.iter().map(count))
            .filter(|&(_, count)| count > 0)
            .map(|(document, count)| Posting { document, count })
            .collect()
    }

    #[test]
    fn scores_equal_those_of_gensim_and_areas_those_of_scikit_learn() {
        let text = include_str!("../../tests/fixtures/quality/separation.json");
        let fixture: Fixture = serde_json::from_str(text).unwrap();
        let documents = &fixture.documents;
        let lengths: Vec<u32> = documents.iter().map(|words| words.len() as u32).collect();
        let name = |words: &Vec<u32>| words.iter().map(|&w| postings(documents, w)).collect();
        let names: Vec<Vec<Vec<Posting>>> = fixture.names.iter().map(name).collect();
        for (ours, known) in bm25(&lengths, &names[0]).iter().zip(&fixture.first_scores) {
            assert!((ours - known).abs() < 1e-6);
        }
        let ours = label_separation(&lengths, &names, &fixture.themes);
        for (ours, known) in ours.themes.iter().zip(&fixture.auc) {
            assert!((ours.unwrap() - known).abs() < 1e-6);
        }
        let mean = fixture.auc.iter().sum::<f64>() / fixture.auc.len() as f64;
        assert!((ours.mean.unwrap() - mean).abs() < 1e-6);
    }

    #[test]
    fn members_first_is_one_last_is_zero_and_all_tied_is_a_half() {
        let members = [true, true, false];
        assert_eq!(auc(&[2.0, 3.0, 1.0], &members), Some(1.0));
        assert_eq!(auc(&[2.0, 3.0, 4.0], &members), Some(0.0));
        assert_eq!(auc(&[0.0, 0.0, 0.0], &members), Some(0.5));
        assert_eq!(auc(&[0.0, 3.0, 2.0], &members), Some(0.5));
    }

    #[test]
    fn a_theme_of_none_or_all_cannot_be_told_apart() {
        assert_eq!(auc(&[1.0, 2.0], &[true, true]), None);
        assert_eq!(auc(&[1.0, 2.0], &[false, false]), None);
        assert_eq!(label_separation(&[], &[vec![]], &[]).mean, None);
    }

    #[test]
    fn a_name_finds_its_own_members() {
        let documents = [
            vec![0, 9, 9],
            vec![0, 0, 8],
            vec![1, 9, 8],
            vec![9, 1, 1],
            vec![8, 9, 8],
        ];
        let lengths = [3; 5];
        let themes = [Some(0), Some(0), Some(1), Some(1), None];
        let names = [vec![postings(&documents, 0)], vec![postings(&documents, 0)]];
        let ours = label_separation(&lengths, &names, &themes);
        assert_eq!(ours.themes, [Some(1.0), Some(1.0 / 6.0)]);
    }
}
