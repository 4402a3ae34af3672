//! From bytes to text.

use crate::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Table, UTF_8, WINDOWS_1252};
use std::borrow::Cow;
use std::str::FromStr;

/// How the characters of a file are written as bytes: any encoding that web pages may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static Table);

impl Encoding {
    /// UTF-8, with or without a byte-order mark; what every file is taken for that can be.
    pub const UTF_8: Encoding = Encoding(UTF_8);

    /// The name that `--encoding` takes, in lower case.
    pub fn name(self) -> String {
        self.0.name().to_lowercase()
    }
}

impl FromStr for Encoding {
    type Err = Error;

    /// Takes every label of the WHATWG Encoding Standard, in which Latin-1 is Windows 1252, also
    /// with a hyphen or a space too many, as in `latin-1`.
    fn from_str(name: &str) -> Result<Encoding> {
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        Table::for_label_no_replacement(name.as_bytes())
            .or_else(|| Table::for_label_no_replacement(plain.as_bytes()))
            .map(Encoding)
            .ok_or_else(|| Error::Option {
                option: "--encoding",
                value: name.to_owned(),
                problem: "not known; use a name such as utf-8, latin1, windows-1252, utf-16le, \
                          gbk, big5, shift_jis, euc-kr or koi8-r"
                    .to_owned(),
            })
    }
}

/// A file's text and what is to be known about how it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    /// Name of the encoding, with `guessed` where it was.
    pub encoding: String,
    /// What did not go smoothly, in words.
    pub problem: Option<String>,
}

/// The text of a file. A byte-order mark wins over the encoding asked for; without either a file is
/// UTF-8 when nearly all of it can be, and otherwise what its bytes look like most.
///
/// # Errors
///
/// Fails on binary data.
pub(super) fn decode(bytes: Vec<u8>, asked: Option<Encoding>, file: &str) -> Result<Decoded> {
    refuse_binary(&bytes, file, asked)?;
    let marked = Table::for_bom(&bytes).map(|(table, _)| table);
    if let Some(table) = marked.or(asked.map(|asked| asked.0)) {
        return Ok(decoded(&bytes, table, table.name().to_lowercase()));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text,
                encoding: Encoding::UTF_8.name(),
                problem: None,
            });
        }
        Err(error) => error.into_bytes(),
    };
    let table = guess(&bytes);
    let name = table.name().to_lowercase();
    let remark = if table == UTF_8 { "" } else { " (guessed)" };
    Ok(decoded(&bytes, table, name + remark))
}

fn decoded(bytes: &[u8], table: &'static Table, encoding: String) -> Decoded {
    let (text, _, is_damaged) = table.decode(bytes);
    let problem = is_damaged.then(|| {
        let first = text.find('\u{FFFD}').unwrap_or_default();
        let line = text[..first].matches('\n').count() + 1;
        format!(
            "line {line}: bytes that are not {encoding} were left out; if words are broken, name \
             the right encoding with `--encoding NAME`"
        )
    });
    Decoded {
        text: text.into_owned(),
        encoding,
        problem,
    }
}

/// UTF-8 where few places are broken for many that are not, as when files were joined.
fn guess(bytes: &[u8]) -> &'static Table {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > 4 * broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The beginning of a file as text, good enough to see its format; a character may be cut at the end.
pub(super) fn decode_head(head: &[u8], asked: Option<Encoding>) -> String {
    let marked = Table::for_bom(head).map(|(table, _)| table);
    let table = marked.or(asked.map(|asked| asked.0)).unwrap_or(UTF_8);
    let text: Cow<str> = table.decode(head).0;
    text.into_owned()
}

/// How files begin that are no texts, what they are and what to do about it.
const NO_TEXTS: [(&[u8], &str); 7] = [
    (
        b"PK\x03\x04",
        "a zip archive or a spreadsheet; unpack it, or export the sheet as CSV",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "a document of an older office program; export the sheet as CSV",
    ),
    (
        b"%PDF-",
        "a PDF; export the titles and abstracts as CSV or JSON Lines",
    ),
    (
        b"\xFD7zXZ\0",
        "packed with xz; unpack it, or pack it with gzip or Zstandard",
    ),
    (
        b"BZh91AY&SY",
        "packed with bzip2; unpack it, or pack it with gzip or Zstandard",
    ),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it"),
    (b"Rar!\x1A\x07", "a rar archive; unpack it"),
];

/// A text has no zero bytes; a file with one among a thousand others is a damaged text.
const ZEROS: usize = 1000;

