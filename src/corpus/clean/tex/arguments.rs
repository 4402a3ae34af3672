//! What TeX commands act on, and where formulas end.

use crate::corpus::clean::within;

/// Bounds in bytes on how far a closing sign is looked for, so that broken markup costs little.
pub(super) const LONGEST_FORMULA: usize = 400;
const LONGEST_ARGUMENT: usize = 4000;

/// The formula up to the next dollar sign and what follows it, unless prices are meant.
pub(super) fn formula_before_dollar(text: &str) -> Option<(&str, &str)> {
    let near = within(text, LONGEST_FORMULA);
    let (end, _) = near
        .match_indices('$')
        .find(|&(at, _)| !text[..at].ends_with('\\'))?;
    let (formula, rest) = (&text[..end], &text[end + 1..]);
    let content = formula.trim();
    let is_price = content.starts_with(|c: char| c.is_ascii_digit())
        && (formula.ends_with([' ', '-']) || rest.starts_with(|c: char| c.is_ascii_digit()))
        && !formula.contains('\\');
    let has_signs = formula.contains(['\\', '^', '_', '=', '<', '>', '{', '+', '*', '/', '|']);
    let has_words = formula
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() > 2);
    let is_one_word = !content.contains(' ') && content.chars().count() <= 12;
    let is_formula = has_signs || !has_words || is_one_word;
    (!content.is_empty() && !is_price && is_formula).then_some((formula, rest))
}

/// The letter that an accent stands on: `e`, `{e}`, `\i`, `{\i}`; after the name of a command also
/// ` e`.
pub(super) fn accented_letter(text: &str, is_named: bool) -> Option<(char, &str)> {
    let (text, is_braced) = match text.strip_prefix('{') {
        Some(inner) => (inner, true),
        None if is_named => (text.strip_prefix(' ')?, false),
        None => (text, false),
    };
    let text = text.strip_prefix('\\').unwrap_or(text);
    let letter = text.chars().next().filter(|c| c.is_alphabetic())?;
    let rest = &text[letter.len_utf8()..];
    if is_braced {
        return rest.strip_prefix('}').map(|rest| (letter, rest));
    }
    // `\v s` is an accent only where `s` is part of a word, not a word.
    let is_word = is_named && !rest.starts_with(char::is_alphabetic);
    (!is_word).then_some((letter, rest))
}

/// The argument at the beginning of `text` and what follows it: what is in braces, a command, or a
/// single character. None when braces do not close.
pub(super) fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(' ');
    let first = text.chars().next()?;
    match first {
        '{' => {
            let mut depth = 0usize;
            let mut is_escaped = false;
            for (at, c) in within(text, LONGEST_ARGUMENT).char_indices() {
                match c {
                    _ if is_escaped => is_escaped = false,
                    '\\' => is_escaped = true,
                    '{' => depth += 1,
                    '}' if depth == 1 => return Some((&text[1..at], &text[at + 1..])),
                    '}' => depth -= 1,
                    _ => {}
                }
            }
            None
        }
        '\\' => {
            let name = &text[1..];
            let end = name
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(name.len());
            Some(text.split_at(1 + end))
        }
        _ => Some(text.split_at(first.len_utf8())),
    }
}

/// What follows options in brackets and an argument in braces, as far as they are there.
pub(super) fn without_argument(text: &str) -> &str {
    let options_end = text
        .starts_with('[')
        .then(|| within(text, LONGEST_FORMULA).find(']'))
        .flatten();
    let rest = options_end.map_or(text, |end| &text[end + 1..]);
    if !rest.starts_with('{') {
        return rest;
    }
    argument(rest).map_or(rest, |(_, rest)| rest)
}
