//! Which phrases may be frequent, in little room.
//!
//! Most distinct phrases of a corpus stand in one document or two. Counting them all takes more room
//! than the corpus; counting hashes first (Park, Chen & Yu, "An effective hash-based algorithm for
//! mining association rules", SIGMOD 1995) leaves few to be counted one by one.

use std::sync::atomic::{AtomicU8, Ordering};

use super::phrases::Key;

/// Fewest and most hashes told apart, as powers of two.
const SIZES: [usize; 2] = [1 << 12, 1 << 24];
/// A hash met so often is not counted further.
const OFTEN: u8 = 100;

/// How often each hash of a phrase was met.
pub(super) struct Sieve {
    counts: Vec<AtomicU8>,
}

impl Sieve {
    /// A sieve for about so many phrases.
    pub fn new(phrases: usize) -> Sieve {
        let size = phrases.next_power_of_two();
        let size = size.clamp(SIZES[0], SIZES[1]);
        Sieve {
            counts: (0..size).map(|_| AtomicU8::new(0)).collect(),
        }
    }

    /// Counts a phrase; whole numbers add up to the same in any order.
    pub fn add(&self, key: &Key) {
        let more = |count: u8| (count < OFTEN).then_some(count + 1);
        // Failing is to have been met often enough.
        let _ = self
            .count(key)
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Whether the phrase may have been added so often; never no when it was.
    pub fn may_hold(&self, key: &Key, times: usize) -> bool {
        usize::from(self.count(key).load(Ordering::Relaxed)) >= times.min(OFTEN.into())
    }

    fn count(&self, key: &Key) -> &AtomicU8 {
        &self.counts[hash(key) as usize & (self.counts.len() - 1)]
    }
}

/// A set that may take a phrase for one of its own, and never the other way round (Bloom 1970).
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    bits: Vec<u64>,
}

impl Seen {
    /// The set of these phrases.
    pub fn of<'a>(keys: impl ExactSizeIterator<Item = &'a Key>) -> Seen {
        let words = (keys.len() / 4).next_power_of_two();
        let mut seen = Seen {
            bits: vec![0; words],
        };
        for key in keys {
            let (word, bit) = seen.place(key);
            seen.bits[word] |= bit;
        }
        seen
    }

    /// Whether the phrase may be in the set.
    pub fn may_hold(&self, key: &Key) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, key: &Key) -> (usize, u64) {
        let hash = hash(key);
        let word = (hash >> 6) as usize & self.bits.len().saturating_sub(1);
        (word, 1 << (hash & 63))
    }
}

/// Mixes the stems of a phrase so that one bit of difference changes half of the lower ones.
fn hash(key: &Key) -> u64 {
    let [a, b, c, d] = key.map(u64::from);
    let mut hash = (a | b << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ hash >> 29 ^ (c | d << 32)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_counted_too_low_and_few_too_high() {
        let sieve = Sieve::new(3000);
        let key = |n: u32| [n, n + 1, u32::MAX, u32::MAX];
        for n in 0..1000 {
            for _ in 0..n % 3 {
                sieve.add(&key(n));
            }
        }
        let too_high = (0..1000).filter(|&n| {
            assert!(sieve.may_hold(&key(n), n as usize % 3));
            sieve.may_hold(&key(n), n as usize % 3 + 1)
        });
        let too_high = too_high.count();
        assert!(too_high < 200, "{too_high}");
    }

    #[test]
    fn a_phrase_may_stand_more_often_than_a_byte_counts() {
        let sieve = Sieve::new(10);
        let key = [1, 2, u32::MAX, u32::MAX];
        (0..1000).for_each(|_| sieve.add(&key));
        assert!(sieve.may_hold(&key, 1000));
        assert!(!sieve.may_hold(&[3, 4, u32::MAX, u32::MAX], 1000));
    }

    #[test]
    fn a_set_knows_its_own_and_takes_few_others_for_them() {
        let key = |n: u32| [n, u32::MAX, u32::MAX, u32::MAX];
        let keys: Vec<Key> = (0..1000).map(key).collect();
        let seen = Seen::of(keys.iter());
        assert!(keys.iter().all(|key| seen.may_hold(key)));
        let wrong = (1000..11_000).filter(|&n| seen.may_hold(&key(n))).count();
        assert!(wrong < 1000, "{wrong}");
        assert!(!Seen::default().may_hold(&key(1)));
    }
}
