//! BibTeX and BibLaTeX.
//!
//! The file is cut into entries here, so that a broken entry costs itself alone; each is then taken
//! apart by the `biblatex` crate. What TeX is in the fields is resolved with that of all formats.

mod braces;
mod entries;
mod macros;
mod names;

use self::entries::{Entry, entries};
use self::macros::Macros;
use super::{unless_all_failed, unreadable, without_records};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::LineNumbers;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;
use std::collections::BTreeMap;

/// Whether an entry with a key stands in the beginning, and no prose as of a page that quotes one.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let is_markup = head.trim_start().starts_with(['<', '{', '[', '#']);
    let longest_prose = 5;
    let before = entries(head)
        .next()
        .map_or("", |first| &head[..first.start]);
    let prose = before
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty() && !line.starts_with('%'));
    !is_markup
        && prose.count() <= longest_prose
        && entries(head).any(|entry| entry.is_paper() && entry.has_key_line())
}

/// One record for each entry that is no macro and no comment.
///
/// # Errors
///
/// Fails when there is no entry, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let mut macros = Macros::default();
    let mut lines = LineNumbers::new(text);
    let mut papers: Vec<Paper> = Vec::new();
    for entry in entries(text) {
        if entry.kind.eq_ignore_ascii_case("string") {
            macros.define(&entry);
        } else if entry.is_paper() {
            papers.push(paper(&entry, &macros, &mut lines));
        }
    }
    if papers.is_empty() {
        return Err(without_records(
            file,
            "its type and key, as `@article{key,`",
        ));
    }
    let mut records: Vec<Record> = papers.iter().map(record).collect();
    inherit(&mut records, &papers);
    columns.choose(file, &mut records, |index| {
        let fields = papers[index].fields.iter();
        fields.map(|(name, value)| (name.as_str(), value.as_str()))
    })?;
    unless_all_failed(records, file)
}

/// An entry taken apart.
struct Paper {
    key: String,
    kind: String,
    /// Names in small letters; of a name that comes twice the first value counts.
    fields: BTreeMap<String, String>,
    /// Where the entry is broken and how.
    problem: Option<(usize, String)>,
}

impl Paper {
    /// The first of the fields that is filled.
    fn first(&self, names: &[&str]) -> &str {
        let values = names.iter().filter_map(|&name| self.fields.get(name));
        let mut filled = values.filter(|value| !value.trim().is_empty());
        filled.next().map_or("", String::as_str)
    }
}

fn paper(entry: &Entry, macros: &Macros, lines: &mut LineNumbers) -> Paper {
    let (fields, problem) = match entry.fields(macros) {
        Ok(fields) => (fields, None),
        Err((_, reason)) if entry.is_open => (entry.rough_fields(), Some((entry.start, reason))),
        Err((offset, reason)) => (entry.rough_fields(), Some((offset, reason))),
    };
    Paper {
        key: entry.key.trim().to_owned(),
        kind: entry.kind.to_lowercase(),
        fields,
        // Lines are told in rising order: the entry's own place first, then one within it.
        problem: problem.map(|(offset, reason)| (lines.at(offset), reason)),
    }
}

fn record(paper: &Paper) -> Record {
    let mut record = Record {
        id: paper.key.clone(),
        title: title(paper),
        abstract_text: braces::ungrouped(paper.first(&["abstract", "summary", "resume"])),
        year: year_of(paper.first(&["year"])).or_else(|| year_of(paper.first(&["date"]))),
        doi: paper.first(&["doi"]).trim().to_owned(),
        pmid: paper.first(&["pmid"]).trim().to_owned(),
        ..Record::default()
    };
    let eprint_kind = paper.first(&["eprinttype", "archiveprefix"]);
    record.arxiv = if eprint_kind.trim().eq_ignore_ascii_case("arxiv") {
        paper.first(&["eprint"]).trim().to_owned()
    } else {
        paper.first(&["arxivid", "arxiv"]).trim().to_owned()
    };
    record.identify_by(["doi", "url", "ee", "note", "journal"].map(|name| paper.first(&[name])));
    match &paper.problem {
        None => record,
        Some((line, reason)) => unreadable(&format!("line {line}"), reason, record),
    }
}

/// The title with its subtitle; of a volume that has none, the title of the book.
fn title(paper: &Paper) -> String {
    let is_volume = !paper.kind.starts_with("in");
    let names: &[&str] = if is_volume {
        &["title", "booktitle", "maintitle"]
    } else {
        &["title"]
    };
    with_subtitle(braces::ungrouped(paper.first(names)), paper)
}

fn with_subtitle(title: String, paper: &Paper) -> String {
    let subtitle = braces::ungrouped(paper.first(&["subtitle"]));
    if title.is_empty() || subtitle.is_empty() {
        return title;
    }
    format!("{}: {subtitle}", title.trim_end_matches([':', ' ']))
}