fn refuse_binary(bytes: &[u8], file: &str, asked: Option<Encoding>) -> Result<()> {
    let is_wide = Table::for_bom(bytes).is_some_and(|(table, _)| table != UTF_8)
        || asked.is_some_and(|asked| !asked.0.is_ascii_compatible());
    let zeros = || bytes.iter().filter(|&&byte| byte == 0).count();
    let mut known = NO_TEXTS.iter();
    let problem = if let Some((_, what)) = known.find(|(magic, _)| bytes.starts_with(magic)) {
        format!("this is {what}")
    } else if bytes.get(257..262) == Some(b"ustar") {
        "this is a tar archive; unpack it and name its directory".to_owned()
    } else if !is_wide && zeros() * ZEROS > bytes.len() {
        let first = bytes.iter().position(|&byte| byte == 0).unwrap_or_default();
        format!(
            "this is binary data, not text (a zero byte at byte {first}); if it is UTF-16, say so \
             with `--encoding utf-16le`"
        )
    } else {
        return Ok(());
    };
    Err(Error::File {
        file: file.to_owned(),
        problem,
    })
}

/// The character meant by a number in the gap 128 to 159, where web pages mean Windows 1252.
pub(super) fn windows_1252_character(code: u32) -> Option<char> {
    let byte = u8::try_from(code).ok()?;
    WINDOWS_1252
        .decode_without_bom_handling(&[byte])
        .0
        .chars()
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], asked: Option<&str>) -> Result<Decoded> {
        let asked = asked.map(|name| name.parse().unwrap());
        decode(bytes.to_vec(), asked, "a.csv")
    }

    fn text(bytes: &[u8], asked: Option<&str>) -> String {
        read(bytes, asked).unwrap().text
    }

    #[test]
    fn a_byte_order_mark_is_no_text_and_wins() {
        assert_eq!(text(b"\xEF\xBB\xBF\xC3\xA9", Some("latin1")), "é");
        assert_eq!(text(b"\xFF\xFEt\0i\0", None), "ti");
        assert_eq!(text(b"\xFE\xFF\0t\0i", None), "ti");
    }

    #[test]
    fn the_older_encodings_read_their_own_bytes() {
        assert_eq!(text(b"caf\xE9 \x93a\x94", Some("windows-1252")), "café “a”");
        assert_eq!(text(b"na\xEFve", Some("Latin-1")), "naïve");
        assert_eq!(text(b"\xC3\xA8\xCA\xFD", Some("gbk")), "猫数");
        assert_eq!(text(b"\x94\x4C", Some("Shift_JIS")), "猫");
        assert_eq!(text(b"t\0i\0", Some("utf-16le")), "ti");
    }

    #[test]
    fn what_is_not_utf8_is_guessed_and_says_so() {
        let latin =
            "Une étude sur le ronronnement des chats à la tombée de la nuit, où ils rêvent.";
        let bytes: Vec<u8> = latin
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        let decoded = read(&bytes, None).unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.as_str()),
            (latin, "windows-1252 (guessed)")
        );
        let chinese = "我们研究猫为什么在夜间发出呼噜声，以及这对它们的主人意味着什么。";
        let (bytes, _, _) = encoding_rs::GBK.encode(chinese);
        let decoded = read(&bytes, None).unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding.as_str()),
            (chinese, "gbk (guessed)")
        );
    }

    #[test]
    fn a_broken_byte_does_not_spoil_a_file_of_utf8() {
        let mut bytes = "naïve café, été à Noël\n".repeat(3).into_bytes();
        bytes.push(0xE9);
        let decoded = read(&bytes, None).unwrap();
        assert!(decoded.text.starts_with("naïve café") && decoded.encoding == "utf-8");
        assert!(decoded.problem.unwrap().starts_with("line 4: "));
    }

    #[test]
    fn binary_data_is_refused_by_kind() {
        for (bytes, word) in [
            (&b"PK\x03\x04..."[..], "spreadsheet"),
            (b"%PDF-1.7", "PDF"),
            (b"\xFD7zXZ\0\0\x04", "unpack it, or pack it with gzip"),
            (b"ab\0c", "zero byte at byte 2"),
        ] {
            let error = read(bytes, None).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
        let mut rare = b"cats purr ".repeat(200);
        rare[500] = 0;
        assert!(read(&rare, None).is_ok());
    }

    #[test]
    fn names_are_taken_as_people_write_them() {
        let name = |name: &str| name.parse::<Encoding>().map(Encoding::name);
        assert_eq!(name("Latin-1").unwrap(), "windows-1252");
        assert_eq!(name("cp1252").unwrap(), "windows-1252");
        assert_eq!(name("UTF8").unwrap(), "utf-8");
        assert_eq!(name("GB2312").unwrap(), "gbk");
        assert!(name("ebcdic").unwrap_err().to_string().contains("gbk"));
    }
}
