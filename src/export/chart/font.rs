//! The typeface that ships with the program: widths, kerning, outlines.

use std::sync::LazyLock;

use owned_ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use owned_ttf_parser::{AsFaceRef, Face, GlyphId, OutlineBuilder, OwnedFace};

/// Height of the letters above the baseline, accents of capitals left out, in em.
pub const ASCENT: f64 = 0.77;
/// Depth of the letters below the baseline, in em.
pub const DESCENT: f64 = 0.23;
/// Height of a capital letter, in em.
pub const CAPITAL: f64 = 0.714;
/// From baseline to baseline, in em.
pub const LEADING: f64 = 1.18;

/// The weights that charts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Titles and names.
    SemiBold,
}

static REGULAR: LazyLock<OwnedFace> = LazyLock::new(|| {
    load(include_bytes!(
        "../../../assets/fonts/NotoSans-Regular.subset.ttf"
    ))
});
static SEMI_BOLD: LazyLock<OwnedFace> = LazyLock::new(|| {
    load(include_bytes!(
        "../../../assets/fonts/NotoSans-SemiBold.subset.ttf"
    ))
});

fn load(bytes: &[u8]) -> OwnedFace {
    OwnedFace::from_vec(bytes.to_vec(), 0).expect("the fonts in assets/ are whole")
}

/// A character with its place in a line of text.
pub struct Glyph {
    /// Left edge, in em from the start of the line.
    pub x: f64,
    /// Advance, in em.
    pub advance: f64,
    /// The character, with line breaks and tabs turned into spaces.
    pub character: char,
    /// Its outline, if the font has one.
    pub id: Option<GlyphId>,
}

impl Weight {
    fn face(self) -> &'static Face<'static> {
        match self {
            Weight::Regular => REGULAR.as_face_ref(),
            Weight::SemiBold => SEMI_BOLD.as_face_ref(),
        }
    }

    /// Sets `text` on one line, kerned.
    pub fn set(self, text: &str) -> Vec<Glyph> {
        let face = self.face();
        let em = f64::from(face.units_per_em());
        let mut x = 0.0;
        let mut previous = None;
        let mut glyphs = Vec::new();
        for character in text.chars() {
            let character = if character.is_whitespace() {
                ' '
            } else {
                character
            };
            if character.is_control() {
                continue;
            }
            let id = face.glyph_index(character);
            if let (Some(left), Some(right)) = (previous, id) {
                x += f64::from(kerning(face, left, right)) / em;
            }
            let advance = match id.and_then(|id| face.glyph_hor_advance(id)) {
                Some(units) => f64::from(units) / em,
                None => unknown_advance(character),
            };
            glyphs.push(Glyph {
                x,
                advance,
                character,
                id,
            });
            x += advance;
            previous = id;
        }
        glyphs
    }

    /// Width of `text` on one line, in em.
    pub fn width(self, text: &str) -> f64 {
        self.set(text)
            .last()
            .map_or(0.0, |glyph| glyph.x + glyph.advance)
    }

    /// Hands the outline of a glyph to `builder`, in units of `1 / units_per_em`, y upwards.
    pub fn outline(self, id: GlyphId, builder: &mut dyn OutlineBuilder) {
        self.face().outline_glyph(id, builder);
    }

    /// Units in one em.
    pub fn units_per_em(self) -> f64 {
        f64::from(self.face().units_per_em())
    }
}

/// Room for a character of another font: ideographs are square, most letters narrower.
fn unknown_advance(character: char) -> f64 {
    if character >= '\u{1100}' { 1.0 } else { 0.65 }
}

/// The kern of a pair from the font's GPOS table, in font units.
fn kerning(face: &Face, left: GlyphId, right: GlyphId) -> i16 {
    let Some(gpos) = face.tables().gpos else {
        return 0;
    };
    for lookup in gpos.lookups {
        for subtable in lookup.subtables.into_iter::<PositioningSubtable>() {
            let PositioningSubtable::Pair(pair) = subtable else {
                continue;
            };
            let Some(index) = pair.coverage().get(left) else {
                continue;
            };
            let value = match pair {
                PairAdjustment::Format1 { sets, .. } => {
                    sets.get(index).and_then(|set| set.get(right))
                }
                PairAdjustment::Format2 {
                    classes, matrix, ..
                } => matrix.get((classes.0.get(left), classes.1.get(right))),
            };
            if let Some((first, _)) = value {
                return first.x_advance;
            }
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_word_is_wider_and_semi_bold_is_wider_than_regular() {
        assert!(Weight::Regular.width("mmm") > Weight::Regular.width("iii"));
        assert!(Weight::SemiBold.width("graph") > Weight::Regular.width("graph"));
    }

    #[test]
    fn capital_a_and_v_are_kerned() {
        let apart = Weight::Regular.width("A") + Weight::Regular.width("V");
        assert!(Weight::Regular.width("AV") < apart);
    }

    #[test]
    fn latin_greek_cyrillic_and_maths_have_outlines_and_ideographs_do_not() {
        for character in "Aéßőžα∑Ді–“≤→".chars() {
            let set = Weight::Regular.set(&character.to_string());
            assert!(set[0].id.is_some(), "{character}");
        }
        assert!(Weight::Regular.set("主")[0].id.is_none());
    }
}
