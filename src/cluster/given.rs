//! Themes that others found, or a person: groups that are only to be named and shown.

use ndarray::{Array2, ArrayView2, Axis};
use std::collections::BTreeMap;

use super::kmeans::{Partition, cosines};
use super::membership::place_given;
use super::model::{ThemeModel, Training};
use super::refine::ThemeSpace;
use crate::error::expect_count;
use crate::vectors::Embedding;
use crate::{Error, Result};

/// What is written for *in no group*: nothing, or what BERTopic writes.
const NO_GROUP: [&str; 3] = ["", "-1", "-1.0"];
/// Groups up to this number may have a document each.
const FEW: usize = 20;

impl ThemeModel {
    /// Takes the groups that documents were given, one entry a document, as the themes: largest
    /// first, of equal ones the one whose first document comes first. A document without a group,
    /// or with the group `-1`, is in no theme. `column` is what messages call their origin.
    ///
    /// Centres are the means of the members. Score, margin and status say how well a document
    /// lies in the theme that it was given; no document is moved.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] when no document has a group, or when most groups have one document only;
    /// [`Error::Mismatch`] for groups of more or fewer documents than the vectors'.
    pub fn given(
        embedding: &Embedding,
        groups: &[Option<&str>],
        column: &str,
    ) -> Result<ThemeModel> {
        let documents = embedding.vectors.nrows();
        expect_count("groups beside the vectors", documents, groups.len())?;
        let Groups { names, theme_of } = Groups::of(groups);
        let members: Vec<usize> = (0..theme_of.len())
            .filter(|&d| theme_of[d].is_some())
            .collect();
        check(&names, members.len(), column)?;
        let k = names.len();
        let centroids = centres(embedding.vectors.view(), &theme_of, k);
        let (memberships, thresholds) = place_given(
            cosines(embedding.vectors.view(), centroids.view()).view(),
            &theme_of,
        );
        Ok(ThemeModel {
            numbers: (1..=k).collect(),
            next_number: k + 1,
            training: Training::of(&memberships),
            space: ThemeSpace {
                centroids,
                discriminants: None,
                evidence: None,
            },
            memberships,
            thresholds,
            trials: Vec::new(),
            reason: reason(k, theme_of.len() - members.len(), column),
            said: Vec::new(),
        })
    }
}

/// The name of a group, unless it says that there is none.
fn group_name(written: &str) -> Option<&str> {
    Some(written.trim()).filter(|name| !NO_GROUP.contains(name))
}

/// What those who gave groups to the documents call each of `themes` themes, `; ` between several:
/// a group is where most of its documents are, of equal themes the first.
pub(crate) fn given_names(
    groups: &[Option<&str>],
    theme_of: &[Option<usize>],
    themes: usize,
) -> Vec<String> {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (group, theme) in groups.iter().zip(theme_of) {
        if let (Some(name), Some(theme)) = (group.and_then(group_name), *theme) {
            counts.entry(name).or_insert_with(|| vec![0; themes])[theme] += 1;
        }
    }
    let mut names: Vec<Vec<(usize, &str)>> = vec![Vec::new(); themes];
    for (name, counts) in counts {
        let most = counts.iter().copied().max().unwrap_or(0);
        if let Some(theme) = counts.iter().position(|&count| count == most) {
            names[theme].push((usize::MAX - most, name));
        }
    }
    names
        .into_iter()
        .map(|mut names| {
            names.sort_unstable();
            let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
            names.join("; ")
        })
        .collect()
}

struct Groups {
    /// What the groups are called, by theme.
    names: Vec<String>,
    theme_of: Vec<Option<usize>>,
}

impl Groups {
    fn of(groups: &[Option<&str>]) -> Groups {
        let groups: Vec<Option<&str>> = groups
            .iter()
            .map(|group| group.and_then(group_name))
            .collect();
        // For each group its size and its first document.
        let mut met: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (document, name) in groups.iter().enumerate() {
            if let Some(name) = name {
                met.entry(name).or_insert((0, document)).0 += 1;
            }
        }
        let mut order: Vec<(&str, (usize, usize))> = met.into_iter().collect();
        order.sort_by_key(|&(_, (size, first))| (usize::MAX - size, first));
        let theme: BTreeMap<&str, usize> = order.iter().map(|group| group.0).zip(0..).collect();
        Groups {
            theme_of: groups
                .iter()
                .map(|name| name.map(|name| theme[name]))
                .collect(),
            names: order
                .into_iter()
                .map(|(name, _)| name.to_string())
                .collect(),
        }
    }
}

fn check(names: &[String], members: usize, column: &str) -> Result<()> {
    let problem = match names {
        [] => "it gives no document a theme; name the column that has them".to_string(),
        // A column of titles or ids is named by mistake.
        names if names.len() > FEW && 2 * names.len() > members => format!(
            "it has {} different values for {members} documents; name a column of groups",
            names.len()
        ),
        _ => return Ok(()),
    };
    Err(Error::Option {
        option: "--themes-from",
        value: column.to_string(),
        problem,
    })
}

