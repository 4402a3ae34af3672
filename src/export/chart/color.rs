//! Colour arithmetic: OKLCH, contrast, and what a colour-blind reader sees.

use std::sync::LazyLock;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(
    /// Red.
    pub u8,
    /// Green.
    pub u8,
    /// Blue.
    pub u8,
);

/// A colour in OKLab (Ottosson 2020): equal distances look about equally different.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Oklab {
    /// Lightness in [0, 1].
    pub l: f64,
    /// Green to red.
    pub a: f64,
    /// Blue to yellow.
    pub b: f64,
}

impl Oklab {
    /// The colour of lightness `l`, chroma `c` and hue `h` in degrees.
    pub fn from_lch(l: f64, c: f64, h: f64) -> Oklab {
        let (sin, cos) = libm::sincos(h.to_radians());
        Oklab {
            l,
            a: c * cos,
            b: c * sin,
        }
    }

    /// Euclidean distance; about 0.02 is the least difference that can be seen side by side.
    pub fn distance(self, other: Oklab) -> f64 {
        self.squared_distance(other).sqrt()
    }

    pub(super) fn squared_distance(self, other: Oklab) -> f64 {
        let (l, a, b) = (self.l - other.l, self.a - other.a, self.b - other.b);
        l * l + a * a + b * b
    }

    fn to_linear(self) -> [f64; 3] {
        let l = self.l + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b;
        let m = self.l - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b;
        let s = self.l - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b;
        let (l, m, s) = (l * l * l, m * m * m, s * s * s);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

/// How a reader sees colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vision {
    /// Three kinds of cones.
    Normal,
    /// No long-wave cones.
    Protanopia,
    /// No middle-wave cones.
    Deuteranopia,
    /// No short-wave cones.
    Tritanopia,
}

impl Vision {
    /// Every way of seeing that the palette is made for.
    pub const ALL: [Vision; 4] = [
        Vision::Normal,
        Vision::Protanopia,
        Vision::Deuteranopia,
        Vision::Tritanopia,
    ];

    /// Matrix on linear RGB for full severity (Machado, Oliveira and Fernandes 2009).
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Vision::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Vision::Protanopia => [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            Vision::Deuteranopia => [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            Vision::Tritanopia => [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        }
    }
}

impl Rgb {
    /// The colour written `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let byte = |shift: u32| (value >> shift & 0xff) as u8;
        Some(Rgb(byte(16), byte(8), byte(0)))
    }

    /// The nearest colour of the same lightness and hue that a screen can show: chroma gives way.
    pub fn from_lch(l: f64, c: f64, h: f64) -> Rgb {
        let mut chroma = c;
        loop {
            let linear = Oklab::from_lch(l, chroma, h).to_linear();
            let inside = linear.iter().all(|v| (-0.0005..=1.0005).contains(v));
            if inside || chroma < 0.004 {
                let [r, g, b] = linear.map(encode);
                return Rgb(r, g, b);
            }
            chroma -= 0.004;
        }
    }

    /// The colour in OKLab.
    pub fn oklab(self) -> Oklab {
        linear_to_oklab(self.linear())
    }

    /// The colour as seen with `vision`, in OKLab.
    pub fn seen_by(self, vision: Vision) -> Oklab {
        let [r, g, b] = self.linear();
        let seen = vision
            .matrix()
            .map(|row| row[0] * r + row[1] * g + row[2] * b);
        linear_to_oklab(seen.map(|v| v.clamp(0.0, 1.0)))
    }

    /// WCAG 2 contrast ratio to `other`, in [1, 21].
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour laid over `under` with opacity `alpha`.
    pub fn over(self, under: Rgb, alpha: f64) -> Rgb {
        let mix =
            |a: u8, b: u8| (f64::from(a) * alpha + f64::from(b) * (1.0 - alpha)).round() as u8;
        Rgb(
            mix(self.0, under.0),
            mix(self.1, under.1),
            mix(self.2, under.2),
        )
    }

    /// The same hue, darker or lighter until its contrast to `background` is at least `ratio`.
    pub fn legible_on(self, background: Rgb, ratio: f64) -> Rgb {
        let lab = self.oklab();
        let chroma = (lab.a * lab.a + lab.b * lab.b).sqrt();
        let hue = libm::atan2(lab.b, lab.a).to_degrees();
        let step = if background.luminance() > 0.18 {
            -0.01
        } else {
            0.01
        };
        let (mut l, mut color) = (lab.l, self);
        while color.contrast(background) < ratio && (0.0..=1.0).contains(&l) {
            l += step;
            color = Rgb::from_lch(l, chroma, hue);
        }
        color
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    fn linear(self) -> [f64; 3] {
        static LINEAR: LazyLock<[f64; 256]> =
            LazyLock::new(|| std::array::from_fn(|value| decode(value as u8)));
        [self.0, self.1, self.2].map(|value| LINEAR[usize::from(value)])
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

fn linear_to_oklab([r, g, b]: [f64; 3]) -> Oklab {
    let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    Oklab {
        l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        a: 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    }
}

fn decode(v: u8) -> f64 {
    let v = f64::from(v) / 255.0;
    if v <= 0.04045 {
        v / 12.92
    } else {
        libm::pow((v + 0.055) / 1.055, 2.4)
    }
}

fn encode(v: f64) -> u8 {
    let v = v.clamp(0.0, 1.0);
    let v = if v <= 0.0031308 {
        v * 12.92
    } else {
        1.055 * libm::pow(v, 1.0 / 2.4) - 0.055
    };
    (v * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_has_the_published_oklab_coordinates() {
        let red = Rgb(255, 0, 0).oklab();
        assert!(
            (red.l - 0.6280).abs() < 1e-3
                && (red.a - 0.2249).abs() < 1e-3
                && (red.b - 0.1258).abs() < 1e-3
        );
    }

    #[test]
    fn a_colour_survives_the_way_there_and_back() {
        let color = Rgb(90, 140, 60);
        let lab = color.oklab();
        let chroma = (lab.a * lab.a + lab.b * lab.b).sqrt();
        let hue = libm::atan2(lab.b, lab.a).to_degrees();
        assert_eq!(Rgb::from_lch(lab.l, chroma, hue), color);
    }

    #[test]
    fn black_on_white_has_contrast_21() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn red_and_green_come_close_for_a_deuteranope_and_grey_stays_grey() {
        let (red, green) = (Rgb(200, 80, 60), Rgb(110, 135, 50));
        let normal = red.oklab().distance(green.oklab());
        let deuteranope = red
            .seen_by(Vision::Deuteranopia)
            .distance(green.seen_by(Vision::Deuteranopia));
        assert!(deuteranope < normal / 2.0);
        let grey = Rgb(128, 128, 128);
        for vision in Vision::ALL {
            assert!(grey.seen_by(vision).distance(grey.oklab()) < 1e-3);
        }
    }

    #[test]
    fn a_pale_yellow_darkens_until_it_can_be_read_on_white() {
        let white = Rgb(255, 255, 255);
        assert!(Rgb(250, 240, 150).legible_on(white, 4.5).contrast(white) >= 4.5);
    }
}
