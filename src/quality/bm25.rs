//! How well documents answer a query.

/// A document that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Index of the document.
    pub document: u32,
    /// How often it holds the term, at least 1.
    pub count: u32,
}

/// The documents that hold a term, with how often: what [`bm25()`] and
/// [`label_separation`](super::label_separation) ask for.
///
/// A document is its words as numbers, a term a run of words; that of no word is in no document.
///
/// ```
/// use thememap::quality::{Posting, postings};
///
/// let documents = [vec![1, 2, 1, 2], vec![2, 1], vec![3]];
/// assert_eq!(postings(&documents, &[1, 2]), [Posting { document: 0, count: 2 }]);
/// ```
pub fn postings<D: AsRef<[u32]>>(documents: &[D], term: &[u32]) -> Vec<Posting> {
    if term.is_empty() {
        return Vec::new();
    }
    let counts = documents.iter().zip(0..).map(|(words, document)| Posting {
        document,
        count: words
            .as_ref()
            .windows(term.len())
            .filter(|&run| run == term)
            .count() as u32,
    });
    counts.filter(|posting| posting.count > 0).collect()
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
    let query: Vec<&[Posting]> = query.iter().map(Vec::as_slice).collect();
    let mut all = vec![0.0; lengths.len()];
    let mut scores = Scores::new(lengths.len());
    for (document, score) in Ranking::new(lengths).matches(&query, &mut scores) {
        all[document as usize] = score;
    }
    all
}

/// Documents that queries are put to, one after another.
#[derive(Debug, Clone)]
pub(crate) struct Ranking {
    /// What the length of each document adds to the count of a term below the line.
    norms: Vec<f64>,
}

/// Room for the scores of one query after another.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    /// One a document: 0 but while a query is answered.
    scores: Vec<f64>,
    /// The documents that match.
    matched: Vec<u32>,
}

impl Scores {
    /// Room for so many documents.
    pub fn new(documents: usize) -> Scores {
        Scores {
            scores: vec![0.0; documents],
            matched: Vec::new(),
        }
    }
}

impl Ranking {
    /// Documents of so many words each.
    pub fn new(lengths: &[u32]) -> Ranking {
        let words: u64 = lengths.iter().copied().map(u64::from).sum();
        let mean = (words as f64 / lengths.len() as f64).max(f64::MIN_POSITIVE);
        let norm = |&length: &u32| K1 * (1.0 - B + B * (f64::from(length) / mean));
        Ranking {
            norms: lengths.iter().map(norm).collect(),
        }
    }

    /// The score of every document that holds a term of the query; above 0.
    pub fn matches<'s>(
        &self,
        query: &[&[Posting]],
        room: &'s mut Scores,
    ) -> impl Iterator<Item = (u32, f64)> + 's {
        let Scores { scores, matched } = room;
        for postings in query {
            let (documents, holding) = (self.norms.len() as f64, postings.len() as f64);
            let weight = libm::log(1.0 + (documents - holding + 0.5) / (holding + 0.5));
            for posting in *postings {
                let document = posting.document as usize;
                let count = f64::from(posting.count);
                if scores[document] == 0.0 {
                    matched.push(posting.document);
                }
                scores[document] += weight * count * (K1 + 1.0) / (count + self.norms[document]);
            }
        }
        matched
            .drain(..)
            .map(|document| (document, std::mem::take(&mut scores[document as usize])))
    }
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
