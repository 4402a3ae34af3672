//! Where the cells of a record stand among the columns of its file.

use super::record::Record;
use super::year::{year_in_citation, year_of};
use std::borrow::Cow;

const DOI: &[&str] = &[
    "doi",
    "di",
    "itemdoi",
    "digitalobjectidentifier",
    "doinumber",
];
const PMID: &[&str] = &["pmid", "pubmedid", "pm", "idspmid", "medlinepmid"];
const ARXIV: &[&str] = &["arxivid", "arxiv"];
/// Columns with a whole citation, in which the year stands where no column has it alone.
const CITATION: &[&str] = &["source", "citation", "reference"];

/// For each field, where to look for it, best place first.
#[derive(Debug)]
pub(super) struct Places {
    /// In the order of [`Field::ALL`](super::Field::ALL).
    fields: [Vec<usize>; 6],
    /// DOI, PubMed id, arXiv id.
    identifiers: [Vec<usize>; 3],
    citation: Vec<usize>,
}

impl Places {
    /// `fields` are in the order of [`Field::ALL`](super::Field::ALL); `plain_names` are the names
    /// of all columns in small letters, without what is no letter or digit.
    pub fn new(fields: [Vec<usize>; 6], plain_names: &[String]) -> Places {
        let usual = |usual_names: &[&str]| {
            usual_names
                .iter()
                .filter_map(|usual| plain_names.iter().position(|name| name == usual))
                .collect()
        };
        Places {
            fields,
            identifiers: [DOI, PMID, ARXIV].map(usual),
            citation: usual(CITATION),
        }
    }

    /// Every place that is looked at, each once, in rising order.
    #[cfg(feature = "arrow")]
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let fields = self.fields.iter().chain(&self.identifiers).flatten();
        let places: std::collections::BTreeSet<usize> =
            fields.chain(&self.citation).copied().collect();
        places.into_iter()
    }

    /// Puts a record together from its cells; of several places the first that is filled counts.
    pub fn record<'t>(&self, cell: impl Fn(usize) -> Cow<'t, str>) -> Record {
        let filled = |places: &Vec<usize>| {
            places
                .iter()
                .map(|&place| cell(place))
                .find(|text| !text.trim().is_empty())
        };
        let [title, abstract_text, id, year, label, theme] = self.fields.each_ref().map(filled);
        let [doi, pmid, arxiv] = self.identifiers.each_ref().map(filled);
        let owned = |text: Option<Cow<str>>| text.map(Cow::into_owned).unwrap_or_default();
        let trimmed =
            |text: Option<Cow<str>>| text.map_or(String::new(), |text| text.trim().into());
        let cited_year = || filled(&self.citation).and_then(|cited| year_in_citation(&cited));
        Record {
            id: owned(id),
            title: owned(title),
            abstract_text: owned(abstract_text),
            year: year.and_then(|date| year_of(&date)).or_else(cited_year),
            doi: trimmed(doi),
            pmid: trimmed(pmid),
            arxiv: trimmed(arxiv),
            label: label.map(|label| label.trim().to_owned()),
            theme: theme.map(|theme| theme.trim().to_owned()),
            ..Record::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::ReadOptions;
    use crate::corpus::columns::Columns;

    #[test]
    fn identifiers_and_the_year_of_a_citation_are_found() {
        let options = ReadOptions::default();
        let names = ["Title", "Source", "DOI", "PubMed ID", "arXiv ID"];
        let cells = ["On cats", "Cats (2014) 3:1 (152-160).", " 10.1/a", "7", ""];
        let record = Columns::new(&options)
            .locate(&names)
            .record(|place| cells[place].into());
        assert_eq!(record.year, Some(2014));
        let identifiers = [record.doi, record.pmid, record.arxiv];
        assert_eq!(identifiers, ["10.1/a", "7", ""]);
    }
}
