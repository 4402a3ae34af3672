//! How well documents answer a query.

/// A document that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Index of the document.
    pub document: u32,
    /// How often it holds the term, at least 1.
    pub count: u32,
}

/// How soon repeats of a term stop counting.
const K1: f64 = 1.2;

/// How much long documents are held back.
const B: f64 = 0.75;

/// BM25 score of every document for a query (Robertson & Zaragoza 2009), `k1` 1.2, `b` 0.75; at
/// least 0, without upper bound.
///
/// `lengths` has the number of words of each document; `query` has for each term of the query the
/// documents that hold it, each once. The weight of a term is `ln(1 + (N - n + 0.5) / (n + 0.5))`
/// for `n` of `N` documents, which unlike the original stays positive for terms of more than half
/// of them. Scores rank documents for one query; they say nothing across queries.
///
/// # Panics
///
/// If a posting names a document beyond `lengths`.
pub fn bm25(lengths: &[u32], query: &[Vec<Posting>]) -> Vec<f64> {
    let mut query = query.to_vec();
    for postings in &mut query {
        postings.sort_by_key(|posting| posting.document);
    }
    let query: Vec<&[Posting]> = query.iter().map(Vec::as_slice).collect();
    let mut scores = vec![0.0; lengths.len()];
    for (document, score) in Ranking::new(lengths).matches(&query) {
        scores[document as usize] = score;
    }
    scores
}

/// Documents that queries are put to, one after another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranking<'a> {
    lengths: &'a [u32],
    mean_length: f64,
}

impl<'a> Ranking<'a> {
    /// Documents of so many words each.
    pub fn new(lengths: &'a [u32]) -> Ranking<'a> {
        Ranking::of(lengths, Ranking::mean_length(lengths))
    }

    /// The same where the mean length is known.
    pub fn of(lengths: &'a [u32], mean_length: f64) -> Ranking<'a> {
        Ranking {
            lengths,
            mean_length,
        }
    }

    /// The mean number of words.
    pub fn mean_length(lengths: &[u32]) -> f64 {
        let words: u64 = lengths.iter().copied().map(u64::from).sum();
        (words as f64 / lengths.len() as f64).max(f64::MIN_POSITIVE)
    }

    /// The score of every document that holds a term of the query, by document; above 0. The
    /// postings of each term ascend by document.
    pub fn matches(&self, query: &[&[Posting]]) -> Vec<(u32, f64)> {
        query.iter().fold(Vec::new(), |found, postings| {
            merged(found, postings.iter().map(self.scored(postings.len())))
        })
    }

    /// What a term adds to the score of a document, by the number of documents that hold it.
    fn scored(&self, holding: usize) -> impl Fn(&Posting) -> (u32, f64) {
        let (documents, holding) = (self.lengths.len() as f64, holding as f64);
        let weight = libm::log(1.0 + (documents - holding + 0.5) / (holding + 0.5));
        move |posting| {
            let count = f64::from(posting.count);
            let length = f64::from(self.lengths[posting.document as usize]) / self.mean_length;
            let score = weight * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
            (posting.document, score)
        }
    }
}

/// Scores and further ones, both by document; those of one document are added.
fn merged(
    scores: Vec<(u32, f64)>,
    further: impl ExactSizeIterator<Item = (u32, f64)>,
) -> Vec<(u32, f64)> {
    let mut merged = Vec::with_capacity(scores.len() + further.len());
    let mut scores = scores.into_iter().peekable();
    for (document, score) in further {
        while let Some(earlier) = scores.next_if(|&(other, _)| other < document) {
            merged.push(earlier);
        }
        let own = scores.next_if(|&(other, _)| other == document);
        merged.push((document, own.map_or(0.0, |(_, own)| own) + score));
    }
    merged.extend(scores);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postings(pairs: &[(u32, u32)]) -> Vec<Posting> {
        pairs
            .iter()
            .map(|&(document, count)| Posting { document, count })
            .collect()
    }

    #[test]
    fn three_documents_by_hand() {
        // One of three documents holds the term, twice, at mean length: ln(1 + 2.5 / 1.5) * 4.4 / 3.2.
        let scores = bm25(&[10, 5, 15], &[postings(&[(0, 2)])]);
        assert!((scores[0] - 0.980_829_253 * 1.375).abs() < 1e-8);
        assert_eq!(scores[1..], [0.0, 0.0]);
    }

    #[test]
    fn rare_terms_repeats_and_short_documents_raise_the_score() {
        let common = postings(&[(0, 1), (1, 1), (2, 1)]);
        let rare = postings(&[(1, 1)]);
        let scores = bm25(&[8, 8, 4, 8], &[common, rare]);
        assert!(scores[1] > scores[0] && scores[2] > scores[0] && scores[0] > scores[3]);
        let repeats = bm25(&[8, 8], &[postings(&[(0, 1), (1, 3)])]);
        assert!(repeats[1] > repeats[0]);
    }

    #[test]
    fn an_empty_query_or_corpus_scores_nothing() {
        assert_eq!(bm25(&[3, 4], &[]), [0.0, 0.0]);
        assert!(bm25(&[], &[vec![]]).is_empty());
    }
}
