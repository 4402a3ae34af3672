//! `thememap.toml` to a guide.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read_decisions::{decisions, name};
use super::section::{Section, Source, hint, kind, list};
use super::{Guide, GuidedTheme, TextRules};
use crate::{Error, Result};

const SECTIONS: &[&str] = &["options", "text", "theme", "decisions"];

/// What a file says.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The entries of `[options]` in the order of the file.
    pub settings: Vec<Setting>,
    /// The rest.
    pub guide: Guide,
}

/// An entry of `[options]`.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The long name of an option.
    pub key: String,
    /// Its value.
    pub value: toml::Value,
    file: String,
    place: String,
}

impl Setting {
    /// The error that says what is wrong with the value, and where it stands.
    pub fn fault(&self, problem: &str) -> Error {
        Error::Input {
            file: self.file.clone(),
            place: self.place.clone(),
            problem: format!("`{}` in [options]: {problem}", self.key),
        }
    }
}

impl Config {
    /// Reads a `thememap.toml`; `options` are the names that `[options]` may have.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the file cannot be read, and [`Error::Input`] with line and column for
    /// what it may not say.
    pub fn read(path: &Path, options: &[&str]) -> Result<Config> {
        let text = fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Config::parse(&text, &path.display().to_string(), options)
    }

    /// The same from a text; `name` is what messages call it.
    ///
    /// ```
    /// use thememap::guide::Config;
    ///
    /// let text = "[[theme]]\nname = \"Sleep\"\nterm = [\"sleep\"]\n";
    /// let error = Config::parse(text, "thememap.toml", &[]).unwrap_err().to_string();
    /// assert_eq!(error, "thememap.toml, line 3, column 1: [[theme]] has no `term`; is `terms` meant?");
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Input`] with line and column for what it may not say.
    pub fn parse(text: &str, name: &str, options: &[&str]) -> Result<Config> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = Source { name, text };
        let document = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            source.fault(at, format!("this is no TOML: {}", error.message()))
        })?;
        let (table, span) = (document.get_ref(), document.span());
        let file = Section::of_table(source, "the file", table, span, SECTIONS)?;
        let guide = Guide {
            text: file
                .get("text")
                .map_or(Ok(TextRules::default()), |v| text_rules(source, v))?,
            themes: themes(&file)?,
            decisions: decisions(&file)?,
        };
        check_names(source, table, &guide)?;
        Ok(Config {
            settings: settings(&file, options)?,
            guide,
        })
    }
}

fn settings(file: &Section, options: &[&str]) -> Result<Vec<Setting>> {
    let Some(value) = file.get("options") else {
        return Ok(Vec::new());
    };
    let section = Section::new(file.source, "[options]", value, options)?;
    let entries = section.entries().into_iter();
    let settings = entries.map(|(key, value)| Setting {
        key: key.get_ref().to_string(),
        value: plain(value),
        file: file.source.name.to_string(),
        place: file.source.place_in_words(value.span().start),
    });
    Ok(settings.collect())
}

/// A value without its places.
fn plain(value: &Spanned<DeValue>) -> toml::Value {
    match value.get_ref() {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix());
            parsed.map_or_else(
                |_| toml::Value::String(number.to_string()),
                toml::Value::Integer,
            )
        }
        DeValue::Float(number) => {
            let parsed = number.as_str().replace('_', "").parse();
            toml::Value::Float(parsed.unwrap_or(f64::NAN))
        }
        DeValue::Boolean(value) => toml::Value::Boolean(*value),
        DeValue::Datetime(date) => toml::Value::Datetime(*date),
        DeValue::Array(values) => toml::Value::Array(values.iter().map(plain).collect()),
        DeValue::Table(table) => toml::Value::Table(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), plain(value)))
                .collect(),
        ),
    }
}

fn text_rules(source: Source, value: &Spanned<DeValue>) -> Result<TextRules> {
    let keys = &["stop-words", "protect", "spellings"];
    let section = Section::new(source, "[text]", value, keys)?;
    let mut spellings = BTreeMap::new();
    if let Some(value) = section.get("spellings") {
        let Some(table) = value.get_ref().as_table() else {
            let problem = format!("[text.spellings] is a table, not {}", kind(value));
            return Err(source.fault(value.span().start, problem));
        };
        for (left, right) in table {
            if left.get_ref().trim().is_empty() {
                let problem = "[text.spellings] has an entry without a word on its left";
                return Err(source.fault(left.span().start, problem.to_string()));
            }
            let name = format!("the reading of `{}`", left.get_ref());
            let read_as = super::section::text(source, &name, right)?;
            spellings.insert(left.get_ref().to_string(), read_as);
        }
    }
    Ok(TextRules {
        stop_words: section.texts("stop-words")?,
        protect: section.texts("protect")?,
        spellings,
    })
}

fn themes(file: &Section) -> Result<Vec<GuidedTheme>> {
    let Some(value) = file.get("theme") else {
        return Ok(Vec::new());
    };
    let themes = list(file.source, "[[theme]]", value)?.into_iter();
    themes
        .map(|value| {
            let keys = &["name", "terms", "exemplars"];
            let section = Section::new(file.source, "[[theme]]", value, keys)?;
            let theme = GuidedTheme {
                name: name(file.source, section.required("name")?)?,
                terms: section.texts("terms")?,
                exemplars: section.texts("exemplars")?,
            };
            if theme.terms.is_empty() && theme.exemplars.is_empty() {
                let problem = format!("the theme {:?} needs `terms` or `exemplars`", theme.name);
                return Err(file.source.fault(section.start, problem));
            }
            Ok(theme)
        })
        .collect()
}

/// Two themes of one name cannot be told apart, and an anchor's name must be one that is given.
fn check_names(source: Source, table: &DeTable, guide: &Guide) -> Result<()> {
    let mut given: Vec<&str> = Vec::new();
    for name in guide.given_names() {
        if given.contains(&name) {
            let problem = format!("two themes of the file have the name {name:?}");
            return Err(source.fault(last_place(table, name).unwrap_or(0), problem));
        }
        given.push(name);
    }
    for name in guide.anchors().filter_map(|anchor| anchor.name.as_deref()) {
        if !given.contains(&name) {
            let problem = format!(
                "no theme of the file gets the name {name:?}{}",
                match given.is_empty() {
                    true => "; name it by `terms` and `exemplars`".to_string(),
                    false => hint(name, &given),
                }
            );
            return Err(source.fault(last_place(table, name).unwrap_or(0), problem));
        }
    }
    Ok(())
}

/// Where a text stands last as the value of a `name`.
fn last_place(table: &DeTable, name: &str) -> Option<usize> {
    fn of(value: &Spanned<DeValue>, key: &str, name: &str) -> Option<usize> {
        match value.get_ref() {
            DeValue::String(text) if key == "name" && text.trim() == name => {
                Some(value.span().start)
            }
            DeValue::Array(values) => values.iter().filter_map(|v| of(v, key, name)).max(),
            DeValue::Table(table) => last_place(table, name),
            _ => None,
        }
    }
    let values = table.iter().map(|(key, value)| (key.get_ref(), value));
    values.filter_map(|(key, value)| of(value, key, name)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Decision;

    fn fault(text: &str) -> String {
        let error = Config::parse(text, "t.toml", &["themes", "seed"]).unwrap_err();
        error.to_string().replace("t.toml, ", "")
    }

    #[test]
    fn decisions_stand_in_the_order_of_the_file() {
        let text = "
            [[decisions.rename]]
            theme = { terms = ['a'] }
            name = 'A'
            [[decisions.exclude]]
            term = 'b'
            [[decisions.rename]]
            theme = { exemplars = ['1'] }
            name = 'C'
            [[decisions.merge]]
            themes = [{ name = 'A' }, { name = 'C' }]";
        let guide = Config::parse(text, "t.toml", &[]).unwrap().guide;
        let names: Vec<Option<&str>> = guide
            .decisions
            .iter()
            .map(|decision| match decision {
                Decision::Rename { name, .. } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, [Some("A"), None, Some("C"), None]);
    }

    #[test]
    fn what_a_file_may_not_say_is_told_with_its_place_and_the_way_out() {
        for (text, message) in [
            (
                "themes = 3",
                "line 1, column 1: the file has no `themes`; is `theme` meant?",
            ),
            (
                "[options]\nsed = 4",
                "line 2, column 1: [options] has no `sed`; is `seed` meant?",
            ),
            (
                "[text]\nprotect = 'x y'",
                "line 2, column 11: `protect` is a list, as in [\"…\"], not the text \"x y\"",
            ),
            (
                "[text]\nstop-words = [1]",
                "line 2, column 15: an entry of `stop-words` is a text in quotes, not the number 1",
            ),
            (
                "[text.spellings]\n'' = 'x'",
                "line 2, column 1: [text.spellings] has an entry without a word on its left",
            ),
            (
                "[theme]\nname = 'x'",
                "line 1, column 1: [[theme]] is a list, as in [\"…\"], not a table",
            ),
            (
                "[[theme]]\nname = 'x'",
                "line 1, column 1: the theme \"x\" needs `terms` or `exemplars`",
            ),
            (
                "[[decisions.join]]\na = 1",
                "line 1, column 13: [decisions] has no `join`; it has `rename`, `merge`, `split`, `move`, `pin`, `exclude`",
            ),
            (
                "[[decisions.merge]]\nthemes = [{ terms = ['a'] }]",
                "line 2, column 10: two themes or more can be merged",
            ),
            (
                "[[decisions.split]]\ntheme = { terms = ['a'] }\ninto = 1",
                "line 3, column 8: `into` is a number from 2 to 50, not the number 1",
            ),
            (
                "[[decisions.move]]\ndocument = 'd'\nto = { theme = 'a' }",
                "line 3, column 8: a theme has no `theme`; is `terms` meant?",
            ),
            (
                "[[theme]]\nname = 'Cats'\nterms = ['cat']\n[[decisions.move]]\ndocument = 'd'\nto = { name = 'Cat' }",
                "line 6, column 15: no theme of the file gets the name \"Cat\"; is `Cats` meant?",
            ),
            (
                "[text\n",
                "line 1, column 6: this is no TOML: unclosed table, expected `]`",
            ),
        ] {
            assert_eq!(fault(text), message, "{text}");
        }
    }

    #[test]
    fn two_themes_of_one_name_are_refused() {
        let text = "[[theme]]\nname = 'x'\nterms = ['a']\n[[theme]]\nname = 'x'\nterms = ['b']";
        assert_eq!(
            fault(text),
            "line 5, column 8: two themes of the file have the name \"x\""
        );
    }
}
