//! Which phrases may be frequent, in little room.
//!
//! Most distinct phrases of a corpus stand in one document or two. Counting them all takes more room
//! than the corpus; counting hashes first (Park, Chen & Yu, "An effective hash-based algorithm for
//! mining association rules", SIGMOD 1995) leaves few to be counted one by one.

use super::phrases::Key;

/// Fewest and most hashes told apart, as powers of two.
const SIZES: [usize; 2] = [1 << 12, 1 << 24];

/// How often each hash of a phrase was met, up to 255 times.
pub(super) struct Sieve {
    counts: Vec<u8>,
}

impl Sieve {
    /// A sieve for about so many phrases, of which those met so many times are looked for: the more
    /// often, the more others may share a hash with one.
    pub fn new(phrases: usize, times: usize) -> Sieve {
        let size = (2 * phrases / times.max(2)).next_power_of_two();
        let size = size.clamp(SIZES[0], SIZES[1]);
        Sieve {
            counts: vec![0; size],
        }
    }

    /// Counts a phrase.
    pub fn add(&mut self, key: &Key) {
        let place = self.place(key);
        self.counts[place] = self.counts[place].saturating_add(1);
    }

    /// The counts of both, of one size.
    pub fn joined(mut self, other: Sieve) -> Sieve {
        let pairs = self.counts.iter_mut().zip(other.counts);
        pairs.for_each(|(sum, count)| *sum = sum.saturating_add(count));
        self
    }

    /// Whether the phrase may have been added so often; never no when it was.
    pub fn may_hold(&self, key: &Key, times: usize) -> bool {
        usize::from(self.counts[self.place(key)]) >= times.min(u8::MAX.into())
    }

    fn place(&self, key: &Key) -> usize {
        hash(key) as usize & (self.counts.len() - 1)
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
        let mut sieve = Sieve::new(3000, 2);
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
        let mut sieve = Sieve::new(10, 1000);
        let key = [1, 2, u32::MAX, u32::MAX];
        (0..1000).for_each(|_| sieve.add(&key));
        assert!(sieve.may_hold(&key, 1000));
        assert!(!sieve.may_hold(&[3, 4, u32::MAX, u32::MAX], 1000));
    }

    #[test]
    fn sieves_of_two_workers_count_as_one() {
        let [mut one, mut other] = [Sieve::new(10, 2), Sieve::new(10, 2)];
        let key = [1, 2, u32::MAX, u32::MAX];
        (0..200).for_each(|_| one.add(&key));
        (0..100).for_each(|_| other.add(&key));
        assert!(!other.may_hold(&key, 101));
        assert!(one.joined(other).may_hold(&key, 300));
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
