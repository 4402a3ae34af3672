//! Characters by the names that TeX and HTML give them.

/// Greek letters, named alike in TeX and HTML; a capital first letter names the capital.
const GREEK: &[(&str, char)] = &[
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("epsilon", 'ε'),
    ("zeta", 'ζ'),
    ("eta", 'η'),
    ("theta", 'θ'),
    ("iota", 'ι'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("nu", 'ν'),
    ("xi", 'ξ'),
    ("omicron", 'ο'),
    ("pi", 'π'),
    ("rho", 'ρ'),
    ("sigma", 'σ'),
    ("tau", 'τ'),
    ("upsilon", 'υ'),
    ("phi", 'φ'),
    ("chi", 'χ'),
    ("psi", 'ψ'),
    ("omega", 'ω'),
];

/// The Greek letter of that name.
pub(super) fn greek(name: &str) -> Option<char> {
    let lower = name.to_ascii_lowercase();
    let &(spelled, letter) = GREEK.iter().find(|(spelled, _)| *spelled == lower)?;
    let rest_is_small = name[1..] == spelled[1..];
    let is_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    rest_is_small.then(|| {
        if is_capital {
            letter.to_uppercase().next().unwrap_or(letter)
        } else {
            letter
        }
    })
}

/// TeX commands without argument that stand for a text.
const TEX: &[(&str, &str)] = &[
    ("AA", "Å"),
    ("AE", "Æ"),
    ("BibTeX", "BibTeX"),
    ("L", "Ł"),
    ("LaTeX", "LaTeX"),
    ("Leftarrow", "⇐"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("P", "¶"),
    ("Rightarrow", "⇒"),
    ("S", "§"),
    ("TeX", "TeX"),
    ("aa", "å"),
    ("ae", "æ"),
    ("approx", "≈"),
    ("ast", "*"),
    ("backslash", " "),
    ("bullet", "•"),
    ("cap", "∩"),
    ("cdot", "·"),
    ("cdots", "..."),
    ("circ", "∘"),
    ("copyright", "©"),
    ("cup", "∪"),
    ("dag", "†"),
    ("degree", "°"),
    ("dots", "..."),
    ("ell", "l"),
    ("emptyset", "∅"),
    ("equiv", "≡"),
    ("euro", "€"),
    ("exists", "∃"),
    ("forall", "∀"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "≥"),
    ("gg", "≫"),
    ("gtrsim", "≳"),
    ("hbar", "ħ"),
    ("i", "i"),
    ("in", "∈"),
    ("infty", "∞"),
    ("int", "∫"),
    ("item", " "),
    ("j", "j"),
    ("l", "ł"),
    ("lVert", "|"),
    ("langle", "<"),
    ("lbrace", "{"),
    ("ldots", "..."),
    ("le", "≤"),
    ("leftarrow", "←"),
    ("leftrightarrow", "↔"),
    ("leq", "≤"),
    ("leqslant", "≤"),
    ("lesssim", "≲"),
    ("lfloor", "⌊"),
    ("ll", "≪"),
    ("longrightarrow", "→"),
    ("lvert", "|"),
    ("mapsto", "↦"),
    ("mid", "|"),
    ("mp", "∓"),
    ("nabla", "∇"),
    ("ne", "≠"),
    ("neq", "≠"),
    ("newline", " "),
    ("notin", "∉"),
    ("o", "ø"),
    ("odot", "⊙"),
    ("oe", "œ"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("par", " "),
    ("parallel", "∥"),
    ("partial", "∂"),
    ("perp", "⊥"),
    ("pm", "±"),
    ("pounds", "£"),
    ("prime", "'"),
    ("prod", "∏"),
    ("propto", "∝"),
    ("qquad", " "),
    ("quad", " "),
    ("rangle", ">"),
    ("rbrace", "}"),
    ("rfloor", "⌋"),
    ("rightarrow", "→"),
    ("rVert", "|"),
    ("rvert", "|"),
    ("setminus", "∖"),
    ("sim", "∼"),
    ("simeq", "≃"),
    ("sqrt", "√"),
    ("ss", "ß"),
    ("star", "⋆"),
    ("subset", "⊂"),
    ("subseteq", "⊆"),
    ("sum", "∑"),
    ("textasciitilde", "~"),
    ("textbackslash", " "),
    ("textdegree", "°"),
    ("textellipsis", "..."),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("textmu", "μ"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("textunderscore", "_"),
    ("times", "×"),
    ("to", "→"),
    ("varepsilon", "ε"),
    ("varphi", "φ"),
    ("vartheta", "θ"),
    ("vert", "|"),
    ("wedge", "∧"),
];

/// What a TeX command without argument stands for.
pub(super) fn tex(name: &str) -> Option<String> {
    let listed = TEX.iter().find(|(spelled, _)| *spelled == name);
    listed
        .map(|(_, text)| (*text).to_owned())
        .or_else(|| greek(name).map(String::from))
}

/// HTML entities other than Greek and accented letters.
const HTML: &[(&str, &str)] = &[
    ("AElig", "Æ"),
    ("Oslash", "Ø"),
    ("aelig", "æ"),
    ("amp", "&"),
    ("apos", "'"),
    ("asymp", "≈"),
    ("bull", "•"),
    ("cent", "¢"),
    ("copy", "©"),
    ("deg", "°"),
    ("divide", "÷"),
    ("emsp", " "),
    ("ensp", " "),
    ("euro", "€"),
    ("ge", "≥"),
    ("gt", ">"),
    ("hellip", "..."),
    ("iexcl", "¡"),
    ("infin", "∞"),
    ("iquest", "¿"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("le", "≤"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("micro", "μ"),
    ("middot", "·"),
    ("minus", "−"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("ne", "≠"),
    ("oelig", "œ"),
    ("oslash", "ø"),
    ("para", "¶"),
    ("plusmn", "±"),
    ("pound", "£"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rarr", "→"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("sect", "§"),
    ("shy", ""),
    ("sup2", "2"),
    ("sup3", "3"),
    ("szlig", "ß"),
    ("thinsp", " "),
    ("times", "×"),
    ("trade", "™"),
    ("yen", "¥"),
    ("zwj", ""),
    ("zwnj", ""),
];

/// Accents by their HTML names, as combining characters.
const HTML_ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("caron", '\u{30C}'),
    ("cedil", '\u{327}'),
    ("circ", '\u{302}'),
    ("grave", '\u{300}'),
    ("ring", '\u{30A}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
];

/// What an HTML entity stands for, by its name between `&` and `;`.
pub(super) fn html(name: &str) -> Option<String> {
    if let Some((_, text)) = HTML.iter().find(|(spelled, _)| *spelled == name) {
        return Some((*text).to_owned());
    }
    let accented = || {
        let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
        let (_, accent) = HTML_ACCENTS
            .iter()
            .find(|(spelled, _)| *spelled == &name[1..])?;
        Some([letter, *accent].iter().collect())
    };
    greek(name).map(String::from).or_else(accented)
}

/// The combining character of a TeX accent command: `\'e`, `\"o`, `\c{c}`, `\v{s}`.
pub(super) fn tex_accent(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greek_letters_are_named_alike_everywhere() {
        assert_eq!(
            (greek("omega"), greek("Omega"), greek("OMEGA")),
            (Some('ω'), Some('Ω'), None)
        );
        assert_eq!(
            (tex("mu"), html("mu")),
            (Some("μ".to_owned()), Some("μ".to_owned()))
        );
    }
}
