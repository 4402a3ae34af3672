//! The formats that can be read.

#[cfg(feature = "arrow")]
use super::columnar::{arrow, parquet};
use super::columns::Columns;
use super::formats::{bibtex, csv, json, listing, tagged, text, tsv, xml};
use super::record::Record;
use super::rows::Open;
use crate::{Error, Result};

/// A kind of file that holds titles and abstracts.
#[derive(Debug)]
pub struct Format {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// Endings of file names, without the dot; a further `.gz` or `.zst` is understood.
    pub extensions: &'static [&'static str],
    /// Whether its records have named fields, which `--column` and `--truth` can choose.
    pub has_columns: bool,
    /// Whether a file's beginning is of this format; takes the beginning and the file's name.
    pub(super) recognise: fn(&str, &str) -> bool,
    /// How it is taken apart into records, in order.
    pub(super) read: Read,
}

/// Takes a text apart.
pub(super) type ReadText = fn(&str, &str, &Columns) -> Result<Vec<Record>>;

/// Takes bytes apart.
#[cfg(feature = "arrow")]
pub(super) type ReadBytes = fn(Vec<u8>, &str, &Columns, u64) -> Result<Vec<Record>>;

/// What a format's reader is given: the content, the file's name for messages, and the columns asked
/// for.
#[derive(Debug)]
pub(super) enum Read {
    /// The content as text.
    Text(ReadText),
    /// The content as text that has its records in rows.
    Rows(ReadText, Open),
    /// The content as bytes that begin with these, and the most bytes that it may unpack to.
    #[cfg(feature = "arrow")]
    Bytes(&'static [u8], ReadBytes),
}

/// Every format, in the order in which they are tried. A new input is one file among the readers and
/// one entry here.
pub static FORMATS: &[Format] = &[
    #[cfg(feature = "arrow")]
    Format {
        name: arrow::NAME,
        extensions: &["arrows"],
        has_columns: true,
        recognise: |_, _| false,
        read: Read::Bytes(arrow::MAGIC, arrow::read),
    },
    #[cfg(feature = "arrow")]
    Format {
        name: parquet::NAME,
        extensions: &["parquet", "pq"],
        has_columns: true,
        recognise: |_, _| false,
        read: Read::Bytes(parquet::MAGIC, parquet::read),
    },
    Format {
        name: "openalex",
        extensions: &[],
        has_columns: true,
        recognise: json::openalex::recognise,
        read: Read::Text(json::openalex::read),
    },
    Format {
        name: "crossref",
        extensions: &[],
        has_columns: true,
        recognise: json::crossref::recognise,
        read: Read::Text(json::crossref::read),
    },
    Format {
        name: "semantic-scholar",
        extensions: &[],
        has_columns: true,
        recognise: json::semantic_scholar::recognise,
        read: Read::Text(json::semantic_scholar::read),
    },
    Format {
        name: "arxiv",
        extensions: &[],
        has_columns: true,
        recognise: json::arxiv::recognise,
        read: Read::Text(json::arxiv::read),
    },
    Format {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        has_columns: true,
        recognise: json::plain::recognise,
        read: Read::Rows(json::plain::read, json::plain::open),
    },
    Format {
        name: "pubmed-xml",
        extensions: &[],
        has_columns: false,
        recognise: xml::pubmed::recognise,
        read: Read::Text(xml::pubmed::read),
    },
    Format {
        name: "endnote-xml",
        extensions: &[],
        has_columns: false,
        recognise: xml::endnote::recognise,
        read: Read::Text(xml::endnote::read),
    },
    Format {
        name: "arxiv-xml",
        extensions: &[],
        has_columns: false,
        recognise: xml::arxiv::recognise,
        read: Read::Text(xml::arxiv::read),
    },
    Format {
        name: "wos",
        extensions: &["isi", "ciw"],
        has_columns: true,
        recognise: tagged::wos::recognise,
        read: Read::Text(tagged::wos::read),
    },
    Format {
        name: "ris",
        extensions: &["ris"],
        has_columns: true,
        recognise: tagged::ris::recognise,
        read: Read::Text(tagged::ris::read),
    },
    Format {
        name: "nbib",
        extensions: &["nbib"],
        has_columns: true,
        recognise: tagged::nbib::recognise,
        read: Read::Text(tagged::nbib::read),
    },
    Format {
        name: "ovid",
        extensions: &[],
        has_columns: true,
        recognise: tagged::ovid::recognise,
        read: Read::Text(tagged::ovid::read),
    },
    Format {
        name: "enw",
        extensions: &["enw"],
        has_columns: true,
        recognise: tagged::enw::recognise,
        read: Read::Text(tagged::enw::read),
    },
    Format {
        name: "bibtex",
        extensions: &["bib", "bibtex", "biblatex"],
        has_columns: true,
        recognise: bibtex::recognise,
        read: Read::Text(bibtex::read),
    },
    Format {
        name: "tsv",
        extensions: &["tsv", "tab"],
        has_columns: true,
        recognise: tsv::recognise,
        read: Read::Rows(tsv::read, tsv::open),
    },
    Format {
        name: "csv",
        extensions: &["csv"],
        has_columns: true,
        recognise: csv::recognise,
        read: Read::Rows(csv::read, csv::open),
    },
    Format {
        name: "listing",
        extensions: &[],
        has_columns: false,
        recognise: listing::recognise,
        read: Read::Text(listing::read),
    },
    Format {
        name: text::NAME,
        extensions: &[],
        has_columns: false,
        recognise: text::recognise,
        read: Read::Text(text::read),
    },
];

impl Format {
    /// The format of that name.
    ///
    /// # Errors
    ///
    /// Fails for a name that is not in [`FORMATS`], and lists those that are.
    pub fn named(name: &str) -> Result<&'static Format> {
        let wanted = name.trim().to_lowercase();
        FORMATS
            .iter()
            .find(|format| format.name == wanted)
            .ok_or_else(|| Error::Option {
                option: "--format",
                value: name.to_owned(),
                problem: format!("not known; use one of {}", names()),
            })
    }

