//! Packed files, recognised by content: gzip and Zstandard.

mod zstd;

use crate::{Error, Result};
use flate2::read::MultiGzDecoder;
use std::io::{self, Read};
use zstd::Frames;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

/// How the bytes are packed, by how they begin.
pub(super) fn of(bytes: &[u8]) -> Option<Packing> {
    if bytes.starts_with(b"\x1F\x8B") {
        Some(Packing::Gzip)
    } else if zstd::begins(bytes) {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// Bytes of a file by which a Zstandard frame that was packed as usual has filled its window.
pub(super) const WINDOW: u64 = 9 << 20;

/// Whether packed bytes are the beginning of a frame that gives its content when its window is
/// full.
pub(super) fn shows_nothing(bytes: &[u8]) -> bool {
    of(bytes).is_some_and(|packing| packing.unpack_head(bytes, 1).is_empty())
}

impl Packing {
    /// Its name, as tables and messages have it.
    pub fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }

    /// The content of packed bytes, all members or frames, unpacked as it is read.
    pub fn reader<'r>(self, packed: impl Read + Send + 'r) -> Box<dyn Read + Send + 'r> {
        match self {
            Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Packing::Zstd => Box::new(Frames::new(packed)),
        }
    }

    /// The whole content of a packed file.
    ///
    /// # Errors
    ///
    /// Fails when the data are damaged or cut off, and when they unpack to more than `most` bytes.
    pub fn unpack(self, bytes: &[u8], file: &str, most: u64) -> Result<Vec<u8>> {
        let fault = |problem| Error::File {
            file: file.to_owned(),
            problem,
        };
        let mut content = Vec::new();
        self.reader(bytes)
            .take(most.saturating_add(1))
            .read_to_end(&mut content)
            .map_err(|error| fault(self.damage(&error)))?;
        if content.len() as u64 > most {
            return Err(fault(format!(
                "it unpacks to more than {} MB; if it really holds that many papers, allow more \
                 with `--max-unpacked MB`",
                most / 1_000_000
            )));
        }
        Ok(content)
    }

    /// What is to be said when packed bytes cannot be read on.
    pub fn damage(self, error: &io::Error) -> String {
        format!(
            "the {} data are damaged or cut off ({error}); fetch the file again",
            self.name()
        )
    }

    /// The beginning of the content, as far as `bytes` reach and at most about `limit` bytes.
    pub fn unpack_head(self, bytes: &[u8], limit: usize) -> Vec<u8> {
        let mut head = Vec::new();
        let mut reader = self.reader(bytes);
        let mut chunk = [0; 4096];
        while head.len() < limit {
            match reader.read(&mut chunk) {
                Ok(count) if count > 0 => head.extend_from_slice(&chunk[..count]),
                _ => break,
            }
        }
        head
    }
}

#[cfg(test)]
pub(super) fn pack(content: &[u8]) -> Vec<u8> {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(content)
        .expect("writing to memory does not fail");
    encoder.finish().expect("writing to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    fn both(content: &[u8]) -> [Vec<u8>; 2] {
        [
            pack(content),
            compress_to_vec(content, CompressionLevel::Fastest),
        ]
    }

    fn unpack(bytes: &[u8], most: u64) -> Result<Vec<u8>> {
        of(bytes).unwrap().unpack(bytes, "a.packed", most)
    }

    #[test]
    fn members_that_follow_each_other_are_one_content() {
        for (mut one, two) in both(b"one ").into_iter().zip(both(b"two")) {
            one.extend(two);
            assert_eq!(unpack(&one, 1000).unwrap(), b"one two");
        }
    }

    #[test]
    fn a_frame_that_is_to_be_skipped_is() {
        let mut bytes = b"\x50\x2A\x4D\x18\x03\x00\x00\x00abc".to_vec();
        bytes.extend(&both(b"one")[1]);
        assert_eq!(unpack(&bytes, 1000).unwrap(), b"one");
    }

    #[test]
    fn a_cut_file_is_damaged_but_its_head_can_be_seen() {
        let content: Vec<u8> = (0..200_000u32).flat_map(u32::to_le_bytes).collect();
        for bytes in both(&content) {
            let cut = &bytes[..bytes.len() / 2];
            let error = unpack(cut, 1_000_000).unwrap_err().to_string();
            assert!(error.contains("damaged or cut off"), "{error}");
            let head = of(cut).unwrap().unpack_head(cut, 100);
            assert_eq!(head[..100], content[..100]);
        }
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let content = b"Deep sleep strengthens memory, and cats purr.";
        for bytes in both(content) {
            for place in bytes.len() - 12..bytes.len() {
                let mut bytes = bytes.clone();
                bytes[place] ^= 1;
                assert!(unpack(&bytes, 1000).is_err(), "byte {place}");
            }
        }
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
        for bomb in both(&vec![b' '; 3_000_000]) {
            assert!(bomb.len() < 5_000);
            let error = unpack(&bomb, 2_000_000).unwrap_err().to_string();
            assert!(
                error.contains("more than 2 MB") && error.contains("--max-unpacked"),
                "{error}"
            );
            assert_eq!(unpack(&bomb, 3_000_000).unwrap().len(), 3_000_000);
        }
    }
}
