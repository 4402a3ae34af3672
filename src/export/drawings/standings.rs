//! Where each theme stands among the others, by its own terms.

use ndarray::Array2;

use crate::ThemeMap;
use crate::export::chart::Standing;
use crate::quality::callon;
use crate::vectors::class_tfidf;

/// Terms by which a theme is judged.
const TERMS: usize = 20;

/// Callon's centrality and density of each theme.
pub(super) fn standings(map: &ThemeMap) -> Vec<Standing> {
    let terms = own_terms(&class_tfidf(&documents_by_theme(map)));
    let mut number_of = vec![None; map.tfidf.matrix.columns];
    for (number, &(column, _)) in terms.iter().enumerate() {
        number_of[column] = Some(number as u32);
    }
    let documents: Vec<Vec<u32>> = (0..map.tfidf.matrix.rows())
        .map(|document| {
            let (columns, _) = map.tfidf.matrix.row(document);
            let numbers = columns.iter().filter_map(|&c| number_of[c as usize]);
            numbers.collect()
        })
        .collect();
    let theme_of: Vec<usize> = terms.iter().map(|&(_, theme)| theme).collect();
    callon(&documents, &theme_of, map.model.len())
        .into_iter()
        .zip(map.themes.themes.iter().zip(&map.model.numbers))
        .map(|(figures, (theme, &number))| Standing {
            number,
            centrality: figures.centrality,
            density: figures.density,
            size: theme.size,
        })
        .collect()
}

/// Documents of a theme that hold a term, shape (themes, terms).
fn documents_by_theme(map: &ThemeMap) -> Array2<u32> {
    let matrix = &map.tfidf.matrix;
    let mut counts = Array2::zeros((map.model.len(), matrix.columns));
    for (document, membership) in map.model.memberships.iter().enumerate() {
        if let Some(theme) = membership.assigned() {
            for &column in matrix.row(document).0 {
                counts[[theme, column as usize]] += 1;
            }
        }
    }
    counts
}

/// The strongest terms of each theme as (column, theme) by column; one that is strong in several
/// belongs to the theme where it is strongest.
fn own_terms(weights: &Array2<f64>) -> Vec<(usize, usize)> {
    let mut owner = vec![None; weights.ncols()];
    for (theme, row) in weights.rows().into_iter().enumerate() {
        let mut order: Vec<usize> = (0..row.len()).filter(|&term| row[term] > 0.0).collect();
        order.sort_by(|&a, &b| row[b].total_cmp(&row[a]).then(a.cmp(&b)));
        for &term in order.iter().take(TERMS) {
            let is_stronger = owner[term].is_none_or(|other| row[term] > weights[[other, term]]);
            if is_stronger {
                owner[term] = Some(theme);
            }
        }
    }
    let owned = owner.into_iter().enumerate();
    owned
        .filter_map(|(term, theme)| Some((term, theme?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_term_belongs_to_the_theme_where_it_is_strongest() {
        let weights = array![[0.5, 0.2, 0.0], [0.4, 0.2, 0.1]];
        assert_eq!(own_terms(&weights), [(0, 0), (1, 0), (2, 1)]);
    }
}
