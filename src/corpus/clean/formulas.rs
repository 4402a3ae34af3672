//! Formulas, and the words that commands leave where a page stripped their backslash.
//!
//! Judged by what stands in one run of characters and by its neighbours; a word that English knows,
//! such as *times*, goes only between numbers or glued to one.

use super::chunks::{Chunk, Chunks};
use super::kinds::{BELOW, BEYOND, DIGIT, LETTER, MARKUP, OPENING, RELATION, letters};
use super::symbols;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that no language has: names of commands.
const COMMANDS: &[&str] = &[
    "approx",
    "boldsymbol",
    "cdot",
    "cdots",
    "dfrac",
    "displaystyle",
    "emph",
    "equiv",
    "frac",
    "geq",
    "geqslant",
    "gtrsim",
    "infty",
    "langle",
    "lceil",
    "ldots",
    "leftarrow",
    "leftrightarrow",
    "leq",
    "leqslant",
    "lesssim",
    "lfloor",
    "longrightarrow",
    "mapsto",
    "mathop",
    "neq",
    "operatorname",
    "overline",
    "propto",
    "rangle",
    "rceil",
    "rfloor",
    "rightarrow",
    "simeq",
    "sqrt",
    "subseteq",
    "textsubscript",
    "textsuperscript",
    "tfrac",
    "underline",
    "varepsilon",
    "varphi",
    "vartheta",
    "widehat",
    "widetilde",
    "xrightarrow",
];

/// Names of fonts, which keep what they were applied to glued on: `mathcalO`, `mathbbR`.
const FONTS: &[&str] = &[
    "mathbb", "mathbf", "mathcal", "mathfrak", "mathit", "mathrm", "mathscr", "mathsf",
];

/// Fonts of words: only the name goes from `textbfIntervening`.
const WORD_FONTS: &[&str] = &[
    "footnote", "textbf", "textit", "textrm", "textsc", "textsf", "texttt", "emph",
];

/// How the names of all fonts begin.
const FONT_STARTS: &[&str] = &["emph", "foot", "math", "text"];

/// Relations and operations, which are also words or parts of words.
const OPERATORS: &[&str] = &[
    "cdot", "ge", "geq", "gg", "gt", "le", "leq", "ll", "lt", "neq", "pm", "sim", "times", "approx",
];

/// Names within formulas.
const NAMES: &[&str] = &[
    "Big", "big", "exp", "frac", "hat", "inf", "lim", "log", "max", "min", "sqrt", "sum", "sup",
    "tilde", "bar",
];

/// Where formulas and remains of commands stand.
pub(super) fn find(chunks: &Chunks) -> Vec<Range<usize>> {
    let core = |index: Option<usize>| {
        index
            .and_then(|i| chunks.all.get(i))
            .map_or("", Chunk::core)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut odd = chunks.odd.iter().copied().peekable();
    // Behind a formula every chunk is looked at, elsewhere the odd ones.
    let (mut next, mut in_formula) = (odd.next(), false);
    while let Some((index, chunk)) = next.and_then(|index| Some((index, chunks.all.get(index)?))) {
        let is_formula = is_formula(chunk)
            || is_glued_number(chunk)
            || is_command(chunk, core(index.checked_sub(1)), core(Some(index + 1)))
            || in_formula && NAMES.contains(&chunk.core());
        if is_formula {
            found.push(chunk.range());
        } else if let Some(range) = glued_command(chunk) {
            found.push(range);
        }
        let known = odd.next_if(|&odd| !is_formula || odd == index + 1);
        next = known.or(is_formula.then_some(index + 1));
        in_formula = is_formula;
    }
    found
}

/// Whether a chunk is a formula or the remains of a command next to the right neighbours, or has such
/// glued on.
pub(super) fn may_be_one(chunk: &Chunk) -> bool {
    let number = "0";
    is_formula(chunk)
        || is_glued_number(chunk)
        || is_command(chunk, number, number)
        || glued_command(chunk).is_some()
}

/// Whether a text begins with a word that begins as one that the rules below know: with the same
/// three letters, or with the same two and no letter behind.
#[inline]
fn may_start(text: &[u8]) -> bool {
    let letter = |place: usize| {
        let byte = text.get(place).copied().unwrap_or_default();
        usize::from(byte.wrapping_sub(b'a'))
    };
    let thirds = STARTS
        .get(letter(0))
        .and_then(|seconds| seconds.get(letter(1)));
    thirds.is_some_and(|thirds| thirds >> letter(2).min(NO_LETTER) & 1 == 1)
}

/// The bit that stands for no third letter.
const NO_LETTER: usize = 26;

/// For each first and second letter the third ones, as bits.
const STARTS: [[u32; 26]; 26] = {
    let lists = [COMMANDS, OPERATORS, FONT_STARTS];
    let mut starts = [[0; 26]; 26];
    let mut list = 0;
    while list < lists.len() {
        let mut word = 0;
        while word < lists[list].len() {
            let letters = lists[list][word].as_bytes();
            let thirds = &mut starts[(letters[0] - b'a') as usize][(letters[1] - b'a') as usize];
            *thirds |= match letters.len() {
                2 => 1 << NO_LETTER,
                _ => 1 << (letters[2] - b'a'),
            };
            word += 1;
        }
        list += 1;
    }
    starts
};

/// A command by itself: always when it is no word, `times` and its like next to numbers.
fn is_command(chunk: &Chunk, before: &str, after: &str) -> bool {
    if !chunk.has(LETTER) {
        return false;
    }
    let core = chunk.core();
    if !chunk.has_all(letters(b"arrow")) && !may_start(core.as_bytes()) {
        return false;
    }
    let ends_number = before.ends_with(|c: char| c.is_ascii_digit());
    let starts_number = after.starts_with(|c: char| c.is_ascii_digit());
    match core {
        "times" | "pm" | "le" | "ge" | "lt" | "gt" | "ll" | "gg" => ends_number && starts_number,
        "sim" => starts_number,
        "Big" | "big" | "Bigg" => false,
        _ => is_known_command(core) || is_font(core) || core.ends_with("rightarrow"),
    }
}

fn is_font(word: &str) -> bool {
    word.starts_with("math") && FONTS.iter().any(|font| word.starts_with(font))
}

fn is_known_command(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| COMMANDS.iter().copied().collect());
    KNOWN.contains(word)
}

