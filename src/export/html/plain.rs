//! A page of text, tables and charts as HTML, which fetches nothing and has no script.

use super::escape::{phrase, text};
use super::policy::content_security_policy;
use super::sections::figure;
use crate::export::report::{Grid, Page, Section};

const STYLE: &str = include_str!("assets/plain.css");

/// The page in UTF-8.
pub fn plain(page: &Page) -> Vec<u8> {
    let title = text(&page.title);
    let policy = content_security_policy(STYLE, "");
    let lead = paragraphs(&page.lead);
    let sections: String = page.sections.iter().map(section).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n{lead}{sections}</body>\n</html>\n"
    )
    .into_bytes()
}

fn section(section: &Section) -> String {
    let charts: String = section.charts.iter().map(figure).collect();
    format!(
        "<section>\n<h2>{}</h2>\n{}{}{charts}</section>\n",
        text(&section.heading),
        paragraphs(&section.paragraphs),
        section.table.as_ref().map_or(String::new(), table),
    )
}

fn paragraphs(texts: &[String]) -> String {
    let texts = texts.iter();
    texts
        .map(|paragraph| format!("<p>{}</p>\n", text(paragraph)))
        .collect()
}

fn table(grid: &Grid) -> String {
    let head: String = grid
        .head
        .iter()
        .map(|name| format!("<th scope=\"col\">{}</th>", text(name)))
        .collect();
    let row = |cells: &Vec<String>| {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<td>{}</td>", phrase(cell)))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = grid.rows.iter().map(row).collect();
    format!(
        "<div class=\"scroll\">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n\
         </table>\n</div>\n"
    )
}
