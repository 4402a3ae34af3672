//! The file of word knowledge: bytes to rows and back.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `thmwords` |
//! | 4 each | version, terms, axes, length of the card, length of the terms: little-endian |
//! | card | JSON, an object of strings and numbers: teacher, licence, texts, options |
//! | terms | ascending; each the number of bytes shared with the one before, the number of its own bytes, and these |
//! | 4 each axis | scale of the axis, a 32-bit float |
//! | 4 each term | scale of the term, a 32-bit float |
//! | axes / 2 each term | the row: 4 bits an axis, the lower half of a byte first, 8 being zero |
//!
//! An entry of the matrix is `(code - 8) * scale of the term * scale of the axis`.

use ndarray::Array2;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::Card;
use crate::{Error, Result};

const MAGIC: &[u8; 8] = b"thmwords";
const VERSION: u32 = 1;
const HEADER: usize = 28;
/// Codes run from -7 to 7; 4 bits hold them with this added.
const ZERO: u8 = 8;
const LARGEST: f32 = 7.0;

/// A file of word knowledge, left where it lies.
#[derive(Clone)]
pub struct File {
    bytes: Cow<'static, [u8]>,
    card: Range<usize>,
    terms: Range<usize>,
    axis_scales: Vec<f32>,
    term_scales: Range<usize>,
    codes: Range<usize>,
}

impl File {
    /// Finds the parts of a file; `name` is for messages.
    pub fn new(bytes: Cow<'static, [u8]>, name: &str) -> Result<File> {
        let fail = |problem: &str| Error::File {
            file: name.to_string(),
            problem: format!("{problem}; see examples/word_knowledge to make such a file"),
        };
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(fail("not a file of word knowledge"));
        }
        let number = |at: usize| word(&bytes, 8 + 4 * at);
        if number(0) != VERSION {
            return Err(fail("another version of the format"));
        }
        let lengths = [3, 4].map(|at| number(at) as usize);
        let [terms, axes] = [1, 2].map(|at| number(at) as usize);
        let mut end = HEADER;
        let sizes = [
            lengths[0],
            lengths[1],
            4 * axes,
            4 * terms,
            terms * axes.div_ceil(2),
        ];
        let [card, words, axis_scales, term_scales, codes] = sizes.map(|size| {
            let start = end;
            end = end.saturating_add(size);
            start..end
        });
        if bytes.len() != end || terms == 0 || axes == 0 {
            return Err(fail("the file is cut off or longer than it says"));
        }
        let scales = axis_scales.step_by(4);
        let file = File {
            axis_scales: scales.map(|at| float(&bytes, at)).collect(),
            bytes,
            card,
            terms: words,
            term_scales,
            codes,
        };
        let mut count = 0;
        let whole = file.each_term(|_, _| count += 1);
        if !whole || count != terms {
            return Err(fail("its terms are damaged"));
        }
        Ok(file)
    }

    /// Number of terms.
    pub fn terms(&self) -> usize {
        self.term_scales.len() / 4
    }

    /// Number of axes.
    pub fn axes(&self) -> usize {
        self.axis_scales.len()
    }

    /// The bytes of the card.
    pub fn card(&self) -> &[u8] {
        &self.bytes[self.card.clone()]
    }

    /// Calls `visit` with the place and the bytes of each term; false when they are damaged.
    pub fn each_term(&self, mut visit: impl FnMut(usize, &[u8])) -> bool {
        let mut rest = &self.bytes[self.terms.clone()];
        let mut term: Vec<u8> = Vec::new();
        let mut place = 0;
        while let [shared, own, after @ ..] = rest {
            let (shared, own) = (*shared as usize, *own as usize);
            if shared > term.len() || own > after.len() {
                return false;
            }
            term.truncate(shared);
            term.extend_from_slice(&after[..own]);
            visit(place, &term);
            rest = &after[own..];
            place += 1;
        }
        rest.is_empty()
    }

    /// Writes the row of a term into `row`, as long as there are axes.
    pub fn row(&self, term: usize, row: &mut [f32]) {
        let width = self.axes().div_ceil(2);
        let start = self.codes.start + term * width;
        let codes = &self.bytes[start..start + width];
        let scale = float(&self.bytes, self.term_scales.start + 4 * term);
        let codes = codes.iter().flat_map(|pair| [pair & 15, pair >> 4]);
        for ((value, code), axis_scale) in row.iter_mut().zip(codes).zip(&self.axis_scales) {
            let step = f32::from(code) - f32::from(ZERO);
            *value = step * scale * axis_scale;
        }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} terms by {} axes", self.terms(), self.axes())
    }
}

fn float(bytes: &[u8], at: usize) -> f32 {
    f32::from_bits(word(bytes, at))
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(word)
}

