//! A thememap.toml to begin with.

use std::fmt::Write;

use crate::ThemeMap;
use crate::numbers::plural;
use crate::themes::Theme;

/// Terms that an anchor is written with.
const TERMS: usize = 5;

const HEAD: &str = "\
# How thememap is to read this corpus. Lines that begin with # say nothing; take the sign away to
# make them speak. Then run
#
#     thememap report --config {file} {inputs}
#
# The library's documentation of its module `guide` has every key, and says what an anchor means.

[options]                                   # every option of `thememap report`
# themes = {themes}                               # or \"auto\", which finds this number here
# language = \"{language}\"

[text]
# stop-words = [\"study\"]                    # words and phrases that carry no theme
# protect = [\"{phrase}\"]   # phrases that count as one word
[text.spellings]                            # read the left as the right
# \"LLMs\" = \"large language model\"

# Themes to look for. They come first, keep their names, and the rest is found around them. Where
# the documents do not have such a theme, the report says so. The first theme found here, asked for
# by name:
#
# [[theme]]
";

const DECISIONS: &str = "
# Decisions on the themes that are found, made in this order. They hold for other seeds and for more
# documents, as themes are known by terms and documents and not by numbers.
#
# [[decisions.merge]]
# themes = [{ terms = [\"…\"] }, { terms = [\"…\"] }]
# name = \"…\"                                # may be left out
#
# [[decisions.split]]
# theme = { terms = [\"…\"] }
# into = 2                                  # or: by = [[\"…\"], [\"…\", \"…\"]]
#
# [[decisions.move]]                        # or pin: it then counts for the theme's centre too
# document = \"{document}\"
# to = { terms = [\"…\"] }
#
# [[decisions.exclude]]
# document = \"{document}\"                 # or: term = \"…\"
#
# The themes found, each with a rename to begin with.
";

/// A commented thememap.toml for the corpus of a run without a guide: its themes, each with the
/// anchor that decisions know it by. `file` and `inputs` are what the run is to be called with.
pub fn starter(map: &ThemeMap, file: &str, inputs: &str) -> String {
    let themes = &map.themes.themes;
    let phrases = themes.iter().flat_map(|theme| &theme.keywords);
    let phrase = phrases.into_iter().find(|keyword| keyword.contains(' '));
    let phrase = phrase.map_or("neural network", String::as_str);
    let document = map
        .corpus
        .documents
        .first()
        .map_or("…", |document| &document.id);
    let mut text = HEAD
        .replace("{file}", file)
        .replace("{inputs}", inputs)
        .replace("{themes}", &themes.len().to_string())
        .replace("{language}", map.options.language.name())
        .replace("\"{phrase}\"", &quoted(phrase));
    if let Some(first) = themes.first() {
        text += &format!("# name = {}\n", quoted(&first.label));
        text += &format!("# terms = {}\n", terms(first));
        text += &format!("# exemplars = {}\n", exemplars(map, first));
    }
    text += &DECISIONS.replace("\"{document}\"", &quoted(document));
    for (theme, &number) in themes.iter().zip(&map.model.numbers) {
        let documents = plural(theme.size, "document");
        let anchor = format!(
            "{{ terms = {}, exemplars = {} }}",
            terms(theme),
            exemplars(map, theme)
        );
        let _ = write!(
            text,
            "\n# Theme {number}, {documents}: {}\n# [[decisions.rename]]\n# theme = {anchor}\n# name = {}\n",
            theme.label,
            quoted(&theme.label)
        );
    }
    text
}

fn terms(theme: &Theme) -> String {
    list(theme.keywords.iter().take(TERMS).map(String::as_str))
}

fn exemplars(map: &ThemeMap, theme: &Theme) -> String {
    list(
        theme
            .exemplars
            .iter()
            .map(|&document| map.corpus.documents[document].id.as_str()),
    )
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = texts.map(quoted).collect();
    format!("[{}]", quoted.join(", "))
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.replace(char::is_control, " ")).to_string()
}
