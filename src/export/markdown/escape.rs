//! Texts of the corpus made harmless for Markdown, within a table cell or anywhere else.

/// A text on one line in which no character is markup.
///
/// Characters that steer the writing direction are left out: Markdown cannot confine them.
pub(crate) fn text(raw: &str) -> String {
    let mut safe = String::with_capacity(raw.len() + raw.len() / 16);
    for word in raw.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
        }
        for character in word
            .chars()
            .filter(|&character| !steers_direction(character))
        {
            match character {
                '&' => safe += "&amp;",
                '<' => safe += "&lt;",
                '>' => safe += "&gt;",
                // A code host reads these as mathematics and as mentions.
                '$' => safe += "&#36;",
                '@' => safe += "&#64;",
                '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '#' | '!' => {
                    safe.push('\\');
                    safe.push(character);
                }
                // Behind a bracket it would be the address of a link.
                '(' if safe.ends_with(']') => safe += "\\(",
                other => safe.push(other),
            }
        }
    }
    safe
}

fn steers_direction(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_its_table_or_become_a_link() {
        assert_eq!(
            text("a|b [c](javascript:d) `e` <img src=x>\n# f"),
            r"a\|b \[c\]\(javascript:d) \`e\` &lt;img src=x&gt; \# f"
        );
    }

    #[test]
    fn mathematics_and_emphasis_are_shown_as_written() {
        assert_eq!(
            text("$k$-means *and* a_b"),
            r"&#36;k&#36;-means \*and\* a\_b"
        );
    }

    #[test]
    fn writing_direction_cannot_be_turned_round() {
        assert_eq!(text("abc\u{202e}def"), "abcdef");
    }
}
