//! `--export`.

use crate::support::{Files, Folder, Papers};
use std::collections::{BTreeMap, BTreeSet};

const ALL: [&str; 4] = ["--themes", "3", "--export", "vosviewer,graphml,bertopic"];
const NAMES: [&str; 4] = [
    "vosviewer-map.txt",
    "vosviewer-network.txt",
    "themes.graphml",
    "topic_info.csv",
];

fn folder() -> Folder {
    Folder::new().with("papers.csv", Papers::mixed(20).csv())
}

fn exported() -> Files {
    folder().report("papers.csv", &ALL)
}

#[test]
fn exports_are_written_when_asked_for_and_go_when_they_are_not() {
    let folder = folder();
    let plain = folder.report("papers.csv", &ALL[..2]);
    assert!(NAMES.iter().all(|name| !plain.has(name)));
    let files = folder.report("papers.csv", &ALL);
    assert!(NAMES.iter().all(|name| files.has(name)));
    for name in plain
        .names()
        .into_iter()
        .filter(|name| !name.ends_with("run.json"))
    {
        if !["report.html", "report.md", "model.json"].contains(&name) {
            assert_eq!(plain[name], files[name], "{name}");
        }
    }
    let check = ["check", "--baseline", "out", "papers.csv", "--verify"];
    folder.run(&check).succeeds();
    folder.put("out/topic_info.csv", "changed\n");
    let run = folder.run(&check);
    assert!(
        run.stderr().contains("topic_info.csv differs in line 1"),
        "{run}"
    );
    let files = folder.report("papers.csv", &["--themes", "3", "--export", "graphml"]);
    assert!(files.has("themes.graphml") && !files.has("topic_info.csv"));
}

#[test]
fn a_file_of_another_program_under_the_same_name_stays() {
    let folder = folder();
    folder.put("out/topic_info.csv", "another's\n");
    let files = folder.report("papers.csv", &["--themes", "3"]);
    assert_eq!(files.text("topic_info.csv"), "another's\n");
    folder
        .run(&["report", "papers.csv", "--export", "gephi"])
        .is_bad_usage_saying(&["gephi", "--export", "vosviewer, graphml, bertopic"]);
}

/// The cells of a file whose columns tabs part.
fn cells<'f>(files: &'f Files, name: &str) -> Vec<Vec<&'f str>> {
    let lines = files.text(name).lines();
    lines.map(|line| line.split('\t').collect()).collect()
}

fn number(cell: &str) -> f64 {
    cell.parse()
        .unwrap_or_else(|_| panic!("{cell:?} is no number"))
}

/// The place of a column of the map.
fn place(header: &[&str], column: &str) -> usize {
    let place = header.iter().position(|&name| name == column);
    place.unwrap_or_else(|| panic!("no {column} among {header:?}"))
}

#[test]
fn the_map_for_vosviewer_has_every_term_once_with_its_theme_and_its_weights() {
    let files = exported();
    let map = cells(&files, "vosviewer-map.txt");
    let (header, rows) = map.split_first().expect("it has a header");
    assert_eq!(header[..3], ["id", "label", "cluster"]);
    let occurrences = place(header, "weight<Occurrences>");
    let year = place(header, "score<Avg. pub. year>");
    assert!(rows.len() >= 30, "{} terms", rows.len());
    for row in rows {
        assert_eq!(row.len(), header.len(), "{row:?}");
        assert!((1.0..=3.0).contains(&number(row[2])), "{row:?}");
        assert!(number(row[occurrences]) >= 1.0, "{row:?}");
        assert!((2015.0..2023.0).contains(&number(row[year])), "{row:?}");
    }
    for column in [0, 1] {
        let distinct: BTreeSet<&str> = rows.iter().map(|row| row[column]).collect();
        assert_eq!(distinct.len(), rows.len(), "{} twice", header[column]);
    }
}

#[test]
fn the_links_for_vosviewer_add_up_to_the_strengths_of_the_map() {
    let files = exported();
    let map = cells(&files, "vosviewer-map.txt");
    let total = place(&map[0], "weight<Total link strength>");
    let rows = map[1..].iter();
    let mut rest: BTreeMap<&str, f64> = rows.map(|row| (row[0], number(row[total]))).collect();
    for link in cells(&files, "vosviewer-network.txt") {
        let [a, b, documents] = link[..] else {
            panic!("{link:?}")
        };
        assert_ne!(a, b, "{link:?}");
        for end in [a, b] {
            *rest.get_mut(end).expect("an id of the map") -= number(documents);
        }
    }
    assert!(rest.values().all(|&rest| rest == 0.0), "{rest:?}");
}

