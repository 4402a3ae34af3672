//! Zstandard (RFC 8878): frames one after another.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

const FRAME: u32 = 0xFD2F_B528;
const SKIPPABLE: std::ops::RangeInclusive<u32> = 0x184D_2A50..=0x184D_2A5F;

/// Whether bytes begin like a Zstandard file.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.first_chunk().is_some_and(|&first| {
        let magic = u32::from_le_bytes(first);
        magic == FRAME || SKIPPABLE.contains(&magic)
    })
}

/// Unpacks frames, skips those that say so, and holds the checksum of each against its content.
pub(super) struct Frames<R> {
    source: BufReader<R>,
    decoder: FrameDecoder,
    is_open: bool,
}

impl<R: Read> Frames<R> {
    pub fn new(source: R) -> Frames<R> {
        Frames {
            source: BufReader::new(source),
            decoder: FrameDecoder::new(),
            is_open: false,
        }
    }

    /// Goes to the next frame; tells whether there is one.
    fn open(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.source.by_ref().take(length.into());
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }

    fn check(&self) -> io::Result<()> {
        let given = self.decoder.get_checksum_from_data();
        match given.is_some() && given != self.decoder.get_calculated_checksum() {
            true => Err(io::Error::other("the checksum differs")),
            false => Ok(()),
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.is_open {
                if !self.open()? {
                    return Ok(0);
                }
                self.is_open = true;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            self.check()?;
            self.is_open = false;
        }
    }
}
