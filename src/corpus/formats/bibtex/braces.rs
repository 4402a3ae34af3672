//! Braces that only group, as in `{P}y{B}ib`: BibTeX writes them to keep capitals.

#[derive(Clone, Copy, PartialEq)]
enum Brace {
    /// Written out, and a further argument may follow it.
    Argument,
    /// Written out.
    Kept,
    Dropped,
}

/// A text without the braces that only group. Those around the argument of a command, an accent or
/// a script stay: TeX needs them.
pub(super) fn ungrouped(text: &str) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<Brace> = Vec::new();
    // Whether a brace here would hold an argument: after a command or another argument.
    let mut takes_argument = false;
    let mut in_command = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let was_command = std::mem::replace(&mut in_command, false);
        let took_argument = std::mem::replace(&mut takes_argument, false);
        if c == '{'
            && let Some((accent, letter)) = accent_and_letter(chars.clone())
        {
            // What follows a command's name and a space could be a word elsewhere.
            out.extend(['\\', accent, '{', letter, '}']);
            chars.nth(4);
            continue;
        }
        match c {
            '\\' => {
                out.push(c);
                if let Some(next) = chars.next() {
                    out.push(next);
                    in_command = next.is_ascii_alphabetic();
                    takes_argument = !"{}$%&#_ ,;:!".contains(next);
                }
            }
            '{' => {
                let brace = if took_argument {
                    Brace::Argument
                } else if chars.peek() == Some(&'\\') || out.ends_with(['^', '_']) {
                    Brace::Kept
                } else {
                    Brace::Dropped
                };
                open.push(brace);
                if brace != Brace::Dropped {
                    out.push(c);
                }
            }
            '}' => {
                let brace = open.pop().unwrap_or(Brace::Kept);
                if brace != Brace::Dropped {
                    out.push(c);
                }
                takes_argument = brace == Brace::Argument;
            }
            _ => {
                in_command = was_command && c.is_ascii_alphabetic();
                takes_argument = in_command || took_argument && c == ' ' && was_command;
                out.push(c);
            }
        }
    }
    out
}

/// The `c` and the `C` of `\c C}`.
fn accent_and_letter(mut chars: impl Iterator<Item = char>) -> Option<(char, char)> {
    let mut next = || chars.next();
    let (slash, accent, space, letter, end) = (next()?, next()?, next()?, next()?, next()?);
    let is_accent = slash == '\\' && "Hbcdkruv".contains(accent) && space == ' ' && end == '}';
    (is_accent && letter.is_alphabetic()).then_some((accent, letter))
}

#[cfg(test)]
mod tests {
    use super::ungrouped;

    #[test]
    fn braces_that_group_go_and_those_of_commands_stay() {
        for (text, plain) in [
            ("{P}y{B}ib{{X}}", "PyBibX"),
            (r"{\'E}t{\'e}", r"{\'E}t{\'e}"),
            (r"\emph{In} {Vitro}", r"\emph{In} Vitro"),
            (r"$x_{i}^{2}$ and \c{c}", r"$x_{i}^{2}$ and \c{c}"),
            (r"a \{set\} of {[}two]", r"a \{set\} of [two]"),
            (r"\frac{a}{b}", r"\frac{a}{b}"),
            (r"{\c C}etin Fran{\c c}ois", r"\c{C}etin Fran\c{c}ois"),
            ("no braces", "no braces"),
            ("}{", "}"),
        ] {
            assert_eq!(ungrouped(text), plain);
        }
    }
}
