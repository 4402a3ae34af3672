//! Judging a clustering of your own with the measures of this library.
//!
//!     cargo run --example 05_measures

use thememap::cluster::{Start, kmeans};
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::quality::{Cooccurrence, Unassigned, agreement, diversity, npmi, silhouette};
use thememap::text::{Analyzer, Language};
use thememap::themes::TermCounts;
use thememap::vectors::{Embedding, EmbeddingOptions, TermOptions, TfIdf, Vocabulary, class_tfidf};

const GROUPS: usize = 6;

fn main() -> thememap::Result<()> {
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
    let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
    let vocabulary = Vocabulary::fit(&tokens, &TermOptions::default())?;
    let tfidf = TfIdf::fit(&tokens, &vocabulary);
    let options = EmbeddingOptions {
        dimensions: 100,
        seed: 42,
    };
    let embedding = Embedding::fit(&tfidf, &options)?;

    // Any clustering will do: the group of each document, none for those in no group.
    let start = Start::PlusPlus { runs: 10, seed: 42 };
    let partition = kmeans(embedding.vectors.view(), GROUPS, start)?;
    let groups: Vec<Option<usize>> = partition.assignments.into_iter().map(Some).collect();

    // Against labels from outside: here the search that each paper was found by.
    let searches: Vec<_> = corpus
        .documents
        .iter()
        .map(|paper| Some(paper.source))
        .collect();
    if let Some(found) = agreement(&searches, &groups, Unassigned::OneMoreTheme) {
        println!(
            "agreement with the searches: AMI {:.3}, purity {:.3}",
            found.ami, found.purity
        );
    }

    // From within: are documents nearer to their own group than to the next?
    if let Some(found) = silhouette(embedding.vectors.view(), &groups) {
        println!("mean silhouette: {:.3}", found.mean);
    }

    // Do the leading terms of each group stand together in documents?
    let counts = TermCounts::count(&tokens, &vocabulary, &groups, GROUPS);
    let weights = class_tfidf(&counts.occurrences);
    let documents_with = tfidf.matrix.transposed();
    let mut lists: Vec<Vec<usize>> = Vec::new();
    for row in weights.rows() {
        let mut terms: Vec<usize> = (0..row.len()).collect();
        terms.sort_by(|&a, &b| row[b].total_cmp(&row[a]));
        terms.truncate(5);
        let holders: Vec<&[u32]> = terms
            .iter()
            .map(|&term| documents_with.row(term).0)
            .collect();
        let together = Cooccurrence::in_documents(tokens.len() as u64, &holders);
        let words: Vec<&str> = terms
            .iter()
            .map(|&t| vocabulary.terms[t].text.as_str())
            .collect();
        println!(
            "npmi {:>6.3}  {}",
            npmi(&together).unwrap_or(0.0),
            words.join(", ")
        );
        lists.push(terms);
    }

    // Do the groups say different things?
    println!("diversity: {:.3}", diversity(&lists).unwrap_or(0.0));
    Ok(())
}
