//! topic_info.csv: the themes as BERTopic's `get_topic_info().to_csv(index=False)` writes topics.

use crate::export::Report;
use crate::{Result, ThemeMap};

const HEADER: [&str; 5] = [
    "Topic",
    "Count",
    "Name",
    "Representation",
    "Representative_Docs",
];

/// A row a theme; topics count from 0, so that theme 1 is topic 0, and -1 are the documents in no
/// theme. Where themes were given as whole numbers, topics keep these. Lists are Python's.
pub fn topic_info(report: &Report) -> Result<Option<Vec<u8>>> {
    let mut rows: Vec<(i64, [String; 4])> = topics_of(report.map).collect();
    rows.extend(outliers(report.map));
    rows.sort_by_key(|(topic, _)| *topic);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = HEADER.map(String::from);
    let rows = rows
        .into_iter()
        .map(|(topic, [count, name, words, texts])| [topic.to_string(), count, name, words, texts]);
    for row in std::iter::once(header).chain(rows) {
        writer
            .write_record(&row)
            .expect("a vector takes every row of the header's length");
    }
    Ok(Some(
        writer.into_inner().expect("a vector takes every byte"),
    ))
}

/// The rows of the themes, each behind its number.
fn topics_of(map: &ThemeMap) -> impl Iterator<Item = (i64, [String; 4])> {
    let topics = topics(&map.model.numbers, map.given.as_deref());
    map.themes.themes.iter().zip(topics).map(|(theme, topic)| {
        let texts = theme.exemplars.iter().map(|&document| text(map, document));
        let texts: Vec<String> = texts.collect();
        let row = [
            theme.size.to_string(),
            format!("{topic}_{}", theme.label),
            python_list(theme.keywords.iter().map(String::as_str)),
            python_list(texts.iter().map(String::as_str)),
        ];
        (topic, row)
    })
}

/// The row of the documents in no theme, if there are any.
fn outliers(map: &ThemeMap) -> Option<(i64, [String; 4])> {
    let memberships = map.model.memberships.iter();
    let in_none = memberships.filter(|m| m.assigned().is_none()).count();
    let none = python_list([]);
    let name = "-1_in no theme".to_string();
    (in_none > 0).then(|| (-1, [in_none.to_string(), name, none.clone(), none]))
}

/// The number of each theme among topics: the one under which all were given, else one less.
fn topics(numbers: &[usize], given: Option<&[String]>) -> Vec<i64> {
    let as_given: Option<Vec<i64>> = given.and_then(|names| {
        let number = |name: &String| name.strip_suffix(".0").unwrap_or(name).parse().ok();
        names.iter().map(number).collect()
    });
    as_given.unwrap_or_else(|| numbers.iter().map(|&number| number as i64 - 1).collect())
}

/// Title and abstract of a document, a line each.
fn text(map: &ThemeMap, document: usize) -> String {
    let document = &map.corpus.documents[document];
    let texts = [document.title.as_str(), &document.abstract_text];
    let there: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    there.join("\n")
}

/// A list of texts as Python writes and reads it.
fn python_list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let literals = texts.into_iter().map(|text| {
        let inner = text.replace('\\', "\\\\").replace('\'', "\\'");
        format!("'{}'", inner.replace('\n', "\\n").replace('\r', "\\r"))
    });
    format!("[{}]", literals.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_of_python() {
        assert_eq!(python_list(["it's", "a\\b\nc"]), "['it\\'s', 'a\\\\b\\nc']");
        assert_eq!(python_list([]), "[]");
    }

    #[test]
    fn topics_keep_the_whole_numbers_that_they_were_given() {
        let names = |names: [&str; 2]| names.map(String::from).to_vec();
        assert_eq!(topics(&[1, 2], None), [0, 1]);
        assert_eq!(topics(&[1, 2], Some(&names(["7", "3"]))), [7, 3]);
        assert_eq!(topics(&[1, 2], Some(&names(["7.0", "0.0"]))), [7, 0]);
        assert_eq!(topics(&[1, 2], Some(&names(["7", "cats"]))), [0, 1]);
    }
}
