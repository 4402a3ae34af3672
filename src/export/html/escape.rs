//! Texts of the corpus made harmless for each place in the page where they stand.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

/// A text between tags or within a quoted attribute.
pub(super) fn text(raw: &str) -> String {
    let mut safe = String::with_capacity(raw.len() + raw.len() / 16);
    for character in raw.chars() {
        match character {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            '\0' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// A text of the corpus between tags, whose direction does not reach what stands around it.
pub(super) fn phrase(raw: &str) -> String {
    format!("<bdi>{}</bdi>", text(raw))
}

/// A value as JSON that may stand within a `script` element.
///
/// Markup characters can only occur within strings of the JSON, where they may be written as
/// escapes; so can the line ends that older scripts trip over.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    let plain = serde_json::to_string(value).expect("columns of numbers and strings are JSON");
    let mut safe = String::with_capacity(plain.len() + plain.len() / 64);
    for character in plain.chars() {
        match character {
            '<' => safe += "\\u003c",
            '>' => safe += "\\u003e",
            '&' => safe += "\\u0026",
            '\u{2028}' => safe += "\\u2028",
            '\u{2029}' => safe += "\\u2029",
            other => safe.push(other),
        }
    }
    safe
}

/// An SVG document as the address of an image.
///
/// As an image it can run no script, load nothing and not disturb the page's own styles.
pub(super) fn svg_address(svg: &str) -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_is_text() {
        assert_eq!(
            text("<script>alert(\"x\")</script> & 'y'"),
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;"
        );
    }

    #[test]
    fn json_cannot_end_its_script_element() {
        let titles = ["</script><!-- ]]> & \u{2028}\u{2029}"];
        let safe = json(&titles);
        assert_eq!(
            safe,
            r#"["\u003c/script\u003e\u003c!-- ]]\u003e \u0026 \u2028\u2029"]"#
        );
        let back: Vec<String> = serde_json::from_str(&safe).unwrap();
        assert_eq!(back, titles);
    }
}
