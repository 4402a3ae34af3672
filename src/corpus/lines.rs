//! Lines with their numbers, whatever ends them.

/// The lines of a text with their numbers from 1; `\n`, `\r\n` and a lone `\r` end a line.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return (!text.is_empty()).then_some(text);
        };
        let after = if text[end..].starts_with("\r\n") {
            end + 2
        } else {
            end + 1
        };
        rest = Some(&text[after..]);
        Some(&text[..end])
    })
    .enumerate()
    .map(|(index, line)| (index + 1, line))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let lines: Vec<_> = numbered("a\nb\r\nc\rd\n\ne").collect();
        assert_eq!(
            lines,
            [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]
        );
        assert_eq!(numbered("a\n").count(), 1);
        assert_eq!(numbered("").count(), 0);
    }
}
