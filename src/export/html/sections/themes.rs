//! The themes with their keywords, exemplars, size, years and trust.

use super::scrolling;
use crate::export::html::escape::{phrase, text};
use crate::export::report::{ReportData, ThemeRow, confidence};
use crate::numbers::{count, fixed, percent, plural};

/// Exemplars shown for each theme.
const EXEMPLARS: usize = 3;

/// Colour of a theme that has none.
const NO_COLOUR: &str = "#7a7f87";

pub(in crate::export::html) fn themes(data: &ReportData) -> String {
    let largest = data
        .themes
        .iter()
        .map(|theme| theme.size)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows: String = data
        .themes
        .iter()
        .map(|theme| row(data, theme, largest))
        .collect();
    let table = format!(
        "<table class=\"themes{}\">\n<caption>{}. Keywords tell a theme from the others; beneath them stand the documents that show it best.</caption>\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\">Documents</th><th scope=\"col\">Stability</th><th scope=\"col\">Silhouette</th><th scope=\"col\" class=\"years\">Years</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        undated(data),
        plural(data.themes.len(), "theme")
    );
    scrolling("Themes", &table)
}

/// A class for tables whose column of years would be empty.
pub(super) fn undated(data: &ReportData) -> &'static str {
    if data
        .documents
        .iter()
        .any(|document| document.year.is_some())
    {
        ""
    } else {
        " undated"
    }
}

/// One CSS rule a theme and colour scheme: the page's policy forbids styles on elements.
pub(in crate::export::html) fn theme_colours(data: &ReportData) -> String {
    let rules = |pick: fn(&ThemeRow) -> &str| -> String {
        data.themes
            .iter()
            .map(|theme| format!(".t{}{{--c:{}}}", theme.number, colour(pick(theme))))
            .collect()
    };
    format!(
        "{}\n@media screen and (prefers-color-scheme: dark){{{}}}\n",
        rules(|theme| &theme.light),
        rules(|theme| &theme.dark)
    )
}

/// The colour itself if it is one, else grey.
pub(in crate::export::html) fn colour(hex: &str) -> &str {
    let is_colour = hex.len() == 7
        && hex.starts_with('#')
        && hex.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit());
    if is_colour { hex } else { NO_COLOUR }
}

fn row(data: &ReportData, theme: &ThemeRow, largest: usize) -> String {
    let keywords: Vec<String> = theme.keywords.iter().map(|word| phrase(word)).collect();
    let exemplars: String = data
        .exemplars(theme)
        .take(EXEMPLARS)
        .map(|document| {
            let year = document
                .year
                .map_or(String::new(), |year| format!(" <span>{year}</span>"));
            format!("<li>{}{year}</li>", phrase(document.heading()))
        })
        .collect();
    format!(
        "<tr class=\"t{number}\"><th scope=\"row\"><i class=\"dot\"></i><span class=\"number\">{number}</span> <span class=\"label\" data-theme=\"{number}\">{label}</span>{given}<p class=\"keywords\">{keywords}</p><ul class=\"exemplars\">{exemplars}</ul></th><td>{size} <span>{share}</span>{bar}</td><td>{stability} <span>{confidence}</span></td><td>{silhouette}</td><td class=\"years\">{years}</td></tr>\n",
        number = theme.number,
        label = phrase(&theme.label),
        given = given(theme),
        keywords = keywords.join(", "),
        size = count(theme.size),
        share = percent(theme.share),
        bar = bar(theme.size, largest),
        stability = fixed(theme.stability, 2),
        confidence = confidence(theme.stability),
        silhouette = fixed(theme.silhouette, 2),
        years = years(theme),
    )
}

/// What those who gave the theme call it.
fn given(theme: &ThemeRow) -> String {
    theme.given.as_ref().map_or(String::new(), |name| {
        format!("<p class=\"given\">given as {}</p>", phrase(name))
    })
}

fn bar(size: usize, largest: usize) -> String {
    let width = fixed(size as f64 / largest as f64 * 100.0, 1);
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"4\"/></svg>"
    )
}

/// Columns of documents by year, and the first and last year in figures.
fn years(theme: &ThemeRow) -> String {
    let (Some(&(first, _)), Some(&(last, _))) = (theme.years.first(), theme.years.last()) else {
        return String::new();
    };
    let most = theme
        .years
        .iter()
        .map(|&(_, number)| number)
        .max()
        .unwrap_or(1)
        .max(1);
    let span = i64::from(last) - i64::from(first) + 1;
    let step = 96.0 / span as f64;
    let width = (step * 0.8).clamp(0.5, 8.0);
    let columns: String = theme
        .years
        .iter()
        .map(|&(year, number)| {
            let x = (i64::from(year) - i64::from(first)) as f64 * step + (step - width) / 2.0;
            let height = number as f64 / most as f64 * 24.0;
            format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                fixed(x, 1),
                fixed(24.0 - height, 1),
                fixed(width, 1),
                fixed(height, 1)
            )
        })
        .collect();
    let name = text(&format!("Documents by year, {first} to {last}"));
    format!(
        "<svg class=\"spark\" viewBox=\"0 0 96 24\" role=\"img\" aria-label=\"{name}\">{columns}</svg><span>{first}–{last}</span>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_colour_can_stand_where_a_colour_stands() {
        assert_eq!(colour("#1f77b4"), "#1f77b4");
        assert_eq!(colour("red}body{display:none"), NO_COLOUR);
        assert_eq!(colour("#12345"), NO_COLOUR);
    }
}
