//! Nearer to the own theme than to the next?

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use crate::vectors::kernels::{Kernel, widest};

/// Cosine silhouettes (Rousseeuw 1987), each in [-1, 1].
///
/// A document's silhouette is `(b - a) / max(a, b)`, where `a` is its mean cosine distance to the
/// other members of its theme and `b` the smallest mean distance to the members of another theme.
/// 1: at home; 0: between two themes; below 0: another theme is nearer.
///
/// It misleads in three ways. It favours round themes of like size. In text, distances are all
/// large, so that good themes often stay below 0.2: compare it within one corpus and one vector
/// space only, for fewer dimensions raise it. And theme counts can be compared only roughly: the
/// figure often peaks at two.
#[derive(Debug, Clone, PartialEq)]
pub struct Silhouette {
    /// One entry a document; none for unassigned documents.
    pub documents: Vec<Option<f64>>,
    /// Mean over the members of each theme; none for a theme without members.
    pub themes: Vec<Option<f64>>,
    /// Mean over the assigned documents.
    pub mean: f64,
}

/// Distances below this are rounding of 32-bit rows.
const SAME_PLACE: f64 = 1e-6;

/// Documents handled by one task.
const CHUNK: usize = 1024;
/// Themes whose products with a document are summed side by side.
const ABREAST: usize = 4;

/// The cosine silhouette of every document, exact, in `O(documents x themes x dimensions)`.
///
/// `rows` has shape (documents, dimensions), each row of length 1 or all zeros; `themes` has one
/// entry a document, numbered from 0 without large gaps, since memory grows with the largest.
/// Unassigned documents neither get a silhouette nor count as neighbours. The only member of a
/// theme scores 0; so do documents that lie in one point with both their own and the next theme. A
/// row of zeros is at distance 1 from everything.
///
/// None when fewer than two themes have members.
///
/// # Panics
///
/// If `rows` and `themes` differ in length.
pub fn silhouette(rows: ArrayView2<f32>, themes: &[Option<usize>]) -> Option<Silhouette> {
    assert_eq!(rows.nrows(), themes.len(), "one theme or none for each row");
    let rows = rows.as_standard_layout();
    let rows: Vec<&[f32]> = rows
        .rows()
        .into_iter()
        .map(|row| row.to_slice().expect("rows in standard layout are slices"))
        .collect();
    let dimensions = rows.first()?.len();
    let totals = Totals::of(&rows, themes, dimensions);
    if totals.sizes.iter().filter(|&&size| size > 0.0).count() < 2 {
        return None;
    }
    let place: Vec<(&[f32], Option<usize>)> =
        rows.into_iter().zip(themes.iter().copied()).collect();
    let documents: Vec<Option<f64>> = place
        .par_chunks(CHUNK)
        .flat_map_iter(|chunk| {
            widest(OfChunk {
                totals: &totals,
                chunk,
            })
        })
        .collect();
    let (themes, mean) = means(&documents, themes, totals.sizes.len());
    Some(Silhouette {
        documents,
        themes,
        mean,
    })
}

/// The silhouettes of some rows, each with its theme.
struct OfChunk<'a> {
    totals: &'a Totals,
    chunk: &'a [(&'a [f32], Option<usize>)],
}

impl Kernel for OfChunk<'_> {
    type Output = Vec<Option<f64>>;

    #[inline(always)]
    fn call(self) -> Vec<Option<f64>> {
        let mut products = vec![[0.0; ABREAST]; self.totals.sums.len()];
        let mut silhouettes = vec![None; self.chunk.len()];
        for (silhouette, &(row, theme)) in silhouettes.iter_mut().zip(self.chunk) {
            if let Some(own) = theme {
                *silhouette = Some(self.totals.silhouette(row, own, &mut products));
            }
        }
        silhouettes
    }
}

/// Sum of rows and number of members of each theme.
///
/// They are all that is needed: cosine distance is linear in each row, so the sum of the distances
/// from `x` to the members of a theme is `size - x . sum`.
struct Totals {
    /// The sums of some themes each, by dimension, so that none waits for the additions of another.
    sums: Vec<Vec<[f64; ABREAST]>>,
    sizes: Vec<f64>,
}

