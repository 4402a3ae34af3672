//! The keys of an object with what they hold as text, borrowed from the file where it can be.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// Keys and texts of an object, in its order; of a key that comes twice the last text counts.
#[derive(Debug, Default)]
pub(super) struct Fields<'t> {
    pub names: Vec<Cow<'t, str>>,
    pub texts: Vec<Cow<'t, str>>,
}

impl Fields<'_> {
    /// The same, borrowed from nothing.
    pub fn owned<'t>(self) -> Fields<'t> {
        let owned = |texts: Vec<Cow<str>>| {
            let texts = texts.into_iter();
            texts.map(|text| Cow::Owned(text.into_owned())).collect()
        };
        Fields {
            names: owned(self.names),
            texts: owned(self.texts),
        }
    }
}

impl<'t> Deserialize<'t> for Fields<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Fields<'t>, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'t> Visitor<'t> for Object {
    type Value = Fields<'t>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Fields<'t>, A::Error> {
        let mut fields = Fields::default();
        while let Some((Text(name), Text(text))) = entries.next_entry()? {
            match fields.names.iter().position(|known| *known == name) {
                Some(place) => fields.texts[place] = text,
                None => {
                    fields.names.push(name);
                    fields.texts.push(text);
                }
            }
        }
        Ok(fields)
    }
}

/// A value as text: the same as [`text_of`](super::text_of) makes of it.
struct Text<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Text<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Text<'t>, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl AnyValue {
    fn plain<'t>(value: impl Into<Value>) -> Text<'t> {
        Text(super::text_of(&value.into()).into_owned().into())
    }
}

impl<'t> Visitor<'t> for AnyValue {
    type Value = Text<'t>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Text<'t>, E> {
        Ok(Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'t>, E> {
        Ok(Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Text<'t>, E> {
        Ok(Text(text.into()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text<'t>, E> {
        Ok(Self::plain(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text<'t>, E> {
        Ok(Self::plain(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text<'t>, E> {
        Ok(Self::plain(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text<'t>, E> {
        Ok(Self::plain(value))
    }

    fn visit_unit<E>(self) -> Result<Text<'t>, E> {
        Ok(Text("".into()))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut values: A) -> Result<Text<'t>, A::Error> {
        let mut texts: Vec<Cow<str>> = Vec::new();
        while let Some(Text(text)) = values.next_element()? {
            texts.push(text);
        }
        Ok(Text(texts.join(" ").into()))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Text<'t>, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text("".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Object, text_of};
    use super::*;

    #[test]
    fn values_are_the_texts_that_they_would_be_as_objects() {
        let text = r#"{"a": "x\ty", "b": [1, "two", null, [true, {"c": 3}], -0.50, 1e3], "d": {"e": [1]},
            "f": null, "g": 18446744073709551615, "h": -7, "a": "again", "i": 3.0, "\u00e9": "\u00e9"}"#;
        let object: Object = serde_json::from_str(text).unwrap();
        let fields: Fields = serde_json::from_str(text).unwrap();
        assert!(fields.names.iter().eq(object.keys()));
        for (name, text) in fields.names.iter().zip(&fields.texts) {
            assert_eq!(*text, text_of(&object[name.as_ref()]), "{name}");
        }
    }
}
