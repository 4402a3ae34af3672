//! The first byte of a text that, together with the next one, ends what is copied as it stands.

/// How many bytes there are before the first for which `is_end` says so of it and the next one;
/// behind the last byte stands a space. Blocks without one are passed without a branch a byte.
#[inline(always)]
pub(super) fn bytes_before(text: &[u8], is_end: impl Fn(u8, u8) -> bool) -> usize {
    let block = 64;
    let behind = text.get(1..).unwrap_or_default();
    let blocks = text.chunks(block).zip(behind.chunks(block));
    for (start, (block, behind)) in (0..).step_by(block).zip(blocks) {
        let mut pairs = block.iter().zip(behind);
        let has_end = pairs
            .clone()
            .fold(false, |found, (&a, &b)| found | is_end(a, b));
        if has_end && let Some(end) = pairs.position(|(&a, &b)| is_end(a, b)) {
            return start + end;
        }
    }
    text.len() - usize::from(text.last().is_some_and(|&last| is_end(last, b' ')))
}

#[cfg(test)]
mod tests {
    use super::bytes_before;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_end_is_found_as_byte_by_byte(text in "[a-]{0,140}[ab]{0,70}(--|b|)") {
            let is_end = |a, b| a == b'b' && b == b' ' || a == b'-' && b == b'-';
            let text = text.as_bytes();
            let next = |at: usize| text.get(at + 1).copied().unwrap_or(b' ');
            let first = (0..text.len()).find(|&at| is_end(text[at], next(at)));
            prop_assert_eq!(bytes_before(text, is_end), first.unwrap_or(text.len()));
        }
    }
}
