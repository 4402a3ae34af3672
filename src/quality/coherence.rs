//! Do a theme's terms belong together?

use ndarray::Array2;

use super::Cooccurrence;

/// Added to probabilities so that terms that never meet have a finite NPMI.
const EPSILON: f64 = 1e-12;

/// Mean normalised pointwise mutual information of all pairs of a theme's terms, in [-1, 1]
/// (Bouma 2009; as a topic coherence Aletras & Stevenson 2013).
///
/// 1: the terms always come together; 0: as often as by chance; -1: never. Terms that occur
/// nowhere are left out; none when fewer than two are left. With whole documents as windows, good
/// themes of paper abstracts reach 0.1 to 0.4.
///
/// It misleads where terms are rare: two words of a single document score 1, so that lists of
/// oddities win. The value depends on the number of terms and on the windows: compare lists of
/// the same length over the same corpus.
pub fn npmi(terms: &Cooccurrence) -> Option<f64> {
    let known = known(terms);
    if known.len() < 2 {
        return None;
    }
    let (mut sum, mut pairs) = (0.0, 0.0);
    for (index, &a) in known.iter().enumerate() {
        for &b in &known[index + 1..] {
            sum += pair_npmi(terms, a, b);
            pairs += 1.0;
        }
    }
    Some(sum / pairs)
}

/// C_v coherence of a theme's terms (Röder, Both & Hinneburg 2015), nearly always in [0, 1].
///
/// Every term is the vector of its NPMI with all terms of the list, itself included; `c_v` is the
/// mean cosine of these vectors to their sum. The paper counts in windows of 110 words
/// ([`Cooccurrence::in_windows`]). Terms that occur nowhere are left out; none when fewer than two
/// are left.
///
/// Of the coherences of its time it followed human ratings best. It misleads at the lower end:
/// `n` terms that meet by chance score `1 / sqrt(n)`, and terms that never meet score higher still,
/// since their vectors agree in what they avoid. Short lists score higher. Never read it without
/// [`npmi`].
pub fn c_v(terms: &Cooccurrence) -> Option<f64> {
    let known = known(terms);
    if known.len() < 2 {
        return None;
    }
    let vectors = Array2::from_shape_fn((known.len(), known.len()), |(a, b)| {
        pair_npmi(terms, known[a], known[b])
    });
    let mut sum = vec![0.0; known.len()];
    for vector in vectors.rows() {
        for (total, value) in sum.iter_mut().zip(vector) {
            *total += value;
        }
    }
    let cosines: f64 = vectors
        .rows()
        .into_iter()
        .map(|vector| cosine(&vector.to_vec(), &sum))
        .sum();
    Some(cosines / known.len() as f64)
}

/// Terms that occur at all.
fn known(terms: &Cooccurrence) -> Vec<usize> {
    (0..terms.counts.nrows())
        .filter(|&term| terms.counts[[term, term]] > 0)
        .collect()
}

pub(crate) fn pair_npmi(terms: &Cooccurrence, a: usize, b: usize) -> f64 {
    let both = terms.counts[[a, b]];
    if both == terms.windows {
        return 1.0;
    }
    let share = |count: u64| count as f64 / terms.windows as f64;
    let chance = share(terms.counts[[a, a]]) * share(terms.counts[[b, b]]);
    let together = share(both) + EPSILON;
    -libm::log(together / chance) / libm::log(together)
}

fn cosine(a: &[f64], b: &[f64]) -> f64 {
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let lengths = product(a, a).sqrt() * product(b, b).sqrt();
    if lengths > 0.0 {
        product(a, b) / lengths
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Fixture {
        documents: Vec<Vec<u32>>,
        themes: Vec<Vec<u32>>,
        c_v: Vec<f64>,
        npmi_window_10: Vec<f64>,
        npmi_documents: Vec<f64>,
    }

    fn assert_each(ours: Vec<Option<f64>>, known: &[f64]) {
        assert_eq!(ours.len(), known.len());
        for (ours, known) in ours.into_iter().map(Option::unwrap).zip(known) {
            assert!((ours - known).abs() < 1e-6, "{ours} {known}");
        }
    }

    #[test]
    fn coherences_equal_those_of_gensim() {
        let text = include_str!("../../tests/fixtures/quality/coherence.json");
        let fixture: Fixture = serde_json::from_str(text).unwrap();
        let one_word = |list: &Vec<u32>| list.iter().map(|&word| vec![word]).collect();
        let lists: Vec<Vec<Vec<u32>>> = fixture.themes.iter().map(one_word).collect();
        let counted = |width| Cooccurrence::in_windows(&fixture.documents, &lists, width);
        assert_each(counted(110).iter().map(c_v).collect(), &fixture.c_v);
        assert_each(
            counted(10).iter().map(npmi).collect(),
            &fixture.npmi_window_10,
        );
        assert_each(
            counted(usize::MAX).iter().map(npmi).collect(),
            &fixture.npmi_documents,
        );
    }

    #[test]
    fn terms_that_always_meet_score_one() {
        let halves = Cooccurrence::in_documents(4, &[&[0, 1], &[0, 1]]);
        assert!((npmi(&halves).unwrap() - 1.0).abs() < 1e-9);
        let everywhere = Cooccurrence::in_documents(2, &[&[0, 1], &[0, 1]]);
        assert_eq!(npmi(&everywhere), Some(1.0));
        assert!((c_v(&everywhere).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn terms_that_never_meet_score_about_minus_one() {
        let apart = Cooccurrence::in_documents(4, &[&[0, 1], &[2, 3]]);
        assert!((npmi(&apart).unwrap() + 1.0).abs() < 0.06);
    }

    #[test]
    fn terms_that_meet_by_chance_score_zero() {
        let chance = Cooccurrence::in_documents(4, &[&[0, 1], &[0, 2]]);
        assert!(npmi(&chance).unwrap().abs() < 1e-9);
        // Vectors (1, 0) and (0, 1) against (1, 1).
        assert!((c_v(&chance).unwrap() - 0.5_f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn terms_that_never_meet_fool_c_v() {
        let lists: Vec<Vec<u32>> = (0..8).map(|term| vec![2 * term, 2 * term + 1]).collect();
        let lists: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
        let apart = Cooccurrence::in_documents(1000, &lists);
        assert!(npmi(&apart).unwrap() < -0.5);
        assert!(c_v(&apart).unwrap() > 1.0 / 8.0_f64.sqrt());
    }

    #[test]
    fn unknown_terms_are_left_out() {
        let with = Cooccurrence::in_documents(9, &[&[0, 1, 5], &[], &[0, 5, 7]]);
        let without = Cooccurrence::in_documents(9, &[&[0, 1, 5], &[0, 5, 7]]);
        assert_eq!(npmi(&with), npmi(&without));
        assert_eq!(c_v(&with), c_v(&without));
        let one = Cooccurrence::in_documents(9, &[&[0, 1], &[]]);
        assert_eq!((npmi(&one), c_v(&one)), (None, None));
    }
}
