//! What a reader finds in `report.html` and `report.md`.

#[path = "browser/planted.rs"]
mod planted;

use planted::{HOSTILE, planted};
use thememap::export::{html::html, markdown::markdown, report::ReportData};

fn page(data: &ReportData) -> String {
    String::from_utf8(html(data)).expect("the page is UTF-8")
}

fn text(data: &ReportData) -> String {
    String::from_utf8(markdown(data)).expect("the page is UTF-8")
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    assert_eq!(html(&planted(240)), html(&planted(240)));
    assert_eq!(markdown(&planted(240)), markdown(&planted(240)));
}

#[test]
fn the_page_has_one_script_and_no_other_way_to_run_one() {
    let page = page(&planted(240));
    assert_eq!(
        page.matches("<script").count(),
        2,
        "the data and the program"
    );
    assert_eq!(page.matches("</script").count(), 2);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(
        !page.contains(" style="),
        "the policy forbids styles on elements"
    );
    assert!(!page.contains(" onerror=\""));
    assert!(!page.contains("<!-- <img"));
}

#[test]
fn nothing_is_fetched() {
    let page = page(&planted(240));
    for attribute in ["src=\"", "srcset=\"", "<link rel=\"icon\" href=\""] {
        for (at, _) in page.match_indices(attribute) {
            let value = &page[at + attribute.len()..];
            assert!(value.starts_with("data:image/"), "{}", &value[..40]);
        }
    }
    assert!(!page.contains("@import") && !page.contains("url("));
}

#[test]
fn without_javascript_the_themes_the_exemplars_and_the_documents_can_be_read() {
    let data = planted(240);
    let page = page(&data);
    let still = page.split("<script").next().unwrap();
    for theme in &data.themes {
        assert!(still.contains(&theme.label));
        assert!(still.contains(data.documents[theme.exemplars[0]].title));
    }
    assert_eq!(still.matches("<th scope=\"row\"><bdi>On the ").count(), 234);
    assert!(still.contains("<picture class=\"drawing\">"));
}

#[test]
fn fifty_thousand_documents_stay_below_25_megabytes() {
    let size = html(&planted(50_000)).len();
    assert!(size < 25_000_000, "{size} bytes");
}

#[test]
fn more_documents_than_that_are_sampled_and_the_page_says_so() {
    let page = page(&planted(60_000));
    assert!(page.contains("This page holds 50,0"));
    assert!(page.contains("of 60,000 documents"));
}

#[test]
fn an_empty_run_still_makes_a_page() {
    let data = ReportData::default();
    assert!(page(&data).ends_with("</html>\n"));
    assert!(text(&data).contains("## Methods"));
}

#[test]
fn in_markdown_every_table_row_has_the_columns_of_its_head() {
    let text = text(&planted(240));
    let mut columns = None;
    for line in text.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        let cells = line.replace("\\|", "").matches('|').count();
        assert_eq!(*columns.get_or_insert(cells), cells, "{line}");
    }
}

#[test]
fn in_markdown_titles_are_text() {
    let mut data = planted(240);
    data.themes[0].exemplars = (0..2).collect();
    data.themes[1].exemplars = (2..4).collect();
    let text = text(&data);
    assert!(!text.contains("<script") && !text.contains("<img src=x") && !text.contains("<!--"));
    let unescaped = text.replace("\\]", "");
    assert!(!unescaped.contains("](javascript"));
    assert!(!text.contains(HOSTILE[5].chars().next().unwrap()));
}

#[test]
fn in_markdown_the_map_follows_the_readers_colours() {
    let text = text(&planted(240));
    assert!(text.contains("srcset=\"theme-map-dark.svg\""));
    assert!(text.contains("src=\"theme-map.svg\""));
}
