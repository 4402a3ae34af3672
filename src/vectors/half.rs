//! Numbers of 16 bits: three digits, in half the room (IEEE 754 binary16).

use super::kernels::Kernel;

/// Two to the power of 24: the steps between the smallest numbers are as many to one.
const SMALLEST_STEPS: f32 = 16_777_216.0;
const LARGEST: f32 = 65_504.0;

/// The nearest number of 16 bits, of two equally near ones the even; what is too large becomes the
/// largest.
pub(crate) fn to_half(value: f32) -> u16 {
    let sign = (value.to_bits() >> 16) as u16 & 0x8000;
    let magnitude = value.to_bits() & 0x7FFF_FFFF;
    if magnitude < 0x3880_0000 {
        let steps = f32::from_bits(magnitude) * SMALLEST_STEPS;
        return sign | steps.round_ties_even() as u16;
    }
    let rounded = magnitude + 0xFFF + (magnitude >> 13 & 1);
    sign | ((rounded >> 13) - 0x1_C000).min(0x7BFF) as u16
}

/// The number that these bits stand for.
pub(crate) fn from_half(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    let magnitude = u32::from(half & 0x7FFF);
    let bits = match magnitude {
        ..0x400 => (magnitude as f32 / SMALLEST_STEPS).to_bits(),
        _ => (magnitude << 13) + 0x3800_0000,
    };
    f32::from_bits(sign | bits)
}

/// The value as 16 bits keep it: without a branch, so that many are rounded at a time.
#[inline(always)]
fn rounded(value: f32) -> f32 {
    let magnitude = value.to_bits() & 0x7FFF_FFFF;
    let to_even = (magnitude + 0xFFF + (magnitude >> 13 & 1)) & !0x1FFF;
    // Numbers just below 1 come in the steps of the smallest.
    let small = (f32::from_bits(magnitude) + 0.75) - 0.75;
    let bits = match magnitude < 0x3880_0000 {
        true => small.to_bits(),
        false => to_even.min(LARGEST.to_bits()),
    };
    f32::from_bits(value.to_bits() & 0x8000_0000 | bits)
}

/// Rounds all of these.
pub(crate) struct Rounding<'a>(pub &'a mut [f32]);

impl Kernel for Rounding<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.0.iter_mut().for_each(|value| *value = rounded(*value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_have_the_bits_of_the_standard() {
        for (value, bits) in [
            (0.0, 0),
            (1.0, 0x3C00),
            (-2.0, 0xC000),
            (0.333_333_34, 0x3555),
            (65_504.0, 0x7BFF),
            (1e9, 0x7BFF),
            (5.960_464_5e-8, 1),
            (6.103_515_6e-5, 0x0400),
            (6.100e-5, 0x03FF),
            (1e-9, 0),
        ] {
            assert_eq!(to_half(value), bits, "{value}");
        }
    }

    #[test]
    fn every_number_of_16_bits_comes_back() {
        for bits in (0..0x7C00).chain(0x8001..0xFC00) {
            assert_eq!(to_half(from_half(bits)), bits);
        }
    }

    #[test]
    fn rounding_keeps_three_digits() {
        for step in 1..2000 {
            let value = step as f32 * 0.000_37;
            assert!((rounded(value) - value).abs() <= value / 2048.0, "{value}");
        }
    }

    #[test]
    fn a_rounded_value_is_the_one_that_comes_back() {
        for bits in (0..0x7F80_0000u32).step_by(4_099) {
            for value in [f32::from_bits(bits), -f32::from_bits(bits)] {
                let back = from_half(to_half(value));
                assert_eq!(rounded(value).to_bits(), back.to_bits(), "{value}");
            }
        }
    }
}
