//! TeX markup: what it says, without how it looks.

mod arguments;

use self::arguments::{
    LONGEST_FORMULA, accented_letter, argument, formula_before_dollar, without_argument,
};
use super::pairs::bytes_before;
use super::symbols;
use super::within;

/// Switches of font and size, and of spacing in formulas: they print nothing.
const SWITCHES: &[&str] = &[
    "Big",
    "Bigg",
    "Biggl",
    "Biggr",
    "Bigl",
    "Bigr",
    "Huge",
    "LARGE",
    "Large",
    "bf",
    "bfseries",
    "big",
    "bigg",
    "biggl",
    "biggr",
    "bigl",
    "bigr",
    "cal",
    "centering",
    "displaystyle",
    "em",
    "footnotesize",
    "frak",
    "huge",
    "it",
    "itshape",
    "large",
    "left",
    "limits",
    "newpage",
    "noindent",
    "nolimits",
    "normalsize",
    "protect",
    "right",
    "rm",
    "sc",
    "scriptsize",
    "scshape",
    "sf",
    "sl",
    "small",
    "textstyle",
    "tiny",
    "tt",
    "ttfamily",
    "upshape",
    "xspace",
];

/// Commands that are taken away with what is in their braces.
const SILENT: &[&str] = &[
    "autoref",
    "begin",
    "bibliography",
    "cite",
    "citealp",
    "citeauthor",
    "citep",
    "citet",
    "citeyear",
    "cref",
    "end",
    "eqref",
    "hspace",
    "includegraphics",
    "input",
    "label",
    "phantom",
    "ref",
    "vspace",
];

/// Functions that formulas name by a word.
const FUNCTIONS: &[&str] = &[
    "Pr", "arg", "cos", "cosh", "deg", "det", "dim", "exp", "gcd", "hom", "inf", "ker", "lim",
    "ln", "log", "max", "min", "mod", "sin", "sinh", "sup", "tan", "tanh",
];

/// The ASCII characters that may mean something else than themselves in formulas.
const SIGNS: [bool; 256] = {
    let signs = b"\\${}^_~`'-";
    let mut is_sign = [false; 256];
    let mut at = 0;
    while at < signs.len() {
        is_sign[signs[at] as usize] = true;
        at += 1;
    }
    is_sign
};

/// Resolves TeX commands, accents, braces, ties, dashes, quotes and formulas.
pub(super) fn strip(text: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(text.len()),
        depth: 0,
    };
    writer.write(text, Mode::Text);
    writer.out
}

/// How many bytes a formula begins with that mean themselves.
fn plain_in_formula(formula: &[u8]) -> usize {
    let is_sign = |&byte: &u8| SIGNS[usize::from(byte)];
    formula.iter().position(is_sign).unwrap_or(formula.len())
}