/// The bytes of a file: `terms` ascend, and `matrix` has a row for each, shape (terms, axes).
///
/// # Errors
///
/// [`Error::File`] for terms that do not ascend, are longer than 255 bytes, or are not as many as
/// the rows.
pub fn encode(card: &Card, terms: &[&str], matrix: &Array2<f32>) -> Result<Vec<u8>> {
    let ascend = terms.windows(2).all(|pair| pair[0] < pair[1]);
    if !ascend || terms.len() != matrix.nrows() || terms.iter().any(|term| term.len() > 255) {
        return Err(Error::File {
            file: "word knowledge".to_string(),
            problem: "terms have to ascend, one a row, and be no longer than 255 bytes".to_string(),
        });
    }
    let card = serde_json::to_string(card).expect("texts and numbers are JSON");
    let spelled = front_coded(terms);
    let axis_scales: Vec<f32> = matrix
        .columns()
        .into_iter()
        .map(|c| typical(c.iter()))
        .collect();
    let mut scales = Vec::new();
    let mut codes = Vec::new();
    for row in matrix.rows() {
        let relative: Vec<f32> = row.iter().zip(&axis_scales).map(|(v, s)| v / s).collect();
        let (scale, row_codes) = quantize(&relative);
        scales.push(scale);
        codes.extend(
            row_codes
                .chunks(2)
                .map(|pair| pair[0] | pair.get(1).copied().unwrap_or(ZERO) << 4),
        );
    }
    let numbers = [
        VERSION as usize,
        terms.len(),
        matrix.ncols(),
        card.len(),
        spelled.len(),
    ];
    let mut bytes = MAGIC.to_vec();
    bytes.extend(
        numbers
            .iter()
            .flat_map(|&number| (number as u32).to_le_bytes()),
    );
    bytes.extend(card.as_bytes());
    bytes.extend(spelled);
    bytes.extend(
        axis_scales
            .iter()
            .chain(&scales)
            .flat_map(|scale| scale.to_le_bytes()),
    );
    bytes.extend(codes);
    Ok(bytes)
}

fn front_coded(terms: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before: &[u8] = &[];
    for term in terms {
        let term = term.as_bytes();
        let shared = before.iter().zip(term).take_while(|(a, b)| a == b).count();
        bytes.push(shared as u8);
        bytes.push((term.len() - shared) as u8);
        bytes.extend(&term[shared..]);
        before = term;
    }
    bytes
}

/// The root of the mean square, or 1 where all is zero.
fn typical<'a>(values: impl ExactSizeIterator<Item = &'a f32>) -> f32 {
    let count = values.len() as f32;
    let mean = values.map(|value| value * value).sum::<f32>() / count;
    if mean > 0.0 { mean.sqrt() } else { 1.0 }
}

/// The scale that loses least, of some that cut off none, few or more of the largest values.
fn quantize(row: &[f32]) -> (f32, Vec<u8>) {
    let largest = row.iter().fold(0f32, |most, value| most.max(value.abs()));
    if largest == 0.0 {
        return (0.0, vec![ZERO; row.len()]);
    }
    let code = |value: f32, scale: f32| (value / scale).round().clamp(-LARGEST, LARGEST);
    let loss = |scale: f32| -> f32 {
        row.iter()
            .map(|&v| v - code(v, scale) * scale)
            .map(|miss| miss * miss)
            .sum()
    };
    let scales = (0..8).map(|cut| largest * (1.0 - 0.075 * cut as f32) / LARGEST);
    let scale = scales
        .min_by(|&a, &b| loss(a).total_cmp(&loss(b)))
        .expect("eight scales");
    let codes = row
        .iter()
        .map(|&v| (code(v, scale) as i8 + ZERO as i8) as u8)
        .collect();
    (scale, codes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn card() -> Card {
        Card {
            language: "english".to_string(),
            teacher: "a teacher".to_string(),
            licence: "MIT".to_string(),
            texts: "some".to_string(),
            count: 3,
            options: "none".to_string(),
        }
    }

    #[test]
    fn rows_come_back_as_near_as_four_bits_can() {
        let matrix = array![[1.0, -0.5, 0.25], [0.0, 0.0, 0.0], [-3.0, 2.0, 0.5]];
        let terms = ["model", "modul", "zebra"];
        let bytes = encode(&card(), &terms, &matrix).unwrap();
        let file = File::new(bytes.into(), "test").unwrap();
        assert_eq!((file.terms(), file.axes()), (3, 3));
        let mut found = Vec::new();
        assert!(file.each_term(|_, term| found.push(String::from_utf8(term.to_vec()).unwrap())));
        assert_eq!(found, terms);
        for (index, expected) in matrix.rows().into_iter().enumerate() {
            let mut row = [0.0; 3];
            file.row(index, &mut row);
            let largest = expected.iter().fold(0f32, |most, v| most.max(v.abs()));
            for (found, expected) in row.iter().zip(expected) {
                assert!(
                    (found - expected).abs() <= 0.15 * largest,
                    "{found} {expected}"
                );
            }
        }
    }

    #[test]
    fn terms_that_do_not_ascend_are_refused() {
        assert!(encode(&card(), &["b", "a"], &array![[1.0], [2.0]]).is_err());
    }
}
