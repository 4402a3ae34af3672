//! From bytes to text.

use crate::{Error, Result};
use std::str::FromStr;

/// How the characters of a file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark; what every file is taken for.
    Utf8,
    /// ISO 8859-1: every byte is the character of that number.
    Latin1,
    /// Windows code page 1252: Latin-1 with typographic quotes and dashes at 0x80 to 0x9F.
    Windows1252,
}

impl Encoding {
    /// The name that `--encoding` takes.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Latin1 => "latin-1",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(name: &str) -> Result<Encoding> {
        match name.trim().to_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
            "latin-1" | "latin1" | "iso-8859-1" => Ok(Encoding::Latin1),
            "windows-1252" | "cp1252" => Ok(Encoding::Windows1252),
            _ => Err(Error::Option {
                option: "--encoding",
                value: name.to_owned(),
                problem: "not known; use utf-8, latin-1 or windows-1252".to_owned(),
            }),
        }
    }
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file and the encoding that it turned out to have. A UTF-8 byte-order mark wins
/// over the encoding asked for.
///
/// # Errors
///
/// Fails on binary data and on bytes that are not UTF-8, with the offset of the first bad byte.
pub(super) fn decode(
    bytes: Vec<u8>,
    asked: Option<Encoding>,
    file: &str,
) -> Result<(String, Encoding)> {
    refuse_binary(&bytes, file)?;
    let marked = bytes.starts_with(UTF8_MARK);
    match asked {
        Some(Encoding::Latin1) if !marked => Ok((
            bytes.iter().map(|&byte| char::from(byte)).collect(),
            Encoding::Latin1,
        )),
        Some(Encoding::Windows1252) if !marked => Ok((
            bytes.iter().map(|&byte| windows_1252(byte)).collect(),
            Encoding::Windows1252,
        )),
        _ => {
            let mut text = String::from_utf8(bytes).map_err(|error| Error::Input {
                file: file.to_owned(),
                place: format!("byte {}", error.utf8_error().valid_up_to()),
                problem: "this is not UTF-8; if the file is older, try `--encoding windows-1252` \
                          or `--encoding latin-1`"
                    .to_owned(),
            })?;
            if marked {
                text.drain(..UTF8_MARK.len());
            }
            Ok((text, Encoding::Utf8))
        }
    }
}

fn refuse_binary(bytes: &[u8], file: &str) -> Result<()> {
    let problem = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        "this is UTF-16 text; save it as UTF-8".to_owned()
    } else if bytes.starts_with(b"PK\x03\x04") {
        "this is a zip archive or a spreadsheet; unpack it, or export the sheet as CSV".to_owned()
    } else if bytes.starts_with(b"%PDF-") {
        "this is a PDF; export the titles and abstracts as CSV or JSON Lines".to_owned()
    } else if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        format!("this is binary data, not text (a zero byte at byte {offset})")
    } else {
        return Ok(());
    };
    Err(Error::File {
        file: file.to_owned(),
        problem,
    })
}

/// Characters of the bytes 0x80 to 0x9F; the five that Windows leaves open stay control characters.
const WINDOWS_1252_UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252_UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The character meant by a number in the gap 128 to 159, where web pages mean Windows 1252.
pub(super) fn windows_1252_character(code: u32) -> Option<char> {
    u8::try_from(code).ok().map(windows_1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], asked: Option<Encoding>) -> Result<String> {
        decode(bytes.to_vec(), asked, "a.csv").map(|(text, _)| text)
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(text(b"\xEF\xBB\xBFtitle", None).unwrap(), "title");
        assert_eq!(
            text(b"\xEF\xBB\xBF\xC3\xA9", Some(Encoding::Latin1)).unwrap(),
            "é"
        );
    }

    #[test]
    fn text_that_is_not_utf8_names_the_byte_and_the_way_out() {
        let error = text(b"caf\xE9", None).unwrap_err().to_string();
        assert!(error.starts_with("a.csv, byte 3: "), "{error}");
        assert!(error.contains("--encoding windows-1252"), "{error}");
    }

    #[test]
    fn the_older_encodings_read_their_own_bytes() {
        assert_eq!(
            text(b"caf\xE9 \x93a\x94", Some(Encoding::Windows1252)).unwrap(),
            "café “a”"
        );
        assert_eq!(text(b"na\xEFve", Some(Encoding::Latin1)).unwrap(), "naïve");
    }

    #[test]
    fn binary_data_is_refused_by_kind() {
        for (bytes, word) in [
            (&b"\xFF\xFEt\0"[..], "UTF-16"),
            (b"PK\x03\x04...", "spreadsheet"),
            (b"%PDF-1.7", "PDF"),
            (b"ab\0c", "zero byte at byte 2"),
        ] {
            let error = text(bytes, None).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn names_are_taken_as_people_write_them() {
        assert_eq!("Latin-1".parse::<Encoding>().unwrap(), Encoding::Latin1);
        assert_eq!("cp1252".parse::<Encoding>().unwrap().name(), "windows-1252");
        assert!("ebcdic".parse::<Encoding>().is_err());
    }
}
