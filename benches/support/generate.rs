//! Abstracts made of words drawn by seed.

use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use thememap::corpus::{Corpus, Document};

/// Subjects that the documents are about.
const SUBJECTS: usize = 20;
/// Words that only one subject uses.
const OWN_WORDS: usize = 80;
/// Words that all subjects use.
const SHARED_WORDS: usize = 6000;
const SENTENCES: usize = 10;
const WORDS_A_SENTENCE: usize = 15;

/// A corpus of `documents` abstracts of 150 words, the same for the same seed.
pub fn generate(documents: usize, seed: u64) -> Corpus {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let papers = (0..documents).map(|_| {
        let subject = random.gen_range(0..SUBJECTS);
        let title = sentence(subject, &mut random);
        let sentences: Vec<String> = (0..SENTENCES)
            .map(|_| sentence(subject, &mut random))
            .collect();
        Document::new(&title, &sentences.join(". "))
    });
    Corpus::from_documents(papers.collect())
}

/// Three words of ten are the subject's own; low numbers are common, high ones rare.
fn sentence(subject: usize, random: &mut Xoshiro256PlusPlus) -> String {
    let words: Vec<String> = (0..WORDS_A_SENTENCE)
        .map(|_| {
            let place = random.gen_range(0.0..1.0f64);
            let place = place * place * place;
            if random.gen_range(0..10) < 3 {
                let own = (place * OWN_WORDS as f64) as usize;
                word(SHARED_WORDS + subject * OWN_WORDS + own)
            } else {
                word((place * SHARED_WORDS as f64) as usize)
            }
        })
        .collect();
    words.join(" ")
}

/// A word that can be spoken, a different one for each number below 343,000.
fn word(number: usize) -> String {
    let consonants = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z",
    ];
    let vowels = ["a", "e", "i", "o", "u"];
    let syllables = consonants.len() * vowels.len();
    let mut rest = number;
    let mut word = String::new();
    for _ in 0..3 {
        let syllable = rest % syllables;
        word += consonants[syllable / vowels.len()];
        word += vowels[syllable % vowels.len()];
        rest /= syllables;
    }
    word + "x"
}
