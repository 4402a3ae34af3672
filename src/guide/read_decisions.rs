//! The decisions of a `thememap.toml`.

use toml::Spanned;
use toml::de::DeValue;

use super::section::{Section, Source, kind, list, texts};
use super::{Anchor, Decision, Parts};
use crate::themes::MAX_CHARACTERS;
use crate::{Error, Result};

const DECISIONS: &[&str] = &["rename", "merge", "split", "move", "pin", "exclude"];
/// Most parts of a theme that is split.
const MOST_PARTS: usize = 50;

/// A name of at most sixty characters.
pub(super) fn name(section: &Section) -> Result<Option<String>> {
    let name = section.text("name")?;
    match &name {
        Some(long) if long.chars().count() > MAX_CHARACTERS => {
            let at = section
                .get("name")
                .map_or(section.start, |value| value.span().start);
            let length = long.chars().count();
            let problem = format!("a name has at most {MAX_CHARACTERS} characters, not {length}");
            Err(section.source.fault(at, problem))
        }
        _ => Ok(name),
    }
}

/// The decisions in the order of the file.
pub(super) fn decisions(file: &Section) -> Result<Vec<Decision>> {
    let Some(value) = file.get("decisions") else {
        return Ok(Vec::new());
    };
    let section = Section::new(file.source, "[decisions]", value, DECISIONS)?;
    let mut placed = Vec::new();
    for (key, value) in section.entries() {
        let kind = key.get_ref().as_ref();
        let header = format!("[[decisions.{kind}]]");
        for value in list(file.source, &header, value)? {
            placed.push((
                value.span().start,
                decision(file.source, kind, &header, value)?,
            ));
        }
    }
    placed.sort_by_key(|(start, _)| *start);
    Ok(placed.into_iter().map(|(_, decision)| decision).collect())
}

fn decision(
    source: Source,
    kind: &str,
    header: &str,
    value: &Spanned<DeValue>,
) -> Result<Decision> {
    let section = |keys: &[&str]| Section::new(source, header, value, keys);
    let text_of = |section: &Section, key: &str| {
        section.required(key)?;
        Ok::<_, Error>(section.text(key)?.expect("the key was required"))
    };
    let anchor_of = |section: &Section, key: &str| anchor(source, section.required(key)?);
    Ok(match kind {
        "rename" => {
            let section = section(&["theme", "name"])?;
            section.required("name")?;
            Decision::Rename {
                theme: anchor_of(&section, "theme")?,
                name: name(&section)?.expect("a name was required"),
            }
        }
        "merge" => {
            let section = section(&["themes", "name"])?;
            let value = section.required("themes")?;
            let themes = list(source, "`themes`", value)?;
            if themes.len() < 2 {
                return Err(source.fault(value.span().start, "two themes or more can be merged"));
            }
            Decision::Merge {
                themes: themes
                    .into_iter()
                    .map(|t| anchor(source, t))
                    .collect::<Result<_>>()?,
                name: name(&section)?,
            }
        }
        "split" => {
            let section = section(&["theme", "into", "by"])?;
            Decision::Split {
                theme: anchor_of(&section, "theme")?,
                into: parts(&section)?,
            }
        }
        "move" | "pin" => {
            let section = section(&["document", "to"])?;
            let document = text_of(&section, "document")?;
            let to = anchor_of(&section, "to")?;
            match kind {
                "move" => Decision::Move { document, to },
                _ => Decision::Pin { document, to },
            }
        }
        _ => {
            let section = section(&["document", "term"])?;
            match (section.text("document")?, section.text("term")?) {
                (Some(id), None) => Decision::ExcludeDocument(id),
                (None, Some(term)) => Decision::ExcludeTerm(term),
                _ => {
                    let problem = format!("{header} needs one of `document` and `term`");
                    return Err(source.fault(section.start, problem));
                }
            }
        }
    })
}

fn parts(section: &Section) -> Result<Parts> {
    let source = section.source;
    match (section.get("into"), section.get("by")) {
        (Some(value), None) => match number(value) {
            Some(parts @ 2..=MOST_PARTS) => Ok(Parts::Number(parts)),
            _ => {
                let problem = format!(
                    "`into` is a number from 2 to {MOST_PARTS}, not {}",
                    kind(value)
                );
                Err(source.fault(value.span().start, problem))
            }
        },
        (None, Some(value)) => {
            let by = list(source, "`by`", value)?.into_iter();
            let lists: Vec<Vec<String>> = by
                .map(|list| texts(source, "an entry of `by`", list))
                .collect::<Result<_>>()?;
            if lists.len() < 2 || lists.iter().any(Vec::is_empty) {
                let problem = "`by` has two lists of terms or more, none of them empty";
                return Err(source.fault(value.span().start, problem));
            }
            Ok(Parts::Terms(lists))
        }
        _ => Err(source.fault(
            section.start,
            "[[decisions.split]] needs one of `into` and `by`",
        )),
    }
}

fn anchor(source: Source, value: &Spanned<DeValue>) -> Result<Anchor> {
    let section = Section::new(source, "a theme", value, &["name", "terms", "exemplars"])?;
    let anchor = Anchor {
        name: section.text("name")?,
        terms: section.texts("terms")?,
        exemplars: section.texts("exemplars")?,
    };
    let by_words = !anchor.terms.is_empty() || !anchor.exemplars.is_empty();
    if by_words == anchor.name.is_some() {
        let problem = "a theme is known by `terms` and `exemplars`, or by `name` alone";
        return Err(source.fault(section.start, problem));
    }
    Ok(anchor)
}

fn number(value: &Spanned<DeValue>) -> Option<usize> {
    value.get_ref().as_integer()?.as_str().parse().ok()
}