/// Fills what an entry lacks from the entry that its `crossref` names.
fn inherit(records: &mut [Record], papers: &[Paper]) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (place, paper) in papers.iter().enumerate() {
        places.entry(paper.key.to_lowercase()).or_insert(place);
    }
    for (place, paper) in papers.iter().enumerate() {
        let named = paper.first(&["crossref", "xdata"]).trim().to_lowercase();
        let Some(&parent) = places.get(&named).filter(|&&parent| parent != place) else {
            continue;
        };
        if records[place].title.is_empty() {
            let title = records[parent].title.clone();
            records[place].title = with_subtitle(title, paper);
            if records[place].abstract_text.is_empty() {
                records[place].abstract_text = records[parent].abstract_text.clone();
            }
        }
        records[place].year = records[place].year.or(records[parent].year);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::clean::for_reading;
    use crate::corpus::{Field, ReadOptions};

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.bib", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn fields_macros_and_identifiers_of_an_entry_are_found() {
        let text = "% Encoding: UTF-8\n@string{cat = \"Cats\"}\n@string(both = cat # { and dogs})\n\
                    Some words.\n@Comment{jabref-meta: x:@article{no, title={no}};}\n\
                    @ARTICLE { Katz:2010,\n  Title = both # \" purr\",\n  abstract = {{They {[}all] \
                    purr.}},\n  YEAR = 2010,\n  month = jun,\n  doi = {10.1000/1},\n  \
                    eprint = {2101.00001}, archivePrefix = {arXiv}\n}\n\
                    @inproceedings(dog, title = \"Dogs (all)\", date = \"2011-05\")\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Cats and dogs purr");
        assert_eq!(for_reading(&records[0].abstract_text), "They [all] purr.");
        assert_eq!(
            (records[0].id.as_str(), records[0].year),
            ("Katz:2010", Some(2010))
        );
        assert_eq!(
            (&records[0].doi[..], &records[0].arxiv[..]),
            ("10.1000/1", "2101.00001")
        );
        assert_eq!(
            (&records[1].title[..], records[1].year),
            ("Dogs (all)", Some(2011))
        );
    }

    #[test]
    fn accents_and_braces_come_out_as_a_reader_expects() {
        let text = r#"@article{a, title = {{P}y{B}ib{X}: {\"U}ber {{\c C}etin}, Fran{\c c}ois, \emph{E.~coli} and $x_{i}$}}"#;
        let records = records(text).unwrap();
        assert_eq!(
            for_reading(&records[0].title),
            "PyBibX: Über Çetin, François, E. coli and x_i"
        );
    }

    #[test]
    fn a_broken_entry_costs_itself_alone() {
        let text = "@article{a, title = {Cats}, year = 2001}\n@article{b,\n  title = {Dogs},\n  \
                    year 2002\n}\n@article{c, title = {Cows, year = 2003}\n@article{d, title = {Owls}}\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 4);
        let problem = |place: usize| records[place].problem.as_deref().unwrap();
        assert!(problem(1).starts_with("line 4: "), "{}", problem(1));
        assert_eq!((&records[1].id[..], &records[1].title[..]), ("b", "Dogs"));
        assert!(problem(2).starts_with("line 6: "), "{}", problem(2));
        assert!(problem(2).contains("closes"), "{}", problem(2));
        assert_eq!(&records[3].title, "Owls");
        assert!(records[3].problem.is_none());
    }

    #[test]
    fn keys_of_any_kind_are_taken() {
        let text = "@article{Van der Berg 2010, title={Cats}}\n@article{, title={Dogs}}\n\
                    @article{李2013,\n title={Cows}}";
        let ids: Vec<String> = records(text).unwrap().into_iter().map(|r| r.id).collect();
        assert_eq!(ids, ["Van der Berg 2010", "", "李2013"]);
    }

    #[test]
    fn what_an_entry_lacks_comes_from_its_crossref() {
        let text = "@inproceedings{a, title={Cats}, crossref={p}}\n@software{b, crossref={S}, subtitle={Core}}\n\
                    @proceedings{p, title={All}, year=1999}\n@software{s, title={Purr}, \
                    abstract={It purrs.}, date={2000}, crossref={s}}\n@collection{c, booktitle={Book}}";
        let records = records(text).unwrap();
        assert_eq!(
            (&records[0].title[..], records[0].year),
            ("Cats", Some(1999))
        );
        assert_eq!(
            (&records[1].title[..], &records[1].abstract_text[..]),
            ("Purr: Core", "It purrs.")
        );
        assert_eq!(&records[4].title, "Book");
    }

    #[test]
    fn a_field_of_another_name_can_be_chosen() {
        let mut options = ReadOptions::default();
        options.columns.insert(Field::Abstract, "Note".to_owned());
        let text = "@misc{a, title={Cats}, note={They purr.}}";
        let records = read(text, "a.bib", &Columns::new(&options)).unwrap();
        assert_eq!(records[0].abstract_text, "They purr.");
    }

    #[test]
    fn decorators_addresses_and_styles_are_no_entries() {
        for text in [
            "@dataclass(frozen=True)\nclass A: pass\n",
            "write to me@example.org, please\n",
            "@media screen {\n a { b: c; }\n}\n",
            "@font-face {\n font-family: x, y;\n}\n",
            "# A tool\n\nCite it as\n\n    @article{a, title={b}}\n",
        ] {
            assert!(!recognise(text, "a.txt"), "{text}");
        }
        assert!(recognise("\n @Article {a:1 ,\n title={b}}", "a.txt"));
    }
}