impl Totals {
    fn of(rows: &[&[f32]], themes: &[Option<usize>], dimensions: usize) -> Self {
        let count = themes.iter().flatten().max().map_or(0, |last| last + 1);
        let mut sums = Array2::zeros((count, dimensions));
        let mut sizes = vec![0.0; count];
        for (row, theme) in rows.iter().zip(themes) {
            let Some(theme) = *theme else { continue };
            sizes[theme] += 1.0;
            for (sum, &value) in sums.row_mut(theme).iter_mut().zip(*row) {
                *sum += f64::from(value);
            }
        }
        let entry = |theme, dimension| sums.get((theme, dimension)).copied().unwrap_or(0.0);
        let block = |first: usize| {
            let entries = |dimension| std::array::from_fn(|next| entry(first + next, dimension));
            (0..dimensions).map(entries).collect()
        };
        Self {
            sums: (0..count).step_by(ABREAST).map(block).collect(),
            sizes,
        }
    }

    /// The silhouette of a row in a theme; `products` has room for those with the sums.
    #[inline(always)]
    fn silhouette(&self, row: &[f32], own: usize, products: &mut [[f64; ABREAST]]) -> f64 {
        if self.sizes[own] < 2.0 {
            return 0.0;
        }
        for (products, sums) in products.iter_mut().zip(&self.sums) {
            *products = block_products(row, sums);
        }
        let (mut within, mut nearest) = (0.0, f64::INFINITY);
        let products = products.as_flattened().iter();
        for (theme, (product, &size)) in products.zip(&self.sizes).enumerate() {
            let distances = size - product;
            if theme == own {
                let itself = 1.0 - square(row);
                within = (distances - itself) / (size - 1.0);
            } else if size > 0.0 {
                nearest = nearest.min(distances / size);
            }
        }
        let farther = nearest.max(within);
        if farther < SAME_PLACE {
            return 0.0;
        }
        ((nearest - within) / farther).clamp(-1.0, 1.0)
    }
}

/// The products of a row and some vectors of its length, each in four lanes that are always added in
/// the same order.
#[inline(always)]
fn block_products(row: &[f32], vectors: &[[f64; ABREAST]]) -> [f64; ABREAST] {
    let mut lanes = [[0.0; ABREAST]; 4];
    let (rows, row_rest) = row.as_chunks::<4>();
    let (entries, entries_rest) = vectors.as_chunks::<4>();
    for (row, entries) in rows.iter().zip(entries) {
        for lane in 0..4 {
            add(&mut lanes[lane], row[lane], &entries[lane]);
        }
    }
    for (lane, (&x, entries)) in lanes.iter_mut().zip(row_rest.iter().zip(entries_rest)) {
        add(lane, x, entries);
    }
    std::array::from_fn(|of| (lanes[0][of] + lanes[1][of]) + (lanes[2][of] + lanes[3][of]))
}

#[inline(always)]
fn add(sums: &mut [f64; ABREAST], x: f32, entries: &[f64; ABREAST]) {
    for (sum, entry) in sums.iter_mut().zip(entries) {
        *sum += f64::from(x) * entry;
    }
}