fn reason(themes: usize, in_none: usize, column: &str) -> String {
    let noun = if themes == 1 {
        "theme is"
    } else {
        "themes are"
    };
    let rest = match in_none {
        0 => String::new(),
        1 => "; 1 document is in none".to_string(),
        number => format!("; {number} documents are in none"),
    };
    format!("{themes} {noun} given by the column “{column}”: none was looked for{rest}.")
}

/// The mean of each theme's documents, of length one; of documents that cancel out, zeros.
fn centres(vectors: ArrayView2<f32>, theme_of: &[Option<usize>], k: usize) -> Array2<f32> {
    let members: Vec<usize> = (0..theme_of.len())
        .filter(|&d| theme_of[d].is_some())
        .collect();
    let themes: Vec<usize> = theme_of.iter().copied().flatten().collect();
    Partition::around_means(vectors.select(Axis(0), &members).view(), &themes, k).centroids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Membership, Status};
    use crate::vectors::{TermOptions, TfIdf, Vocabulary};
    use crate::{corpus::Corpus, text::Analyzer, text::Language};

    const TEXTS: [&str; 6] = [
        "cats purr",
        "dogs bark",
        "cats purr and sleep",
        "dogs bark and sleep",
        "cats purr",
        "cats bark",
    ];

    fn given(groups: &[&str]) -> Result<ThemeModel> {
        given_with(groups, TEXTS.len())
    }

    /// Themes are looked for in the first documents.
    fn given_with(groups: &[&str], sample: usize) -> Result<ThemeModel> {
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts(TEXTS));
        let options = TermOptions {
            max_df: 1.0,
            ..TermOptions::default()
        };
        let vocabulary = Vocabulary::fit(&tokens, &options)?;
        let tfidf = TfIdf::fit(&tokens, &vocabulary);
        let mut embedding = Embedding::on_axes(&tfidf.matrix, Array2::eye(vocabulary.len()));
        embedding.sample.truncate(sample);
        embedding.smoothed = embedding.smoothed.select(Axis(0), &embedding.sample);
        let groups: Vec<Option<&str>> = groups.iter().copied().map(Some).collect();
        let model = ThemeModel::given(&embedding, &groups, "animal")?;
        Ok(model.scored(&embedding, &tfidf.matrix, 42))
    }

    #[test]
    fn groups_become_themes_the_largest_first() {
        let model = given(&["b", "a", "b", "a", "b", "-1"]).unwrap();
        assert_eq!(model.members(), [vec![0, 2, 4], vec![1, 3]]);
        assert_eq!(model.memberships[5].status, Status::Unassigned);
        assert_eq!((model.trials.len(), model.trials[0].themes), (1, 2));
        assert_eq!(
            model.reason,
            "2 themes are given by the column “animal”: none was looked for; 1 document is in none."
        );
    }

    #[test]
    fn groups_of_which_the_sample_has_no_document_have_no_figures() {
        let model = given_with(&["", "", "", "", "a", "b"], 4).unwrap();
        assert_eq!((model.len(), model.trials.len()), (2, 0));
    }

    #[test]
    fn of_groups_of_one_size_the_first_met_is_the_first_theme() {
        let model = given(&["z", "a", "z", "a", "z", "a"]).unwrap();
        assert_eq!(model.members(), [vec![0, 2, 4], vec![1, 3, 5]]);
    }

    #[test]
    fn themes_go_by_what_most_of_their_documents_were_given() {
        let groups = [
            Some("a"),
            Some("a"),
            Some("b"),
            Some("b"),
            Some("b"),
            None,
            Some("-1"),
        ];
        let themes = [0, 0, 1, 0, 0, 1, 1].map(Some);
        assert_eq!(given_names(&groups, &themes, 2), ["a; b", ""]);
        assert_eq!(given_names(&groups, &[Some(0); 7], 1), ["b; a"]);
    }

    #[test]
    fn a_document_stays_where_it_was_put() {
        let model = given(&["x", "x", "y", "x", "x", "y"]).unwrap();
        let themes: Vec<_> = model.memberships.iter().map(Membership::assigned).collect();
        assert_eq!(themes, [0, 0, 1, 0, 0, 1].map(Some));
    }

    #[test]
    fn one_group_is_enough_and_none_or_a_column_of_ids_are_refused() {
        assert_eq!(given(&["a"; 6]).unwrap().len(), 1);
        let error = given(&["", "-1", "-1.0", " ", "", ""])
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("--themes-from animal: it gives no"),
            "{error}"
        );
        let ids: Vec<String> = (0..50).map(|id| id.to_string()).collect();
        assert!(check(&ids, 60, "id").is_err());
        assert!(check(&ids, 200, "topic").is_ok());
    }
}