    /// What a file begins with, when it is no text.
    fn magic(&self) -> Option<&'static [u8]> {
        match self.read {
            Read::Text(_) | Read::Rows(..) => None,
            #[cfg(feature = "arrow")]
            Read::Bytes(magic, _) => Some(magic),
        }
    }

    /// Its reader, when it is a text, which has a character encoding.
    pub(super) fn as_text(&self) -> Option<ReadText> {
        match self.read {
            Read::Text(read) | Read::Rows(read, _) => Some(read),
            #[cfg(feature = "arrow")]
            Read::Bytes(..) => None,
        }
    }

    fn has_extension_of(&self, file: &str) -> bool {
        extension(file).is_some_and(|ending| self.extensions.contains(&ending.as_str()))
    }
}

/// The names of all formats, for messages.
pub(super) fn names() -> String {
    FORMATS
        .iter()
        .map(|format| format.name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The format of a file that begins with `head` (unpacked) and has this name: by content first, by
/// name where the content does not tell.
pub(super) fn recognise(head: &[u8], file: &str) -> Option<&'static Format> {
    let begins = |format: &&Format| format.magic().is_some_and(|magic| head.starts_with(magic));
    if let Some(format) = FORMATS.iter().find(begins) {
        return Some(format);
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}');
    FORMATS
        .iter()
        .find(|format| !text.contains('\0') && (format.recognise)(text, file))
        .or_else(|| FORMATS.iter().find(|format| format.has_extension_of(file)))
}

/// The ending of a file's name in lower case, below a `.gz` or `.zst`.
pub(super) fn extension(file: &str) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let name = [".gz", ".zst"]
        .iter()
        .find_map(|packed| name.strip_suffix(packed))
        .unwrap_or(&name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(head: &str, file: &str) -> Option<&'static str> {
        recognise(head.as_bytes(), file).map(|format| format.name)
    }

    #[test]
    fn content_tells_the_format_whatever_the_name() {
        assert_eq!(name("{\"title\": \"a\"}\n", "a.txt"), Some("jsonl"));
        assert_eq!(name("id,Title,Abstract\n1,a,b\n", "a.txt"), Some("csv"));
        assert_eq!(name("id;Title;Abstract\n1;a;b\n", "a"), Some("csv"));
        assert_eq!(name("id\tTI\tAB\n1\ta\tb\n", "a.csv"), Some("tsv"));
        assert_eq!(
            name("Get trending papers in your email inbox!\n", "a.md"),
            Some("listing")
        );
    }

    #[test]
    fn the_name_tells_where_content_does_not() {
        assert_eq!(name("x,y\n1,2\n", "a.csv.gz"), Some("csv"));
        assert_eq!(name("{broken\n", "dir.d/a.JSONL"), Some("jsonl"));
        assert_eq!(name("# Notes\n\nOn cats.\n", "notes.md"), None);
        assert_eq!(name("Some notes of mine.\n", "notes.txt"), None);
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        assert_eq!(Format::named("CSV").unwrap().name, "csv");
        let error = Format::named("docx").unwrap_err().to_string();
        assert!(error.contains("bibtex, tsv, csv, listing"), "{error}");
    }
}
