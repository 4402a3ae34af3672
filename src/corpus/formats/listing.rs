//! A listing as saved from a web page: a title on one line, its abstract on the next, no ids.

use super::alternation::{self, Fault};
use crate::corpus::columns::Columns;
use crate::corpus::format::extension;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;
use crate::{Error, Result};

/// Whether the page's furniture stands on top, or the lines of a text file take turns as titles and
/// abstracts do.
pub(in crate::corpus) fn recognise(head: &str, file: &str) -> bool {
    let lines: Vec<&str> = filled(head).map(|(_, line)| line).collect();
    if lines.first().is_some_and(|line| is_furniture(line)) {
        return true;
    }
    let is_text = extension(file).is_none_or(|ending| ending == "txt" || ending == "text");
    // The last line seen may be cut short.
    is_text
        && alternation::is_likely(&lines[..lines.len().saturating_sub(1).max(2.min(lines.len()))])
}

/// Pairs of title and abstract.
///
/// # Errors
///
/// Fails when a line seems to be lost, so that titles and abstracts are out of step, and names the
/// line where that shows.
pub(in crate::corpus) fn read(text: &str, file: &str, _columns: &Columns) -> Result<Vec<Record>> {
    let lines: Vec<(usize, &str)> = filled(text)
        .skip_while(|(_, line)| is_furniture(line))
        .collect();
    let texts: Vec<&str> = lines
        .iter()
        .enumerate()
        .map(|(index, &(_, line))| {
            if index == 0 {
                without_button(line)
            } else {
                line
            }
        })
        .collect();

    if let Some(fault) = alternation::first_fault(&texts) {
        let (index, problem) = match fault {
            Fault::TitleMissing(index) => (index, "an abstract without its title stands here"),
            Fault::AbstractMissing(index) => (index, "a title without its abstract stands here"),
        };
        return Err(Error::Input {
            file: file.to_owned(),
            place: format!("line {}", lines[index].0),
            problem: format!(
                "{problem}. Titles and abstracts must take turns, a line each; put the lost line \
                 back, or take this one out"
            ),
        });
    }
    let pairs = texts.chunks_exact(2);
    Ok(pairs
        .map(|pair| Record {
            title: pair[0].to_owned(),
            abstract_text: pair[1].to_owned(),
            ..Record::default()
        })
        .collect())
}

fn filled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    numbered(text)
        .map(|(number, line)| (number, line.trim()))
        .filter(|(_, line)| !line.is_empty())
}

const INVITATION: &str = "Get trending papers in your email inbox";
const BUTTON: &str = "Subscribe";

fn is_furniture(line: &str) -> bool {
    line.starts_with(INVITATION) || line == BUTTON
}

/// The first title without the page's button, which copying glues to it.
fn without_button(title: &str) -> &str {
    match title.strip_prefix(BUTTON) {
        Some(rest) if !rest.starts_with(|c: char| c.is_lowercase() || c.is_whitespace()) => rest,
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    const INTERFERENCE: &str =
        include_str!("../../../data/listings/listing-interference-effects.txt");
    const INTERVENTIONS: &str = include_str!("../../../data/listings/listing-interventions.txt");

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.txt", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn furniture_and_button_are_no_part_of_the_first_title() {
        let records = records(INTERFERENCE).unwrap();
        assert_eq!(records.len(), 101);
        assert_eq!(
            records[0].title,
            "CloudFormer: An Attention-based Performance Prediction for Public Clouds with Unknown \
             Workload"
        );
        assert!(
            records[0]
                .abstract_text
                .starts_with("Cloud platforms are increasingly relied")
        );
        assert_eq!(self::records(INTERVENTIONS).unwrap().len(), 325);
    }

    #[test]
    fn the_button_comes_off_the_first_title_only() {
        assert_eq!(without_button("SubscribeCloudFormer"), "CloudFormer");
        assert_eq!(without_button("Subscribe$μ$nit Scaling"), "$μ$nit Scaling");
        assert_eq!(without_button("Subscribers leave"), "Subscribers leave");
        assert_eq!(without_button("Subscribe to me"), "Subscribe to me");
    }

    #[test]
    fn blank_lines_and_line_ends_do_not_matter() {
        let text = INTERFERENCE.replace('\n', "\r\n\r\n");
        assert_eq!(records(&text).unwrap(), records(INTERFERENCE).unwrap());
        assert_eq!(
            records(&INTERFERENCE.replace('\n', "\r")).unwrap().len(),
            101
        );
    }

    /// Takes out every line in turn; says how often that was noticed and how often the line told is
    /// the one behind the hole (or the last line, when that lost its abstract).
    fn lost_lines(text: &str) -> (usize, usize, usize) {
        let lines: Vec<&str> = text.lines().collect();
        let furniture = 2;
        let (mut noticed, mut exact) = (0, 0);
        for lost in furniture..lines.len() {
            let mut rest = lines.clone();
            rest.remove(lost);
            let expected = (lost + 1).min(rest.len());
            if let Err(error) = records(&rest.join("\n")) {
                noticed += 1;
                let is_title_lost = lost % 2 == 0;
                // An abstract that lost its title stands at the hole; a title that lost its
                // abstract stands before it.
                let place = if is_title_lost { expected } else { lost };
                exact += usize::from(error.to_string().contains(&format!("line {place}:")));
            }
        }
        (lines.len() - furniture, noticed, exact)
    }

    #[test]
    fn any_lost_line_is_noticed_and_named() {
        assert_eq!(lost_lines(INTERFERENCE), (202, 202, 202));
        assert_eq!(lost_lines(INTERVENTIONS), (650, 650, 650));
    }

    #[test]
    fn any_lost_line_is_noticed_where_abstracts_are_short() {
        let short: Vec<String> = INTERFERENCE
            .lines()
            .map(|line| match line.match_indices(". ").next() {
                Some((end, _)) => line[..=end].to_owned(),
                None => line.to_owned(),
            })
            .collect();
        let (lines, noticed, exact) = lost_lines(&short.join("\n"));
        assert!(records(&short.join("\n")).is_ok());
        assert_eq!(noticed, lines);
        assert!(exact * 100 >= lines * 90, "{exact} of {lines}");
    }
}
