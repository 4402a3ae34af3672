//! Ids: unique in the run, and the same when the file grows.

use super::Document;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Gives every document an id: its own, or one made from its text. An id that an earlier document
/// has gets `-2`, `-3` and so on.
pub(super) fn assign<'d>(documents: impl Iterator<Item = &'d mut Document>) {
    Ids::default().assign(documents);
}

/// Gives every document the id beside it as it is, also where it came before; where that is empty,
/// one made from its text.
pub(super) fn keep<'d>(documents: impl Iterator<Item = (&'d mut Document, String)>) {
    for (document, own) in documents {
        document.id = match own.is_empty() {
            true => from_text(document),
            false => own,
        };
    }
}

/// The ids given so far.
#[derive(Default)]
pub(super) struct Ids {
    /// For every id given, the number to try next when it comes again.
    taken: FxHashMap<String, usize>,
}

impl Ids {
    /// Gives ids to further documents.
    pub fn assign<'d>(&mut self, documents: impl Iterator<Item = &'d mut Document>) {
        for document in documents {
            let wanted = match document.id.is_empty() {
                true => from_text(document),
                false => std::mem::take(&mut document.id),
            };
            let id = match self.taken.contains_key(&wanted) {
                true => self.numbered(wanted),
                false => wanted,
            };
            self.taken.insert(id.clone(), 2);
            document.id = id;
        }
    }

    /// The first free one among the numbered ids that are made from one that is taken.
    fn numbered(&mut self, wanted: String) -> String {
        let mut number = self.taken[&wanted];
        let id = loop {
            let id = format!("{wanted}-{number}");
            number += 1;
            if !self.taken.contains_key(&id) {
                break id;
            }
        };
        self.taken.insert(wanted, number);
        id
    }
}

/// `t-` and the first ten hexadecimal digits of the SHA-256 of the normalised title, or of the
/// abstract where there is no title.
fn from_text(document: &Document) -> String {
    let mut key = normalized(&document.title);
    if key.is_empty() {
        key = normalized(&document.abstract_text);
    }
    format!("t-{}", hexadecimal(&Sha256::digest(key.as_bytes())[..5]))
}

/// A text's letters and digits in lower case, all else left out.
pub(super) fn normalized(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
    }
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(documents: &[(&str, &str)]) -> Vec<String> {
        let mut documents: Vec<Document> = documents
            .iter()
            .map(|&(id, title)| Document {
                id: id.into(),
                ..Document::new(title, "")
            })
            .collect();
        assign(documents.iter_mut());
        documents.into_iter().map(|document| document.id).collect()
    }

    #[test]
    fn an_id_from_the_title_ignores_case_and_punctuation() {
        // printf oncats | sha256sum
        let ids = ids(&[("", "On cats"), ("", "ON CATS!")]);
        assert_eq!(
            ids[0],
            format!("t-{}", &hexadecimal(&Sha256::digest(b"oncats"))[..10])
        );
        assert_eq!(ids[1], format!("{}-2", ids[0]));
    }

    #[test]
    fn a_taken_id_is_numbered_until_it_is_free() {
        let ids = ids(&[
            ("a", ""),
            ("a-2", ""),
            ("a", ""),
            ("a", ""),
            ("a-2", ""),
            ("a-3", ""),
        ]);
        assert_eq!(ids, ["a", "a-2", "a-3", "a-4", "a-2-2", "a-3-2"]);
    }
}
