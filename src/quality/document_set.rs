//! Sets of documents.

use crate::vectors::kernels::{Kernel, widest};

/// Some of the documents of a corpus, a bit each.
#[derive(Debug, Clone)]
pub(crate) struct DocumentSet {
    bits: Vec<u64>,
}

impl DocumentSet {
    /// Some of `count` documents.
    pub fn of(documents: impl IntoIterator<Item = u32>, count: usize) -> DocumentSet {
        let mut bits = vec![0; count.div_ceil(64)];
        for document in documents {
            bits[document as usize / 64] |= 1 << (document % 64);
        }
        DocumentSet { bits }
    }

    /// Whether the document is one of them.
    pub fn contains(&self, document: u32) -> bool {
        self.bits[document as usize / 64] >> (document % 64) & 1 == 1
    }

    /// Number of documents.
    pub fn count(&self) -> usize {
        self.common(self)
    }

    /// Number of documents in both of two sets from one corpus.
    pub fn common(&self, other: &DocumentSet) -> usize {
        widest(Common(&self.bits, &other.bits))
    }

    /// The documents in both.
    pub fn both(&self, other: &DocumentSet) -> DocumentSet {
        let pairs = self.bits.iter().zip(&other.bits);
        DocumentSet {
            bits: pairs.map(|(a, b)| a & b).collect(),
        }
    }

    /// The documents in either.
    pub fn either(&self, other: &DocumentSet) -> DocumentSet {
        let pairs = self.bits.iter().zip(&other.bits);
        DocumentSet {
            bits: pairs.map(|(a, b)| a | b).collect(),
        }
    }
}

struct Common<'a>(&'a [u64], &'a [u64]);

impl Kernel for Common<'_> {
    type Output = usize;

    #[inline(always)]
    fn call(self) -> usize {
        let mut count = 0;
        for (a, b) in self.0.iter().zip(self.1) {
            count += u64::from((a & b).count_ones());
        }
        count as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_their_documents_and_no_others() {
        let [one, other] =
            [[0, 63, 64, 199], [1, 64, 65, 199]].map(|set| DocumentSet::of(set, 200));
        let listed = |set: DocumentSet| -> Vec<u32> {
            (0..200)
                .filter(|&document| set.contains(document))
                .collect()
        };
        assert_eq!((one.count(), one.common(&other)), (4, 2));
        assert_eq!(listed(one.both(&other)), [64, 199]);
        assert_eq!(listed(one.either(&other)), [0, 1, 63, 64, 65, 199]);
        assert_eq!(DocumentSet::of([], 0).count(), 0);
    }
}
