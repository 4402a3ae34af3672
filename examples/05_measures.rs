//! Judging a clustering of your own with the measures of this library.
//!
//!     cargo run --example 05_measures

use thememap::cluster::{Start, kmeans};
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::quality::{
    Cooccurrence, Unassigned, agreement, c_v, diversity, label_separation, npmi, postings,
    silhouette,
};
use thememap::text::{Analyzer, Language};
use thememap::themes::TermCounts;
use thememap::vectors::{Embedding, EmbeddingOptions, TermOptions, TfIdf, Vocabulary, class_tfidf};

const GROUPS: usize = 6;

fn main() -> thememap::Result<()> {
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
    let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
    let vocabulary = Vocabulary::fit(&tokens, &TermOptions::default())?;
    let tfidf = TfIdf::fit(&tokens, &vocabulary);
    let embedding = Embedding::fit(&tfidf, &EmbeddingOptions::default())?;

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
        println!("AMI with the searches  {:>6.3}", found.ami);
        println!("purity                 {:>6.3}", found.purity);
    }

    // From within: are documents nearer to their own group than to the next?
    if let Some(found) = silhouette(embedding.vectors.view(), &groups) {
        println!("silhouette             {:>6.3}", found.mean);
    }

    // The five heaviest terms of each group, as stems by number.
    let counts = TermCounts::count(&tokens, &vocabulary, &groups, GROUPS);
    let heaviest = |row: ndarray::ArrayView1<f64>| {
        let mut terms: Vec<usize> = (0..row.len()).collect();
        terms.sort_by(|&a, &b| row[b].total_cmp(&row[a]));
        terms.truncate(5);
        terms
    };
    let weights = class_tfidf(&counts.occurrences);
    let lists: Vec<Vec<usize>> = weights.rows().into_iter().map(heaviest).collect();
    let stems = |list: &Vec<usize>| list.iter().map(|&term| vocabulary.stem_ids(term)).collect();
    let terms: Vec<Vec<Vec<u32>>> = lists.iter().map(stems).collect();

    // Do the groups say different things, and would their terms find their documents?
    let documents: Vec<Vec<u32>> = (0..tokens.len()).map(|d| tokens.stem_sequence(d)).collect();
    let lengths: Vec<u32> = documents.iter().map(|words| words.len() as u32).collect();
    let found_by = |list: &Vec<Vec<u32>>| list.iter().map(|t| postings(&documents, t)).collect();
    let queries: Vec<Vec<_>> = terms.iter().map(found_by).collect();
    let separation = label_separation(&lengths, &queries, &groups);
    println!(
        "diversity              {:>6.3}",
        diversity(&lists).unwrap_or(0.0)
    );
    println!(
        "separation             {:>6.3}",
        separation.mean.unwrap_or(0.0)
    );

    // Do the terms of each group stand together, in ten words and in a whole abstract?
    println!("  npmi    c_v");
    let near = Cooccurrence::in_windows(&documents, &terms, 10);
    let wide = Cooccurrence::in_windows(&documents, &terms, 110);
    for ((near, wide), list) in near.iter().zip(&wide).zip(&lists) {
        let words: Vec<&str> = list
            .iter()
            .map(|&t| vocabulary.terms[t].text.as_str())
            .collect();
        let (npmi, c_v) = (npmi(near).unwrap_or(0.0), c_v(wide).unwrap_or(0.0));
        println!("{npmi:>6.3} {c_v:>6.3}  {}", words.join(", "));
    }
    Ok(())
}