#[test]
fn a_map_of_papers_without_years_has_no_column_of_years() {
    let papers = Papers::mixed(20).csv().replace("year", "volume");
    let files = Folder::new()
        .with("papers.csv", papers)
        .report("papers.csv", &ALL);
    let map = files.text("vosviewer-map.txt");
    assert!(
        map.lines().all(|line| line.split('\t').count() == 6),
        "{map}"
    );
}

#[test]
fn links_count_the_documents_that_hold_both_terms() {
    let rows: String = (0..12)
        .map(|i| match i % 3 {
            0 => format!("d{i},Soil and compost,Roots in wet soil.\n"),
            1 => format!("d{i},Soil,Roots grow.\n"),
            _ => format!("d{i},Comets,Comets and orbits.\n"),
        })
        .collect();
    let folder = Folder::new().with("a.csv", format!("id,title,abstract\n{rows}"));
    let options = [
        "--themes",
        "2",
        "--keep-duplicates",
        "--export",
        "vosviewer",
    ];
    let files = folder.report("a.csv", &options);
    let map = files.text("vosviewer-map.txt");
    let id = |label: &str| {
        let row = map
            .lines()
            .find(|row| row.split('\t').nth(1) == Some(label));
        row.unwrap_or_else(|| panic!("no {label} in\n{map}"))
            .split('\t')
            .next()
            .unwrap()
            .to_string()
    };
    let (soil, compost) = (id("soil"), id("compost"));
    let mut ends = [soil, compost];
    ends.sort_by_key(|end| end.parse::<usize>().unwrap());
    let link = format!("{}\t{}\t4", ends[0], ends[1]);
    let network = files.text("vosviewer-network.txt");
    assert!(
        network.lines().any(|line| line == link),
        "{link}\n{network}"
    );
}

#[test]
fn the_graph_has_a_node_a_theme_and_their_cosines_on_its_edges() {
    let files = exported();
    let document = roxmltree::Document::parse(files.text("themes.graphml")).expect("well-formed");
    let all = |tag: &'static str| {
        document
            .descendants()
            .filter(move |node| node.has_tag_name(tag))
    };
    let namespace = "http://graphml.graphdrawing.org/xmlns";
    assert_eq!(
        document.root_element().tag_name().namespace(),
        Some(namespace)
    );
    let keys: BTreeSet<&str> = all("key").filter_map(|key| key.attribute("id")).collect();
    assert!(all("data").all(|data| keys.contains(data.attribute("key").unwrap())));
    let value = |node: roxmltree::Node, key: &str| {
        let data = node
            .children()
            .find(|child| child.attribute("key") == Some(key));
        data.and_then(|data| data.text())
            .unwrap_or_default()
            .to_string()
    };
    let themes = files.table("themes.csv");
    for (node, theme) in all("node").zip(themes.rows()) {
        assert_eq!(node.attribute("id"), Some(&theme["theme"]));
        assert_eq!(value(node, "label"), theme["label"]);
        assert_eq!(value(node, "size"), theme["size"]);
    }
    let pairs = files.table("theme_similarity.csv");
    for edge in all("edge") {
        let ends = [edge.attribute("source"), edge.attribute("target")];
        let row = pairs
            .rows()
            .find(|row| ends == [Some(&row["theme_a"]), Some(&row["theme_b"])]);
        assert_eq!(
            value(edge, "weight"),
            row.expect("a pair of themes")["cosine"]
        );
    }
    assert_eq!(all("node").count(), 3);
}

#[test]
fn topic_info_has_the_columns_of_bertopic_and_lists_of_python() {
    let files = exported();
    let info = files.table("topic_info.csv");
    let columns = [
        "Topic",
        "Count",
        "Name",
        "Representation",
        "Representative_Docs",
    ];
    assert_eq!(info.header, columns);
    let counts: usize = info.rows().map(|row| row.whole("Count")).sum();
    assert_eq!(counts, files.table("documents.csv").rows().len());
    let themes = files.table("themes.csv");
    let topics = info.rows().filter(|row| &row["Topic"] != "-1");
    for (topic, theme) in topics.zip(themes.rows()) {
        assert_eq!(topic.whole("Topic") + 1, theme.whole("theme"));
        assert_eq!(
            topic["Name"],
            format!("{}_{}", &topic["Topic"], &theme["label"])
        );
        let words = theme.list("keywords").join("', '");
        assert_eq!(topic["Representation"], format!("['{words}']"));
        assert!(topic["Representative_Docs"].starts_with("['"));
    }
}