/// How many bytes a text outside formulas begins with that mean themselves: hyphens and quotes do
/// that do not come twice.
fn plain_in_text(text: &[u8]) -> usize {
    bytes_before(text, |byte, next| {
        let is_sign =
            (byte == b'\\') | (byte == b'$') | (byte == b'{') | (byte == b'}') | (byte == b'~');
        let may_double = (byte == b'-') | (byte == b'\'') | (byte == b'`');
        is_sign | may_double & (byte == next)
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Text,
    Formula,
}

struct Writer {
    out: String,
    /// Arguments within arguments so far; beyond a bound they are taken as they stand.
    depth: usize,
}

impl Writer {
    fn write(&mut self, text: &str, mode: Mode) {
        let deepest = 32;
        if self.depth > deepest {
            self.out.push_str(text);
            return;
        }
        self.depth += 1;
        let mut rest = text;
        // Whether each open brace was written; braces that group are not.
        let mut open: Vec<bool> = Vec::new();
        let mut after_command = false;
        loop {
            let plain = match mode {
                Mode::Text => plain_in_text(rest.as_bytes()),
                Mode::Formula => plain_in_formula(rest.as_bytes()),
            };
            if plain > 0 {
                after_command = false;
                rest = self.put(&rest[..plain], &rest[plain..]);
            }
            let Some(c) = rest.chars().next() else {
                break;
            };
            let tail = &rest[c.len_utf8()..];
            let was_after_command = std::mem::take(&mut after_command);
            rest = match c {
                '\\' => {
                    after_command = true;
                    self.command(tail, mode)
                }
                '$' => self.dollar(tail, mode),
                '{' => {
                    let is_shown = !was_after_command && self.shows_brace(tail, mode);
                    open.push(is_shown);
                    self.put(if is_shown { "{" } else { "" }, tail)
                }
                '}' => {
                    let is_shown = open.pop() == Some(true);
                    self.put(if is_shown { "}" } else { "" }, tail)
                }
                '^' | '_' if mode == Mode::Formula => self.script(c, tail),
                '~' if mode == Mode::Formula || self.is_tie(tail) => self.put(" ", tail),
                '`' if tail.starts_with('`') => self.put("\"", &tail[1..]),
                '\'' if tail.starts_with('\'') && mode == Mode::Text => self.put("\"", &tail[1..]),
                '-' if tail.starts_with('-') => self.dashes(rest),
                _ => self.put(c.encode_utf8(&mut [0; 4]), tail),
            };
        }
        self.depth -= 1;
    }

    /// Whether a brace that opens before `tail` is part of the text: glued to a word, and around no
    /// command.
    fn shows_brace(&self, tail: &str, mode: Mode) -> bool {
        let is_glue = |c: char| c.is_alphanumeric() || "^_}".contains(c);
        mode == Mode::Text && self.out.ends_with(is_glue) && !tail.starts_with('\\')
    }

    fn put<'t>(&mut self, text: &str, rest: &'t str) -> &'t str {
        self.out.push_str(text);
        rest
    }

    /// What follows a backslash; returns what follows the command.
    fn command<'t>(&mut self, text: &'t str, mode: Mode) -> &'t str {
        let Some(first) = text.chars().next() else {
            return text;
        };
        let tail = &text[first.len_utf8()..];
        if first.is_ascii_alphabetic() {
            let end = text
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(text.len());
            let (name, rest) = text.split_at(end);
            return self.word(name, rest.strip_prefix('*').unwrap_or(rest), mode);
        }
        match first {
            '\'' | '`' | '"' | '^' | '~' | '=' | '.' => self.accent_sign(&text[..1], tail),
            '(' | '[' => {
                let close = if first == '(' { "\\)" } else { "\\]" };
                match within(tail, LONGEST_FORMULA).find(close) {
                    Some(end) => {
                        self.write(&tail[..end], Mode::Formula);
                        &tail[end + close.len()..]
                    }
                    None => tail,
                }
            }
            ')' | ']' | '!' | '/' | '-' | '@' => tail,
            '\\' | ',' | ';' | ':' | '>' => self.put(" ", tail),
            _ => self.put(&text[..first.len_utf8()], tail),
        }
    }

    /// A command with a name.
    fn word<'t>(&mut self, name: &str, rest: &'t str, mode: Mode) -> &'t str {
        if let Some(accent) = symbols::tex_accent(name)
            && let Some((letter, rest)) = accented_letter(rest, true)
        {
            self.out.extend([letter, accent]);
            return rest;
        }
        if let Some(text) = symbols::tex(name) {
            // In text, a space only ends the name of a letter: `\L odz`.
            let is_letter = text.chars().all(char::is_alphabetic) && mode == Mode::Text;
            let joins = is_letter && name.len() <= 2 && rest.starts_with(' ');
            self.out.push_str(&text);
            return if joins { &rest[1..] } else { rest };
        }
        match name {
            _ if SWITCHES.contains(&name) => rest.trim_start(),
            _ if SILENT.contains(&name) => {
                self.out.truncate(self.out.trim_end().len());
                without_argument(rest)
            }
            _ if FUNCTIONS.contains(&name) => {
                if self.out.ends_with(char::is_alphanumeric) {
                    self.out.push(' ');
                }
                self.put(name, rest)
            }
            "frac" | "tfrac" | "dfrac" => self.fraction(rest),
            "href" => without_argument(rest),
            "url" => match argument(rest) {
                Some((url, rest)) => self.put(url, rest),
                None => rest,
            },
            "footnote" | "thanks" => match argument(rest) {
                Some((note, rest)) => {
                    self.out.push_str(" (");
                    self.write(note, Mode::Text);
                    self.put(")", rest)
                }
                None => self.put(" ", rest),
            },
            // Fonts, decorations, and the authors' own commands with an argument: only that counts.
            _ if rest.starts_with('{') || mode == Mode::Formula => rest,
            _ => self.put(name, rest),
        }
    }

    fn fraction<'t>(&mut self, rest: &'t str) -> &'t str {
        let Some((above, rest)) = argument(rest) else {
            return rest;
        };
        let Some((below, rest)) = argument(rest) else {
            return rest;
        };
        self.write(above, Mode::Formula);
        self.out.push('/');
        self.write(below, Mode::Formula);
        rest
    }

    /// `\'e` and its like; `\"` also stands for a quote where a backslash escapes it.
    fn accent_sign<'t>(&mut self, sign: &str, rest: &'t str) -> &'t str {
        let letter = symbols::tex_accent(sign).zip(accented_letter(rest, false));
        let opens_quote = sign == "\""
            && !self.out.ends_with(char::is_alphabetic)
            && within(rest, LONGEST_FORMULA)
                .match_indices("\\\"")
                .any(|(end, _)| !rest[end + 2..].starts_with(char::is_alphabetic));
        match letter {
            Some((accent, (letter, rest))) if !opens_quote => {
                self.out.extend([letter, accent]);
                rest
            }
            _ => self.put(sign, rest),
        }
    }

    /// `$...$` where it holds a formula; a dollar sign otherwise.
    fn dollar<'t>(&mut self, text: &'t str, mode: Mode) -> &'t str {
        if mode == Mode::Formula {
            return text;
        }
        if let Some((formula, rest)) = text
            .strip_prefix('$')
            .and_then(|text| text.split_once("$$"))
        {
            self.write(formula, Mode::Formula);
            return rest;
        }
        match formula_before_dollar(text) {
            Some((formula, rest)) => {
                self.write(formula, Mode::Formula);
                rest
            }
            None => self.put("$", text),
        }
    }

    /// A sub- or superscript: `x_i`, `n^2`, `e^(x+y)`.
    fn script<'t>(&mut self, sign: char, rest: &'t str) -> &'t str {
        let Some((script, rest)) = argument(rest) else {
            return self.put(sign.encode_utf8(&mut [0; 4]), rest);
        };
        let before = self.out.len();
        self.out.push(sign);
        self.write(script, Mode::Formula);
        let inner = self.out.split_off(before + sign.len_utf8());
        let is_short = inner.chars().all(char::is_alphanumeric) || inner.chars().count() == 1;
        self.out.push_str(&if is_short {
            inner
        } else {
            format!("({})", inner.trim())
        });
        rest
    }

    /// Whether a `~` after what was written ties words, not part of an address or "about".
    fn is_tie(&self, rest: &str) -> bool {
        let before = self
            .out
            .ends_with(|c: char| c.is_alphanumeric() || ".,;:)]}\"'".contains(c));
        before && rest.starts_with(|c: char| c.is_alphanumeric() || "([\\${\"".contains(c))
    }

    fn dashes<'t>(&mut self, text: &'t str) -> &'t str {
        let rest = text.trim_start_matches('-');
        let begins_word = self.out.is_empty() || self.out.ends_with(char::is_whitespace);
        let is_option = begins_word && rest.starts_with(char::is_alphanumeric);
        match text.len() - rest.len() {
            2 if !is_option => self.put("–", rest),
            3 if !is_option => self.put("—", rest),
            count => self.put(&text[..count], rest),
        }
    }
}

#[cfg(test)]
mod tests;
