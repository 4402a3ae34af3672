//! HTML entities: `&amp;`, `&eacute;`, `&#8217;`, `&#x2019;`.

use super::super::encoding::windows_1252_character;
use super::symbols;
use std::borrow::Cow;

/// Replaces entities by their characters; twice, because exports escape what is escaped already.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    match once(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text),
        Cow::Owned(text) => Cow::Owned(once(&text).into_owned()),
    }
}

fn once(text: &str) -> Cow<'_, str> {
    let longest_name = 10;
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let name = &rest[start + 1..];
        let end = name
            .bytes()
            .take(longest_name + 1)
            .position(|byte| byte == b';');
        match end.and_then(|end| Some((end, character(&name[..end])?))) {
            Some((end, text)) => {
                decoded.push_str(&rest[..start]);
                decoded.push_str(&text);
                rest = &name[end + 1..];
            }
            None => {
                decoded.push_str(&rest[..=start]);
                rest = name;
            }
        }
    }
    if decoded.is_empty() {
        return Cow::Borrowed(text);
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn character(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return symbols::html(name);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = match code {
        0x80..=0x9F => windows_1252_character(code)?,
        _ => char::from_u32(code)?,
    };
    Some(character.to_string())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn entities_become_characters() {
        assert_eq!(
            decode("R&amp;D &#8217;s &#x2019; &#146; &nbsp;"),
            "R&D ’s ’ ’  "
        );
        assert_eq!(decode("&beta;-cell &Omega; &le; 5"), "β-cell Ω ≤ 5");
        assert_eq!(decode("caf&eacute;"), "cafe\u{301}");
        assert_eq!(decode("p &amp;lt; 0.05"), "p < 0.05");
    }

    #[test]
    fn an_ampersand_that_starts_no_entity_stays() {
        for text in [
            "A & B; C",
            "AT&T",
            "&unknown;",
            "&",
            "&é;",
            "&#xZZ;",
            "&#1114112;",
        ] {
            assert_eq!(decode(text), text);
        }
    }
}
