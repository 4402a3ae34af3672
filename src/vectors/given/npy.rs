//! Arrays of numpy: format versions 1 to 3 of `.npy` (numpy.lib.format).
//!
//! A file is a magic string, the version, the length of the header, a Python dictionary in ASCII
//! with `descr`, `fortran_order` and `shape`, and the numbers.

use ndarray::{Array2, ShapeBuilder};

use super::not_finite;
use crate::{Error, Result};

const MAGIC: &[u8] = b"\x93NUMPY";

/// Whether these are the bytes of a `.npy` file.
pub(super) fn is_npy(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The array, shape (rows, dimensions).
///
/// # Errors
///
/// [`Error::File`] when it is damaged, of another shape or of other numbers; [`Error::Input`]
/// for a number that is not finite.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<Array2<f64>> {
    let fail = |problem: String| Error::File {
        file: name.to_string(),
        problem,
    };
    let damaged =
        || fail("the array of numpy is damaged; save it anew with numpy.save".to_string());
    let (header, data) = parts(bytes).ok_or_else(damaged)?;
    let kind = value_of(header, "descr").ok_or_else(damaged)?;
    let kind = kind.trim_matches(['\'', '"']);
    let shape = value_of(header, "shape").ok_or_else(damaged)?;
    let is_fortran = value_of(header, "fortran_order").ok_or_else(damaged)? == "True";
    let [rows, columns] = two_sizes(shape).ok_or_else(|| {
        fail(format!(
            "its shape is {shape}; an array of two dimensions is needed, with a row for each record"
        ))
    })?;
    let (size, number) = numbers(kind).ok_or_else(|| {
        fail(format!(
            "its numbers are of type {kind}; save it as float32: numpy.save(file, \
             vectors.astype(\"float32\"))"
        ))
    })?;
    let expected = rows.checked_mul(columns).and_then(|n| n.checked_mul(size));
    if expected != Some(data.len()) {
        return Err(damaged());
    }
    if columns == 0 {
        return Err(fail("its vectors have no numbers".to_string()));
    }
    let values: Vec<f64> = data.chunks_exact(size).map(number).collect();
    let array = Array2::from_shape_vec((rows, columns).set_f(is_fortran), values)
        .expect("there are as many numbers as the shape says");
    for (row, values) in array.outer_iter().enumerate() {
        if let Some(&value) = values.iter().find(|value| !value.is_finite()) {
            return Err(not_finite(name, row + 1, value));
        }
    }
    Ok(array)
}

/// The header and the numbers.
fn parts(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (version, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<2>()?;
    let (length, rest) = match version[0] {
        1 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_le_bytes(*length)), rest)
        }
        2 | 3 => {
            let (length, rest) = rest.split_first_chunk::<4>()?;
            (usize::try_from(u32::from_le_bytes(*length)).ok()?, rest)
        }
        _ => return None,
    };
    let (header, data) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(header).ok()?, data))
}

/// What the dictionary has under a key: up to the next comma outside brackets.
fn value_of<'h>(header: &'h str, key: &str) -> Option<&'h str> {
    let (_, after) = header.split_once(&format!("'{key}':"))?;
    let mut depth = 0i32;
    let end = after.find(|c: char| {
        depth += i32::from(c == '(' || c == '[') - i32::from(c == ')' || c == ']');
        (c == ',' || c == '}') && depth == 0
    });
    Some(after[..end?].trim())
}

fn two_sizes(shape: &str) -> Option<[usize; 2]> {
    let inner = shape.strip_prefix('(')?.strip_suffix(')')?;
    let sizes: Vec<usize> = inner
        .split(',')
        .map(str::trim)
        .filter(|size| !size.is_empty())
        .map(|size| size.parse().ok())
        .collect::<Option<_>>()?;
    sizes.try_into().ok()
}

/// How to read the bytes of a number.
type Number = fn(&[u8]) -> f64;

/// Bytes of a number of some type, and how to read it.
fn numbers(kind: &str) -> Option<(usize, Number)> {
    fn bytes<const SIZE: usize>(bytes: &[u8]) -> [u8; SIZE] {
        bytes.try_into().expect("chunks have the size of a number")
    }
    Some(match kind {
        "<f2" => (2, |b| half(u16::from_le_bytes(bytes(b)))),
        ">f2" => (2, |b| half(u16::from_be_bytes(bytes(b)))),
        "<f4" => (4, |b| f32::from_le_bytes(bytes(b)).into()),
        ">f4" => (4, |b| f32::from_be_bytes(bytes(b)).into()),
        "<f8" => (8, |b| f64::from_le_bytes(bytes(b))),
        ">f8" => (8, |b| f64::from_be_bytes(bytes(b))),
        _ => return None,
    })
}

/// A number of 16 bits (IEEE 754 binary16).
fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    sign * match exponent {
        0 => fraction * libm::exp2(-24.0),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * libm::exp2(f64::from(exponent - 25)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn file(kind: &str, order: &str, shape: &str, data: &[u8]) -> Vec<u8> {
        let header =
            format!("{{'descr': '{kind}', 'fortran_order': {order}, 'shape': {shape}, }}\n");
        let length = (header.len() as u16).to_le_bytes();
        [MAGIC, &[1, 0], &length, header.as_bytes(), data].concat()
    }

    fn bytes(values: &[f32]) -> Vec<u8> {
        values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect()
    }

    #[test]
    fn rows_and_columns_are_found_in_either_order() {
        let data = bytes(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let by_rows = read(&file("<f4", "False", "(2, 3)", &data), "a.npy").unwrap();
        assert_eq!(by_rows, array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
        let by_columns = read(&file("<f4", "True", "(2, 3)", &data), "a.npy").unwrap();
        assert_eq!(by_columns, array![[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]);
    }

    #[test]
    fn numbers_of_all_widths_are_read() {
        let big = file(">f8", "False", "(1, 1)", &0.5f64.to_be_bytes());
        assert_eq!(read(&big, "a.npy").unwrap(), array![[0.5]]);
        let half = |bits: u16| {
            let bytes = file("<f2", "False", "(1, 1)", &bits.to_le_bytes());
            read(&bytes, "a.npy").map(|array| array[[0, 0]])
        };
        // 1, -2, the largest, the smallest (IEEE 754).
        let known = [0x3c00, 0xc000, 0x7bff, 0x0001].map(|bits| half(bits).unwrap());
        assert_eq!(known, [1.0, -2.0, 65504.0, 1.0 / 16_777_216.0]);
        assert!(half(0x7c00).is_err() && half(0x7e00).is_err());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let message = |bytes: &[u8]| read(bytes, "a.npy").unwrap_err().to_string();
        let flat = message(&file("<f4", "False", "(6,)", &bytes(&[0.0; 6])));
        assert!(flat.contains("shape is (6,)"), "{flat}");
        let whole = message(&file("<i8", "False", "(1, 1)", &[0; 8]));
        assert!(
            whole.contains("<i8") && whole.contains("float32"),
            "{whole}"
        );
        let gap = message(&file("<f4", "False", "(2, 1)", &bytes(&[1.0, f32::NAN])));
        assert!(gap.starts_with("a.npy, row 2: NaN"), "{gap}");
        let huge = "(4611686018427387904, 4)";
        assert!(message(&file("<f4", "False", huge, &[])).contains("damaged"));
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused() {
        let whole = file("<f4", "False", "(2, 3)", &bytes(&[1.0; 6]));
        for length in 0..whole.len() {
            assert!(read(&whole[..length], "a.npy").is_err(), "{length}");
        }
        assert!(read(&whole, "a.npy").is_ok());
    }
}