/// An operator with a number glued on, or on both sides: `7.2times`, `10--26times`, `leq32`,
/// `0.15pm0.95`, `1.5times-4times`.
fn is_glued_number(chunk: &Chunk) -> bool {
    if !chunk.has_all(DIGIT | LETTER) {
        return false;
    }
    let core = chunk.core();
    // Particulate matter.
    if ["pm2.5", "pm10", "pm1", "pm0.1"].contains(&core) {
        return false;
    }
    let mut operators = 0;
    for word in core
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        match OPERATORS.contains(&word) {
            true => operators += 1,
            // Units and exponents: `10times3B`.
            false if word.len() == 1 => {}
            false => return false,
        }
    }
    operators > 0
}

/// The name of a font or a note at the start of a word: `textbfIntervening`, `footnotehttps`.
fn glued_command(chunk: &Chunk) -> Option<Range<usize>> {
    if !may_start(chunk.on()) {
        return None;
    }
    let font = WORD_FONTS.iter().find(|font| {
        chunk.text().strip_prefix(**font).is_some_and(|rest| {
            rest.starts_with("http") || rest.starts_with(|c: char| c.is_uppercase() || c == '{')
        })
    })?;
    Some(chunk.start..chunk.start + font.len())
}

/// Whether a chunk has the signs of a formula and no word.
fn is_formula(chunk: &Chunk) -> bool {
    let is_mathematical = chunk.has(BEYOND) && chunk.text().contains(is_mathematical)
        || chunk.has(OPENING) && is_application(chunk.text());
    let longest = if is_mathematical || chunk.has(MARKUP) {
        3
    } else if chunk.has(RELATION) && chunk.len() > 1 {
        // An abbreviation before a sign of relation may be a word of the field: `AUC=0.9`.
        2
    } else if chunk.has(BELOW) {
        // `x_t` but not `CO_2` or `aux_k_loss`.
        1
    } else {
        return false;
    };
    words(chunk.text()).all(|word| is_name(word, longest))
}

fn is_mathematical(c: char) -> bool {
    matches!(c, '±' | '×' | '÷' | '·' | '∼' | '←'..='⇿' | '∀'..='⋿' | '⌈'..='⌋' | '⟨' | '⟩')
}

/// `O(n`, `f(x)`, `P(Y|X)`: a letter with an opening bracket behind it.
fn is_application(chunk: &str) -> bool {
    let chunk = chunk.trim_start_matches(['(', '|']);
    let mut characters = chunk.chars();
    let starts_with_letter = characters.next().is_some_and(char::is_alphabetic);
    starts_with_letter && characters.as_str().starts_with('(')
}

fn words(chunk: &str) -> impl Iterator<Item = &str> {
    chunk
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// Whether a run of letters can stand in a formula.
fn is_name(word: &str, longest: usize) -> bool {
    word.chars().count() <= longest
        || NAMES.contains(&word)
        || is_known_command(word)
        || OPERATORS.contains(&word)
        || is_font(word)
        || symbols::greek(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::known::Known;
    use super::{Chunks, find};

    fn found(text: &str) -> Vec<&str> {
        find(&Chunks::of(text, &mut Known::<()>::default()))
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn remains_of_commands_go() {
        assert_eq!(
            found("7.2times faster, 10--26times higher, 0.78 pm 0.10 and 0.15pm0.95 (leq32 weeks)"),
            ["7.2times", "10--26times", "pm", "0.15pm0.95", "(leq32"]
        );
        assert_eq!(
            found("(sim 0.1% of), Math rightarrow QA, 224 times 224, mathcalO and 1.5times-4times"),
            ["(sim", "rightarrow", "times", "mathcalO", "1.5times-4times"]
        );
        assert_eq!(
            found("textbfIntervening and footnotehttps://a.b"),
            ["textbf", "footnote"]
        );
    }

    #[test]
    fn words_that_look_alike_stay() {
        for text in [
            "18 times more, three times 10, in times of crisis, The Times",
            "at 5 pm, PM2.5 and pm2.5, sim2real, real-to-sim, the sim works",
            "delta parameters, alpha and beta waves, epsilon-approximate, beta2 receptors",
            "AUC=0.9 accuracy=1 GPT-4o aux_k_loss CO_2 English->French C++ and/or",
            "word2vec, 3.1-8B, key/value, e.g. (a) and (b), option(s), TNF-α, textile, emphatic",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn formulas_go() {
        assert_eq!(
            found("order mathcal{O} Big( d sqrt{T}{(1-rho)^{3/2}} Big), where"),
            ["mathcal{O}", "Big(", "sqrt{T}{(1-rho)^{3/2}}", "Big),"]
        );
        assert_eq!(
            found("O(n log n) with p<0.05 (n=981) over R^d, x_t ≤ 10× and G^*."),
            [
                "O(n", "log", "p<0.05", "(n=981)", "R^d,", "x_t", "≤", "10×", "G^*."
            ]
        );
    }
}