/// The product of a row with itself, in the same lanes.
#[inline(always)]
fn square(row: &[f32]) -> f64 {
    let mut lanes = [0.0; 4];
    for row in row.chunks(4) {
        for (lane, &x) in lanes.iter_mut().zip(row) {
            *lane += f64::from(x) * f64::from(x);
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

fn means(
    silhouettes: &[Option<f64>],
    themes: &[Option<usize>],
    count: usize,
) -> (Vec<Option<f64>>, f64) {
    let mut per_theme = vec![(0.0, 0.0); count];
    let (mut sum, mut documents) = (0.0, 0.0);
    for (silhouette, theme) in silhouettes.iter().zip(themes) {
        let (Some(silhouette), Some(theme)) = (silhouette, *theme) else {
            continue;
        };
        per_theme[theme].0 += silhouette;
        per_theme[theme].1 += 1.0;
        sum += silhouette;
        documents += 1.0;
    }
    let themes = per_theme
        .into_iter()
        .map(|(sum, members)| (members > 0.0).then(|| sum / members))
        .collect();
    (themes, sum / documents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[derive(serde::Deserialize)]
    struct Fixture {
        rows: Vec<Vec<f32>>,
        themes: Vec<Option<usize>>,
        documents: Vec<Option<f64>>,
        mean: f64,
    }

    fn fixture() -> (Array2<f32>, Fixture) {
        let text = include_str!("../../tests/fixtures/quality/silhouette.json");
        let fixture: Fixture = serde_json::from_str(text).unwrap();
        let shape = (fixture.rows.len(), fixture.rows[0].len());
        (
            Array2::from_shape_vec(shape, fixture.rows.concat()).unwrap(),
            fixture,
        )
    }

    /// The textbook: every distance between two documents.
    fn by_pairs(rows: &Array2<f32>, themes: &[Option<usize>], document: usize) -> f64 {
        let own = themes[document].unwrap();
        let mean_distance = |theme: usize| {
            let others = (0..themes.len())
                .filter(|&other| themes[other] == Some(theme) && other != document);
            let distances: Vec<f64> = others
                .map(|other| {
                    let pairs = rows.row(document).into_iter().zip(rows.row(other));
                    1.0 - pairs
                        .map(|(&a, &b)| f64::from(a) * f64::from(b))
                        .sum::<f64>()
                })
                .collect();
            distances.iter().sum::<f64>() / distances.len() as f64
        };
        let a = mean_distance(own);
        let others = (0..=*themes.iter().flatten().max().unwrap()).filter(|&theme| theme != own);
        let b = others.map(mean_distance).fold(f64::INFINITY, f64::min);
        if a.is_nan() { 0.0 } else { (b - a) / a.max(b) }
    }

    #[test]
    fn silhouettes_equal_those_of_scikit_learn() {
        let (rows, fixture) = fixture();
        let ours = silhouette(rows.view(), &fixture.themes).unwrap();
        assert!((ours.mean - fixture.mean).abs() < 1e-6);
        for (ours, known) in ours.documents.iter().zip(&fixture.documents) {
            match (ours, known) {
                (Some(ours), Some(known)) => assert!((ours - known).abs() < 1e-6),
                _ => assert_eq!(ours, known),
            }
        }
    }

    #[test]
    fn sums_and_pairs_of_documents_give_the_same() {
        let (rows, fixture) = fixture();
        let ours = silhouette(rows.view(), &fixture.themes).unwrap();
        for (document, silhouette) in ours.documents.iter().enumerate() {
            let Some(silhouette) = silhouette else {
                continue;
            };
            let known = by_pairs(&rows, &fixture.themes, document);
            assert!((silhouette - known).abs() < 1e-9, "document {document}");
        }
    }

    #[test]
    fn means_are_over_the_members() {
        let (rows, fixture) = fixture();
        let ours = silhouette(rows.t().to_owned().t(), &fixture.themes).unwrap();
        for (theme, mean) in ours.themes.iter().enumerate() {
            let members: Vec<f64> = (0..fixture.themes.len())
                .filter(|&document| fixture.themes[document] == Some(theme))
                .map(|document| ours.documents[document].unwrap())
                .collect();
            let known = members.iter().sum::<f64>() / members.len() as f64;
            assert!((mean.unwrap() - known).abs() < 1e-12);
        }
    }

    #[test]
    fn four_documents_by_hand() {
        // Two at each end of a right angle, one of them turned: cosines 0.8 and 0.6.
        let rows = array![[1.0, 0.0], [0.8, 0.6], [0.0, 1.0], [0.0, 1.0]];
        let ours = silhouette(rows.view(), &[Some(0), Some(0), Some(1), Some(1)]).unwrap();
        let known = [0.8, 0.5, 1.0, 1.0];
        for (ours, known) in ours.documents.iter().zip(known) {
            assert!((ours.unwrap() - known).abs() < 1e-6);
        }
    }

    #[test]
    fn single_members_and_zero_rows_score_zero() {
        let rows = array![[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [0.0, 0.0], [0.6, 0.8]];
        let themes = [Some(0), Some(1), Some(1), Some(1), None];
        let ours = silhouette(rows.view(), &themes).unwrap();
        assert_eq!(ours.documents[0], Some(0.0));
        assert_eq!(ours.documents[3], Some(0.0));
        assert_eq!(ours.documents[4], None);
    }

    #[test]
    fn documents_in_one_point_score_zero() {
        let (x, y) = (0.6_f32, 0.8_f32);
        let rows = array![[x, y], [x, y], [x, y], [x, y]];
        let ours = silhouette(rows.view(), &[Some(0), Some(0), Some(1), Some(1)]).unwrap();
        assert_eq!(ours.mean, 0.0);
    }

    #[test]
    fn one_theme_has_no_silhouette() {
        let rows = array![[1.0, 0.0], [0.0, 1.0]];
        assert_eq!(silhouette(rows.view(), &[Some(3), Some(3)]), None);
        assert_eq!(silhouette(rows.view(), &[None, None]), None);
        assert_eq!(silhouette(Array2::zeros((0, 5)).view(), &[]), None);
    }

    #[test]
    fn theme_numbers_may_have_gaps() {
        let rows = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]];
        let ours = silhouette(rows.view(), &[Some(0), Some(0), Some(2), Some(2)]).unwrap();
        assert_eq!(ours.themes, [Some(1.0), None, Some(1.0)]);
    }
}
