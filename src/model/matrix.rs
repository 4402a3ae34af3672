//! A matrix as text that any JSON reader takes.

use base64::prelude::{BASE64_STANDARD, Engine};
use ndarray::Array2;
use serde::{Deserialize, Serialize};

use crate::vectors::half::{from_half, to_half};

const ENCODING: &str = "base64 of little-endian 16-bit floats, row by row";

/// Rows and columns, and the numbers in a sixth of the size of decimal digits: the axes of a large
/// corpus have millions of them.
#[derive(Serialize, Deserialize)]
pub(super) struct Matrix {
    shape: (usize, usize),
    encoding: String,
    data: String,
}

impl Matrix {
    /// Exact, for a matrix whose numbers were rounded to half floats before they were used.
    pub fn pack(matrix: &Array2<f32>) -> Matrix {
        let bytes: Vec<u8> = matrix
            .iter()
            .flat_map(|&value| to_half(value).to_le_bytes())
            .collect();
        Matrix {
            shape: matrix.dim(),
            encoding: ENCODING.to_string(),
            data: BASE64_STANDARD.encode(bytes),
        }
    }

    /// The matrix, or what is wrong with the text.
    pub fn unpack(&self) -> Result<Array2<f32>, String> {
        if self.encoding != ENCODING {
            return Err(format!("the encoding {:?} is not known", self.encoding));
        }
        let bytes = BASE64_STANDARD
            .decode(&self.data)
            .map_err(|error| format!("no base64 ({error})"))?;
        let (words, rest) = bytes.as_chunks::<2>();
        let halves = words.iter().map(|&word| u16::from_le_bytes(word));
        let values: Vec<f32> = halves.map(from_half).collect();
        if !rest.is_empty() || values.iter().any(|value| !value.is_finite()) {
            return Err("not a list of finite numbers".to_string());
        }
        let (rows, columns) = self.shape;
        let count = values.len();
        Array2::from_shape_vec((rows, columns), values)
            .map_err(|_| format!("{count} numbers for {rows} rows of {columns}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn half_floats_come_back_as_they_were() {
        let matrix = array![[0.5f32, -2.0, 0.0], [65504.0, 1.0 / 1024.0, -0.25]];
        assert_eq!(Matrix::pack(&matrix).unpack(), Ok(matrix));
    }

    #[test]
    fn a_shape_that_does_not_fit_is_said_with_numbers() {
        let packed = Matrix {
            shape: (3, 2),
            ..Matrix::pack(&array![[1.0f32, 2.0]])
        };
        assert_eq!(
            packed.unpack().unwrap_err(),
            "2 numbers for 3 rows of 2".to_string()
        );
    }
}
