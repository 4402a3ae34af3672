//! Names of fields as exports write them and the parser does not take them.

use std::borrow::Cow;

/// The body of an entry with names such as `funding_text 1` made one word, and with a comma where
/// one is missing between two fields. Every byte stays at its place, so faults are told where they
/// are in the file.
pub(super) fn mended(body: &str) -> Cow<'_, str> {
    let mut bytes = Cow::Borrowed(body.as_bytes());
    let mut place = 0;
    while place < body.len() {
        let equals = place + body[place..].find(['=', ',']).unwrap_or(body.len() - place);
        if body[equals..].starts_with('=') {
            join_words(&mut bytes, body, place, equals);
            place = value_end(body, equals + 1);
            let rest = &body[place..];
            let follows_name = rest
                .trim_start()
                .starts_with(|c: char| c.is_ascii_alphabetic());
            if rest.starts_with(|c: char| c.is_ascii_whitespace()) && follows_name {
                bytes.to_mut()[place] = b',';
            }
        } else {
            place = equals + 1;
        }
    }
    match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(body),
        Cow::Owned(bytes) => String::from_utf8(bytes).map_or(Cow::Borrowed(body), Cow::Owned),
    }
}

/// Puts `_` for what stands between the words of a name; exports have no-break spaces there too.
fn join_words(bytes: &mut Cow<[u8]>, body: &str, start: usize, end: usize) {
    let is_edge = |c: char| c.is_whitespace() || c == ',';
    let name = body[start..end].trim_end_matches(is_edge);
    let words = name.trim_start_matches(is_edge);
    let first = start + name.len() - words.len();
    let is_apart = |c: char| c.is_whitespace() || "()#".contains(c);
    for (offset, apart) in words.match_indices(is_apart) {
        bytes.to_mut()[first + offset..][..apart.len()].fill(b'_');
    }
}

/// The offset behind the braces or quotes of a value, or of the comma that ends another one.
fn value_end(body: &str, start: usize) -> usize {
    let bytes = body.as_bytes();
    let mut depth = 0_usize;
    let mut in_quotes = false;
    let mut place = start;
    while let Some(&byte) = bytes.get(place) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => in_quotes = !in_quotes,
            b'\\' if depth > 0 || in_quotes => place += 1,
            b',' if depth == 0 && !in_quotes => return place,
            _ => {}
        }
        place += 1;
        let closes = matches!(byte, b'}' | b'"') && depth == 0 && !in_quotes;
        let rest = body.get(place..).unwrap_or("");
        if closes && !rest.trim_start().starts_with('#') {
            return place;
        }
    }
    body.len()
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn names_become_one_word_and_missing_commas_come_in() {
        let body = " title={A, b = c},\n funding_text 1={x},\n note = \"d, e\" # f\n year = 2001}";
        let expected =
            " title={A, b = c},\n funding_text_1={x},\n note = \"d, e\" # f\n year = 2001}";
        assert_eq!(mended(body), expected);
        assert_eq!(mended("a = {b}\n c = {d}"), "a = {b}, c = {d}");
        assert_eq!(mended("a b\u{a0}1 = {c}"), "a_b__1 = {c}");
        assert_eq!(mended("a = {b\\}}, c d = 1"), "a = {b\\}}, c_d = 1");
    }

    #[test]
    fn what_is_well_or_hopeless_stays() {
        for body in [
            "",
            "a = {b}, é = {c}",
            "year 2002\n",
            "= =",
            "a = {b",
            "a = \"",
            "é, ü = \\",
        ] {
            assert_eq!(mended(body), body);
        }
    }
}
