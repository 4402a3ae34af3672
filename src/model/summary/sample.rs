//! A sample that does not depend on how documents are split: those of the smallest hashes
//! (Broder 1997; bottom-k).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

use super::super::Placer;
use crate::corpus::{Corpus, hexadecimal};
use crate::text::Tokens;

/// Most documents of a sample.
pub const SAMPLED: usize = 1000;

/// A document of a sample.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sampled {
    /// The first 16 hexadecimal digits of the SHA-256 of its id.
    pub hash: String,
    /// Its id.
    pub id: String,
    /// Its words that the model does not know, in small letters, sorted, each once.
    pub words: Vec<String>,
}

/// Takes some documents into a sorted sample.
pub(super) fn add(
    sample: &mut Vec<Sampled>,
    placer: &Placer,
    corpus: &Corpus,
    tokens: &Tokens,
    chosen: &[usize],
) {
    let mut hashed: Vec<(String, usize)> = chosen
        .iter()
        .map(|&document| (hash(&corpus.documents[document].id), document))
        .collect();
    hashed.sort_unstable();
    let last = match sample.len() < SAMPLED {
        true => None,
        false => sample.last().map(|last| last.hash.clone()),
    };
    let wanted = hashed
        .into_iter()
        .take_while(|(hash, _)| last.as_ref().is_none_or(|last| hash <= last));
    let new: Vec<Sampled> = bounded(wanted)
        .map(|(hash, document)| Sampled {
            hash,
            id: corpus.documents[document].id.clone(),
            words: unknown(placer, tokens, document),
        })
        .collect();
    merge(sample, &new);
}

/// At most as many as a sample holds, and those of the last one's hash: ids may come twice.
fn bounded(hashed: impl Iterator<Item = (String, usize)>) -> impl Iterator<Item = (String, usize)> {
    let mut taken = 0;
    let mut last = String::new();
    hashed.take_while(move |(hash, _)| {
        taken += 1;
        let is_in = taken <= SAMPLED || *hash == last;
        last.clone_from(hash);
        is_in
    })
}

/// Takes one sample into another.
pub(super) fn merge(sample: &mut Vec<Sampled>, other: &[Sampled]) {
    sample.extend_from_slice(other);
    sample.sort_unstable();
    sample.truncate(SAMPLED);
}

fn hash(id: &str) -> String {
    hexadecimal(&Sha256::digest(id.as_bytes())[..8])
}

fn unknown(placer: &Placer, tokens: &Tokens, document: usize) -> Vec<String> {
    let common = &placer.model().common;
    let words = tokens.document(document).iter();
    let words: BTreeSet<String> = words
        .filter(|&&word| word != Tokens::BREAK)
        .map(|&word| &tokens.surfaces[word as usize])
        .filter(|surface| !surface.stop)
        .filter(|surface| {
            let stem = &tokens.stems[surface.stem as usize];
            !placer.knows(stem) && common.binary_search(stem).is_err()
        })
        .map(|surface| surface.text.to_lowercase())
        .collect();
    words.into_iter().collect()
}
