//! `report.html`: one page that fetches nothing and can be read without JavaScript.

mod columns;
mod escape;
mod plain;
mod policy;
mod sample;
mod sections;
mod template;

use super::report::ReportData;
pub(super) use plain::plain;

use columns::Columns;
use escape::{json, text};
pub(crate) use sample::MOST_DOCUMENTS;
use sample::Sample;
use template::fill;

const PAGE: &str = include_str!("assets/page.html");
const STYLE: &str = include_str!("assets/report.css");
const LIVE: &str = include_str!("assets/live.css");
const PRINT: &str = include_str!("assets/print.css");

/// The parts of the page's script, in the order in which they are joined.
const SCRIPT: &[&str] = &[
    include_str!("assets/script/data.js"),
    include_str!("assets/script/state.js"),
    include_str!("assets/script/edits.js"),
    include_str!("assets/script/filter.js"),
    include_str!("assets/script/grid.js"),
    include_str!("assets/script/view.js"),
    include_str!("assets/script/colour.js"),
    include_str!("assets/script/labels.js"),
    include_str!("assets/script/draw.js"),
    include_str!("assets/script/lasso.js"),
    include_str!("assets/script/pointer.js"),
    include_str!("assets/script/keys.js"),
    include_str!("assets/script/csv.js"),
    include_str!("assets/script/toml.js"),
    include_str!("assets/script/dom.js"),
    include_str!("assets/script/editing.js"),
    include_str!("assets/script/panel.js"),
    include_str!("assets/script/timeline.js"),
    include_str!("assets/script/table.js"),
    include_str!("assets/script/controls.js"),
    include_str!("assets/script/hash.js"),
    include_str!("assets/script/main.js"),
];

/// The report as an HTML page in UTF-8.
///
/// Up to 50,000 documents are on the page; of a larger collection every theme gives the same
/// share, and the page says so. Abstracts are shortened where they would make the page heavier
/// than 25 MB.
pub fn html(data: &ReportData) -> Vec<u8> {
    let sample = Sample::of(data);
    let columns = Columns::of(data, &sample);
    let style = format!("{STYLE}{LIVE}{}{PRINT}", sections::theme_colours(data));
    let script = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPT.concat());
    let page = fill(
        PAGE,
        &[
            ("policy", &policy::content_security_policy(&style, &script)),
            ("title", &text(&data.title)),
            ("version", &text(&data.version)),
            ("style", &style),
            ("summary", &sections::summary(data)),
            ("map", &sections::map(data, &sample)),
            ("themes", &sections::themes(data)),
            ("documents", &sections::documents(data, &columns, &sample)),
            ("guide", &sections::guide(data)),
            ("number", &sections::number_of_themes(data)),
            ("unsure", &sections::unsure(data)),
            ("quality", &sections::quality(data)),
            ("charts", &sections::charts(data)),
            ("made", &sections::made(data)),
            (
                "dropped",
                &(sections::ledger(data) + &sections::dropped(data)),
            ),
            ("data", &json(&columns)),
            ("script", &script),
        ],
    );
    page.into_bytes()
}
