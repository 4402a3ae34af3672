//! The decisions of a `thememap.toml`.

use toml::Spanned;
use toml::de::DeValue;

use super::section::{Section, Source, kind, list, text, texts};
use super::{Anchor, Decision, Parts};
use crate::themes::MAX_CHARACTERS;
use crate::{Error, Result};

const DECISIONS: &[&str] = &["rename", "merge", "split", "move", "pin", "exclude"];
/// Most parts of a theme that is split.
const MOST_PARTS: usize = 50;

/// A name of at most sixty characters.
pub(super) fn name(source: Source, value: &Spanned<DeValue>) -> Result<String> {
    let name = text(source, "`name`", value)?;
    let length = name.chars().count();
    if length > MAX_CHARACTERS {
        let problem = format!("a name has at most {MAX_CHARACTERS} characters, not {length}");
        return Err(source.fault(value.span().start, problem));
    }
    Ok(name)
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
            let decision = decision(file.source, kind, &header, value)?;
            placed.push((value.span().start, decision));
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
    match kind {
        "rename" => rename(&section(&["theme", "name"])?),
        "merge" => merge(&section(&["themes", "name"])?),
        "split" => split(&section(&["theme", "into", "by"])?),
        "move" => {
            let (document, to) = placing(&section(&["document", "to"])?)?;
            Ok(Decision::Move { document, to })
        }
        "pin" => {
            let (document, to) = placing(&section(&["document", "to"])?)?;
            Ok(Decision::Pin { document, to })
        }
        _ => exclude(&section(&["document", "term"])?),
    }
}

fn rename(section: &Section) -> Result<Decision> {
    let name = name(section.source, section.required("name")?)?;
    let theme = anchor(section.source, section.required("theme")?)?;
    Ok(Decision::Rename { theme, name })
}

fn merge(section: &Section) -> Result<Decision> {
    let source = section.source;
    let value = section.required("themes")?;
    let themes = list(source, "`themes`", value)?;
    if themes.len() < 2 {
        return Err(source.fault(value.span().start, "two themes or more can be merged"));
    }
    let themes = themes.into_iter().map(|theme| anchor(source, theme));
    let new_name = section.get("name").map(|value| name(source, value));
    Ok(Decision::Merge {
        themes: themes.collect::<Result<_>>()?,
        name: new_name.transpose()?,
    })
}

fn split(section: &Section) -> Result<Decision> {
    Ok(Decision::Split {
        theme: anchor(section.source, section.required("theme")?)?,
        into: parts(section)?,
    })
}

fn parts(section: &Section) -> Result<Parts> {
    match (section.get("into"), section.get("by")) {
        (Some(value), None) => number_of_parts(section.source, value),
        (None, Some(value)) => terms_of_parts(section.source, value),
        _ => Err(needs_one_of("`into` and `by`", section)),
    }
}

fn number_of_parts(source: Source, value: &Spanned<DeValue>) -> Result<Parts> {
    let number = value.get_ref().as_integer();
    match number.and_then(|number| number.as_str().parse().ok()) {
        Some(parts @ 2..=MOST_PARTS) => Ok(Parts::Number(parts)),
        _ => {
            let found = kind(value);
            let problem = format!("`into` is a number from 2 to {MOST_PARTS}, not {found}");
            Err(source.fault(value.span().start, problem))
        }
    }
}

fn terms_of_parts(source: Source, value: &Spanned<DeValue>) -> Result<Parts> {
    let by = list(source, "`by`", value)?.into_iter();
    let by = by.map(|list| texts(source, "an entry of `by`", list));
    let lists: Vec<Vec<String>> = by.collect::<Result<_>>()?;
    if lists.len() < 2 || lists.iter().any(Vec::is_empty) {
        let problem = "`by` has two lists of terms or more, none of them empty";
        return Err(source.fault(value.span().start, problem));
    }
    Ok(Parts::Terms(lists))
}

/// A document, and the theme that it goes to.
fn placing(section: &Section) -> Result<(String, Anchor)> {
    let document = section.required_text("document")?;
    let to = anchor(section.source, section.required("to")?)?;
    Ok((document, to))
}

fn exclude(section: &Section) -> Result<Decision> {
    match (section.text("document")?, section.text("term")?) {
        (Some(id), None) => Ok(Decision::ExcludeDocument(id)),
        (None, Some(term)) => Ok(Decision::ExcludeTerm(term)),
        _ => Err(needs_one_of("`document` and `term`", section)),
    }
}

fn needs_one_of(keys: &str, section: &Section) -> Error {
    let problem = format!("{} needs one of {keys}", section.name);
    section.source.fault(section.start, problem)
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
