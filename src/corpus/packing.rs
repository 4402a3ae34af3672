//! Gzip, recognised by content.

use crate::{Error, Result};
use flate2::read::MultiGzDecoder;
use std::io::Read;

const MAGIC: &[u8] = b"\x1F\x8B";

/// Whether the bytes begin like a gzip file.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The whole content of a gzip file, all its members.
///
/// # Errors
///
/// Fails when the data are damaged or cut off, and when they unpack to more than `most` bytes.
pub(super) fn unpack(bytes: &[u8], file: &str, most: u64) -> Result<Vec<u8>> {
    let fault = |problem| Error::File {
        file: file.to_owned(),
        problem,
    };
    let mut content = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(most.saturating_add(1))
        .read_to_end(&mut content)
        .map_err(|error| {
            fault(format!(
                "the gzip data are damaged or cut off ({error}); fetch the file again"
            ))
        })?;
    if content.len() as u64 > most {
        return Err(fault(format!(
            "it unpacks to more than {} MB; if it really holds that many papers, allow more with \
             `--max-unpacked MB`",
            most / 1_000_000
        )));
    }
    Ok(content)
}

/// The beginning of a gzip file's content, as far as `bytes` reach and at most `limit` bytes.
pub(super) fn unpack_head(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut head = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes);
    let mut chunk = [0; 4096];
    while head.len() < limit {
        match decoder.read(&mut chunk) {
            Ok(count) if count > 0 => head.extend_from_slice(&chunk[..count]),
            _ => break,
        }
    }
    head
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

    #[test]
    fn members_that_follow_each_other_are_one_content() {
        let mut bytes = pack(b"one ");
        bytes.extend(pack(b"two"));
        assert!(is_packed(&bytes));
        assert_eq!(unpack(&bytes, "a.gz", 1000).unwrap(), b"one two");
    }

    #[test]
    fn a_cut_file_is_damaged_but_its_head_can_be_seen() {
        let content: Vec<u8> = (0..20_000u32).flat_map(u32::to_le_bytes).collect();
        let bytes = pack(&content);
        let cut = &bytes[..bytes.len() / 2];
        assert!(
            unpack(cut, "a.gz", 1_000_000)
                .unwrap_err()
                .to_string()
                .contains("damaged or cut off")
        );
        assert_eq!(unpack_head(cut, 100)[..100], content[..100]);
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
        let bomb = pack(&vec![b' '; 3_000_000]);
        assert!(bomb.len() < 5_000);
        let error = unpack(&bomb, "a.gz", 2_000_000).unwrap_err().to_string();
        assert!(
            error.contains("more than 2 MB") && error.contains("--max-unpacked"),
            "{error}"
        );
        assert_eq!(unpack(&bomb, "a.gz", 3_000_000).unwrap().len(), 3_000_000);
    }
}
