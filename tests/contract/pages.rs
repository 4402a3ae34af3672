//! The maps and the report: well-formed, complete, fetching nothing and telling nothing of the
//! machine that they were made on.

use crate::cases::{Case, every_run};
use crate::markup::tags;
use crate::support::project;
use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn the_charts_are_well_formed_and_the_maps_draw_every_document() {
    every_run(|case| {
        let documents = case.files.table("documents.csv").rows().len();
        let files = case.files.names().into_iter();
        for name in files.filter(|name| name.ends_with(".svg")) {
            let drawing = roxmltree::Document::parse(case.files.text(name));
            let drawing = drawing.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(drawing.root_element().tag_name().name(), "svg");
            assert!(drawing.root_element().has_attribute("viewBox"));
            for node in drawing.descendants().filter(|node| node.is_element()) {
                let element = node.tag_name().name();
                assert!(
                    !["script", "foreignObject", "image"].contains(&element),
                    "{name}"
                );
                for attribute in node.attributes() {
                    let fetches = attribute.name() == "href" && !attribute.value().starts_with('#');
                    assert!(
                        !fetches && !attribute.name().starts_with("on"),
                        "{attribute:?}"
                    );
                    assert!(!attribute.value().contains("NaN"), "{attribute:?}");
                }
            }
            let circles = drawing
                .descendants()
                .filter(|node| node.has_tag_name("circle"))
                .count();
            let is_map = name.starts_with("theme-map");
            assert!(
                !is_map || circles == 0 || circles >= documents,
                "{circles} of {documents}"
            );
        }
    });
}

#[test]
fn the_charts_name_every_theme_in_their_descriptions() {
    every_run(|case| {
        let themes = case.files.table("themes.csv");
        for name in ["theme-map.svg", "theme-sizes.svg", "timeline.svg"] {
            if !case.files.has(name) {
                continue;
            }
            let drawing = roxmltree::Document::parse(case.files.text(name)).expect("it is XML");
            let mut nodes = drawing.descendants();
            let description = nodes.find(|node| node.has_tag_name("desc"));
            let words = description.and_then(|node| node.text()).unwrap_or_default();
            for label in themes.column("label") {
                assert!(words.contains(label), "{name}: {label}");
            }
        }
    });
}

#[test]
fn the_map_as_an_image_is_a_png() {
    every_run(|case| {
        let image = &case.files["theme-map.png"];
        assert!(image.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(image.ends_with(b"IEND\xAE\x42\x60\x82"));
        let width = u32::from_be_bytes(image[16..20].try_into().expect("four bytes"));
        let drawing = roxmltree::Document::parse(case.files.text("theme-map.svg"));
        let drawing = drawing.expect("the map is XML");
        let drawn: f64 = drawing
            .root_element()
            .attribute("width")
            .and_then(|width| width.parse().ok())
            .expect("the map has a width");
        assert_eq!(f64::from(width), drawn * 2.0);
    });
}

#[test]
fn the_page_is_well_formed_and_its_links_lead_somewhere() {
    every_run(|case| {
        let tags = tags(case.files.text("report.html"));
        let ids: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        for tag in &tags {
            for name in ["href", "aria-controls", "aria-labelledby", "for"] {
                let target = tag.attribute(name).unwrap_or_default();
                let target = if name == "href" {
                    target.strip_prefix('#')
                } else {
                    Some(target)
                };
                for id in target.unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(id), "{name} of {tag:?} leads nowhere");
                }
            }
        }
        for element in ["html", "head", "title", "body", "main"] {
            let count = tags.iter().filter(|tag| tag.name == element).count();
            assert_eq!(count, 1, "{element}");
        }
    });
}

#[test]
fn the_page_holds_every_theme_and_document() {
    every_run(|case| {
        let page = case.files.text("report.html");
        let start = page.find("id=\"data\">").expect("the page has data") + "id=\"data\">".len();
        let data = page[start..].split("</script>").next().unwrap_or_default();
        let data: serde_json::Value = serde_json::from_str(data).expect("the data are JSON");
        let themes = data["themes"].as_array().expect("there are themes");
        assert_eq!(themes.len(), case.files.table("themes.csv").rows().len());
        for (theme, row) in themes.iter().zip(case.files.table("themes.csv").rows()) {
            assert_eq!(theme["label"], row["label"]);
        }
    });
}

#[test]
fn rows_of_the_markdown_tables_have_as_many_cells_as_their_head() {
    every_run(|case| {
        let text = case.files.text("report.md");
        let mut width = None;
        for line in text.lines() {
            if !line.starts_with('|') {
                width = None;
                continue;
            }
            let cells = line.replace("\\|", "").matches('|').count();
            assert_eq!(*width.get_or_insert(cells), cells, "{line}");
        }
        for image in case
            .files
            .names()
            .into_iter()
            .filter(|name| name.ends_with(".svg"))
        {
            assert!(
                text.contains(&format!("=\"{image}\"")),
                "{image} is not shown"
            );
        }
        let themes = case.files.table("themes.csv").rows().len();
        let numbered = (1..=themes).all(|number| text.contains(&format!("\n| {number} | **")));
        assert!(numbered, "a theme is missing");
    });
}

#[test]
fn nothing_tells_where_or_when_a_run_took_place() {
    let (host, today) = (said_by("uname", "-n"), said_by("date", "+%F"));
    every_run(|case| {
        let project = project("");
        let mut secrets = vec![
            case.place(),
            today.as_str(),
            "/tmp/",
            "/home/",
            "/root/",
            "file://",
        ];
        secrets.extend(project.to_str());
        // A short name of a host may be a word of any text.
        secrets.extend(Some(host.as_str()).filter(|host| host.len() > 5));
        for (name, secret) in files_and(case, &secrets) {
            assert!(!holds(&case.files[name], secret), "{name} holds {secret}");
        }
    });
}

fn files_and<'a>(case: &'a Case, secrets: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let names = case.files.names().into_iter();
    names.flat_map(move |name| secrets.iter().map(move |&secret| (name, secret)))
}

fn holds(bytes: &[u8], secret: &str) -> bool {
    !secret.is_empty()
        && bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes())
}

fn said_by(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    said.unwrap_or_default()
}
