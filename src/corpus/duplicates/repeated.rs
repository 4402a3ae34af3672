//! Keys that come more than once.

/// The keys that come more than once among about so many, sorted, with few others between them:
/// those that end in the same bits.
pub fn repeated(
    keys: impl Iterator<Item = (u64, usize)> + Clone,
    number: usize,
) -> Vec<(u64, usize)> {
    let words = (number / 4).next_power_of_two();
    let place = |key: u64| ((key >> 6) as usize & (words - 1), 1u64 << (key & 63));
    let (mut once, mut twice) = (vec![0; words], vec![0; words]);
    for (key, _) in keys.clone() {
        let (word, bit) = place(key);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    let is_repeated = |&(key, _): &(u64, usize)| {
        let (word, bit) = place(key);
        twice[word] & bit != 0
    };
    let mut repeated: Vec<(u64, usize)> = keys.filter(is_repeated).collect();
    repeated.sort_unstable();
    repeated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key::Key;

    #[test]
    fn keys_that_come_again_are_found_and_few_others() {
        let numbers = (0..3000u64).chain(500..510).chain([500]);
        let keys = numbers.map(|n| (Key::of(&n.to_le_bytes()).hash(), n as usize));
        let found = repeated(keys, 3011);
        let of = |number: usize| found.iter().filter(|&&(_, n)| n == number).count();
        assert!((501..510).all(|number| of(number) == 2) && of(500) == 3);
        assert!(found.len() < 21 + 600, "{}", found.len());
    }
}
