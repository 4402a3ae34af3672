//! What an address or a note tells of a record's identifiers, where no field has them.

use super::record::Record;

impl Record {
    /// Takes the identifiers that are still missing from addresses and notes such as
    /// `https://doi.org/10.1000/1`, `doi: 10.1000/1`, `23690738[pmid]` or `arXiv:2101.00001`.
    pub(super) fn identify_by<'t>(&mut self, hints: impl IntoIterator<Item = &'t str>) {
        for hint in hints.into_iter().map(str::trim) {
            let found = |field: &mut String, value: Option<&str>| {
                if let Some(value) = value.filter(|value| field.is_empty() && !value.is_empty()) {
                    *field = value.to_owned();
                }
            };
            found(&mut self.doi, doi(hint));
            found(&mut self.pmid, pmid(hint));
            found(&mut self.arxiv, arxiv(hint));
        }
    }
}

fn doi(hint: &str) -> Option<&str> {
    let start = if let Some(address) = hint.find("doi.org/10.") {
        address + "doi.org/".len()
    } else if starts_with(hint, "doi:") {
        hint.find("10.")?
    } else {
        hint.starts_with("10.").then_some(0)?
    };
    let doi = hint[start..].split_whitespace().next()?;
    doi.contains('/').then_some(doi)
}

fn pmid(hint: &str) -> Option<&str> {
    let hint = hint.strip_suffix("[pmid]").map_or_else(
        || {
            let address = ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"];
            let found = address
                .iter()
                .find_map(|site| Some(&hint[hint.find(site)? + site.len()..]));
            found.or_else(|| starts_with(hint, "pmid:").then(|| hint[5..].trim_start()))
        },
        Some,
    )?;
    let end = hint.find(|c: char| !c.is_ascii_digit());
    Some(&hint[..end.unwrap_or(hint.len())])
}

fn arxiv(hint: &str) -> Option<&str> {
    let hint = hint.strip_prefix("arXiv preprint ").unwrap_or(hint);
    if starts_with(hint, "arxiv:") {
        return hint[6..].split_whitespace().next();
    }
    let paths = ["arxiv.org/abs/", "arxiv.org/pdf/"];
    let id = paths
        .iter()
        .find_map(|path| Some(&hint[hint.find(path)? + path.len()..]))?;
    let id = id.split_whitespace().next()?;
    Some(id.strip_suffix(".pdf").unwrap_or(id))
}

/// Whether a text begins with these letters, capital or small.
fn starts_with(text: &str, beginning: &str) -> bool {
    let start = text.as_bytes().get(..beginning.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identified(hints: &[&str]) -> [String; 3] {
        let mut record = Record::default();
        record.identify_by(hints.iter().copied());
        [record.doi, record.pmid, record.arxiv]
    }

    #[test]
    fn addresses_and_notes_give_identifiers() {
        let hints = [
            "Cited By :44",
            "doi: 10.1063/1.4814070",
            "https://www.ncbi.nlm.nih.gov/pubmed/23690738?x=1",
            "http://arxiv.org/pdf/2101.00001v2.pdf",
        ];
        assert_eq!(
            identified(&hints),
            ["10.1063/1.4814070", "23690738", "2101.00001v2"]
        );
        let hints = [
            "http://dx.doi.org/10.1201/b19107-2",
            "1[pmid]",
            "arXiv:hep-th/9901001",
        ];
        assert_eq!(
            identified(&hints),
            ["10.1201/b19107-2", "1", "hep-th/9901001"]
        );
    }

    #[test]
    fn the_first_hint_counts_and_other_text_gives_nothing() {
        let hints = ["doi:10.1/a", "doi:10.1/b", "arXiv preprint arXiv:2101.1"];
        assert_eq!(identified(&hints), ["10.1/a", "", "2101.1"]);
        let hints = [
            "doi: whatever",
            "10.5 mm",
            "PMC3654245",
            "arXiv",
            "é",
            "doié:",
        ];
        assert_eq!(identified(&hints), ["", "", ""]);
    }
}
