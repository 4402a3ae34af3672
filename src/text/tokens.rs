//! The corpus as numbered words that remember how they were written.

use rayon::prelude::*;

/// Documents in which one worker counts at least.
const DOCUMENTS: usize = 2048;
/// Documents whose words lie together.
pub(super) const CHUNK: usize = 64;
/// Words and breaks that stand for the title of a document that has none.
const OPENING: usize = 15;

/// A word form as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surface {
    /// The word with its own case: `LLMs`, `models`, `Bayesian`.
    pub text: String,
    /// Whether a hyphen ties it to the next word.
    pub glued: bool,
    /// Whether its case is its own, and not that of a title or of the start of a sentence.
    pub certain: bool,
    /// Index into [`Tokens::stems`].
    pub stem: u32,
    /// Stop words carry no theme, but may stand inside a phrase.
    pub stop: bool,
}

/// The words of every document, in order.
///
/// A document is a run of indices into [`Tokens::surfaces`]; [`Tokens::BREAK`] stands where a
/// phrase cannot continue (the end of a sentence or clause, and between title and abstract).
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// Every distinct word form, in order of first appearance.
    pub surfaces: Vec<Surface>,
    /// Every distinct stem, in order of first appearance.
    pub stems: Vec<String>,
    /// For each word form twice its stem, and one more where it is a stop word: all that counting
    /// asks for, in little room.
    pub(super) codes: Vec<u32>,
    /// The words of [`CHUNK`] documents each, the last one of those that are left.
    pub(super) chunks: Vec<Chunk>,
}

/// Words of neighbouring documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    pub words: Vec<u32>,
    /// Where the title of each document ends among them.
    pub titles: Vec<u32>,
    /// Where each document ends among them.
    pub ends: Vec<u32>,
}

impl Tokens {
    /// Stands between two words that are not neighbours.
    pub const BREAK: u32 = u32::MAX;

    /// Number of documents.
    pub fn len(&self) -> usize {
        let before = self.chunks.len().saturating_sub(1) * CHUNK;
        before + self.chunks.last().map_or(0, |last| last.ends.len())
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Number of words and breaks in all documents.
    pub(crate) fn word_count(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.words.len()).sum()
    }

    /// The words of one document: indices into [`Tokens::surfaces`], or [`Tokens::BREAK`].
    ///
    /// # Panics
    ///
    /// When there is no document of this index, as all below.
    pub fn document(&self, index: usize) -> &[u32] {
        let (chunk, start) = self.beginning(index);
        &chunk.words[start..chunk.ends[index % CHUNK] as usize]
    }

    /// The words of the title of one document; of one without a title its first fifteen, which say what
    /// it is about as well.
    pub fn title(&self, index: usize) -> &[u32] {
        let (chunk, start) = self.beginning(index);
        let words = self.document(index);
        match chunk.titles[index % CHUNK] as usize - start {
            0 => &words[..words.len().min(OPENING)],
            title => &words[..title],
        }
    }

    /// The words among which one document lies, and where it begins there.
    fn beginning(&self, index: usize) -> (&Chunk, usize) {
        let chunk = &self.chunks[index / CHUNK];
        let before = (index % CHUNK).checked_sub(1);
        (
            chunk,
            before.map_or(0, |before| chunk.ends[before] as usize),
        )
    }

    /// The stems of one document without stop words, in order.
    pub fn content(&self, index: usize) -> impl Iterator<Item = u32> + '_ {
        self.document(index)
            .iter()
            .filter(|&&word| word != Self::BREAK)
            .filter_map(|&word| {
                let (stem, is_stop) = self.stem_of(word);
                (!is_stop).then_some(stem)
            })
    }

    /// The stem of a word form, an index into [`Tokens::stems`], and whether it is a stop word.
    pub(crate) fn stem_of(&self, word: u32) -> (u32, bool) {
        let code = self.codes[word as usize];
        (code >> 1, code & 1 == 1)
    }

    /// In how many of some documents each stem stands in a word that is no stop word.
    pub(crate) fn document_frequencies(&self, documents: &[usize]) -> Vec<u32> {
        let nothing = || vec![(0u32, u32::MAX); self.stems.len()];
        let counted = documents
            .par_iter()
            .with_min_len(DOCUMENTS)
            .fold(nothing, |mut counts, &document| {
                for stem in self.content(document) {
                    let (count, last_seen) = &mut counts[stem as usize];
                    *count += u32::from(*last_seen != document as u32);
                    *last_seen = document as u32;
                }
                counts
            })
            .map(|counts| counts.into_iter().map(|(count, _)| count).collect());
        let sum = counted.reduce_with(|mut sum: Vec<u32>, part: Vec<u32>| {
            let pairs = sum.iter_mut().zip(part);
            pairs.for_each(|(sum, part)| *sum += part);
            sum
        });
        sum.unwrap_or_else(|| vec![0; self.stems.len()])
    }

    /// How often each word form stands in the documents.
    pub(crate) fn surface_counts(&self) -> Vec<usize> {
        let nothing = || vec![0; self.surfaces.len()];
        let chunks = self.chunks.par_iter().with_min_len(DOCUMENTS / CHUNK);
        let counted = chunks.fold(nothing, |mut counts: Vec<usize>, chunk| {
            for &word in chunk.words.iter().filter(|&&word| word != Self::BREAK) {
                counts[word as usize] += 1;
            }
            counts
        });
        counted.reduce(nothing, |mut sum, part| {
            let pairs = sum.iter_mut().zip(part);
            pairs.for_each(|(sum, part)| *sum += part);
            sum
        })
    }

    /// The stems of one document with its stop words, without breaks.
    pub fn stem_sequence(&self, index: usize) -> Vec<u32> {
        let words = self
            .document(index)
            .iter()
            .filter(|&&word| word != Self::BREAK);
        words.map(|&word| self.stem_of(word).0).collect()
    }

    /// The same words with other numbers for their stems, which `number` tells; the stems themselves
    /// are left out.
    pub(crate) fn renumbered(&self, number: impl Fn(&str) -> u32) -> Tokens {
        let numbers: Vec<u32> = self.stems.iter().map(|stem| number(stem)).collect();
        let surfaces = self.surfaces.iter().map(|surface| Surface {
            stem: numbers[surface.stem as usize],
            ..surface.clone()
        });
        let codes = self.codes.iter();
        Tokens {
            surfaces: surfaces.collect(),
            stems: Vec::new(),
            codes: codes
                .map(|code| numbers[(code >> 1) as usize] << 1 | code & 1)
                .collect(),
            chunks: self.chunks.clone(),
        }
    }
}
