//! Identifiers under which a paper is known everywhere.

use serde::Serialize;

/// What a paper is known by; two records that share one of these are one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Identifiers {
    /// Its DOI in lower case, from the `10.` on.
    pub doi: Option<String>,
    /// Its number in PubMed.
    pub pmid: Option<String>,
    /// Its arXiv id without version: `2101.01234` or `math/0309136`.
    pub arxiv: Option<String>,
}

/// Beginnings of the DOIs that preprint servers give: arXiv, bioRxiv and medRxiv (`10.1101/1`
/// with any digit; the rest of `10.1101` are journals), Research Square, Preprints.org, SSRN,
/// ChemRxiv, OSF, PsyArXiv, TechRxiv, Authorea.
const PREPRINTS: &[&str] = &[
    "10.48550/",
    "10.64898/",
    "10.21203/rs.",
    "10.20944/preprints",
    "10.2139/ssrn",
    "10.26434/chemrxiv",
    "10.31219/osf",
    "10.31234/osf",
    "10.36227/techrxiv",
    "10.22541/au.",
];

const ARXIV_DOI: &str = "10.48550/arxiv.";

impl Identifiers {
    /// Identifiers as files write them, with or without the address of a resolver, a name before
    /// them or a version behind them; what is none is left out.
    pub fn read(doi: &str, pmid: &str, arxiv: &str) -> Identifiers {
        let doi = read_doi(doi);
        let arxiv =
            read_arxiv(arxiv).or_else(|| read_arxiv(doi.as_deref()?.strip_prefix(ARXIV_DOI)?));
        Identifiers {
            doi,
            pmid: read_pmid(pmid),
            arxiv,
        }
    }

    /// Those that are known, each with the name of its kind.
    pub(super) fn known(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("doi", &self.doi),
            ("pmid", &self.pmid),
            ("arxiv", &self.arxiv),
        ];
        all.into_iter()
            .filter_map(|(kind, value)| value.as_deref().map(|value| (kind, value)))
    }

    /// Takes from another what is not known here.
    pub(super) fn fill(&mut self, other: &Identifiers) {
        let fill = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        fill(&mut self.doi, &other.doi);
        fill(&mut self.pmid, &other.pmid);
        fill(&mut self.arxiv, &other.arxiv);
    }

    /// Whether both have an identifier of one kind and the two differ, other than as a preprint
    /// and its journal version do.
    pub(super) fn differ(&self, other: &Identifiers) -> bool {
        let is_preprint = |ids: &Identifiers| {
            let doi = ids.doi.as_deref().unwrap_or_default();
            let is_biorxiv = doi
                .strip_prefix("10.1101/")
                .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_digit()));
            is_biorxiv || PREPRINTS.iter().any(|server| doi.starts_with(server))
        };
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        differ(&self.arxiv, &other.arxiv)
            || is_preprint(self) == is_preprint(other)
                && (differ(&self.doi, &other.doi) || differ(&self.pmid, &other.pmid))
    }
}

/// From `10.` and a registrant's number to the next space; case has no meaning in a DOI.
fn read_doi(text: &str) -> Option<String> {
    let text = percent_decoded(text.trim()).to_lowercase();
    let (start, _) = text.match_indices("10.").find(|&(at, _)| {
        let digits = text[at + 3..]
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
            .count();
        digits >= 4 && text[at + 3 + digits..].starts_with('/')
    })?;
    let doi = text[start..].split_whitespace().next()?;
    let doi = doi.trim_end_matches(['.', ',', ';', ':', '"', '\'', '}']);
    let unopened = |open: char, close: char| {
        doi.ends_with(close) && doi.matches(open).count() < doi.matches(close).count()
    };
    let doi = if unopened('(', ')') || unopened('[', ']') || unopened('<', '>') {
        &doi[..doi.len() - 1]
    } else {
        doi
    };
    let (_, name) = doi.split_once('/')?;
    (!name.is_empty()).then(|| doi.to_owned())
}

/// `%2F` and its like as the characters they stand for; what is no such code stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = (byte == b'%').then(|| behind.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(meant) => {
                bytes.push(meant);
                rest = &behind[2..];
            }
            None => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Up to nine digits, alone or behind `PMID` or the address of PubMed.
fn read_pmid(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let start = lower.find(|c: char| c.is_ascii_digit())?;
    let (before, number) = lower.split_at(start);
    let is_pubmed = before.trim_matches([':', ' ', '/', '[', '(', '=']);
    let is_pubmed = ["", "pmid", "pubmed", "medline"].contains(&is_pubmed)
        || [
            "pubmed.ncbi.nlm.nih.gov",
            "ncbi.nlm.nih.gov/pubmed",
            "pubmed/",
        ]
        .iter()
        .any(|address| before.contains(address));
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !number[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '.');
    let number = number[..digits].trim_start_matches('0');
    (is_pubmed && ends && !number.is_empty() && number.len() <= 9).then(|| number.to_owned())
}

/// `2101.01234` or `math/0309136`; the subject class of the older form, `math.GT`, has no meaning.
fn read_arxiv(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let id = lower.split_whitespace().next()?;
    let id = id.rsplit("arxiv.org/").next()?;
    let id = ["abs/", "pdf/", "arxiv:", "oai:arxiv.org:", "arxiv."]
        .iter()
        .fold(id, |id, before| id.strip_prefix(before).unwrap_or(id));
    let id = if id.is_empty() {
        lower.split_whitespace().nth(1)?
    } else {
        id
    };
    let id = id.strip_suffix(".pdf").unwrap_or(id);
    let id = match id.rsplit_once('v') {
        Some((id, version)) if is_number(version) => id,
        _ => id,
    };
    match id.split_once('/') {
        Some((archive, number)) => {
            let archive = archive.split('.').next().unwrap_or(archive);
            let is_archive =
                !archive.is_empty() && archive.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            (is_archive && number.len() == 7 && is_number(number))
                .then(|| format!("{archive}/{number}"))
        }
        None => {
            let (month, number) = id.split_once('.')?;
            let is_new = month.len() == 4 && (4..=5).contains(&number.len());
            (is_new && is_number(month) && is_number(number)).then(|| id.to_owned())
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_the_same_however_it_is_written() {
        for text in [
            "10.1000/AB.c(1)",
            "doi:10.1000/ab.c(1)",
            "DOI 10.1000/ab.C(1).",
            "https://doi.org/10.1000/ab.c(1)",
            "http://dx.doi.org/10.1000%2FAB.c%281%29",
            " 10.1000/ab.c(1) [doi]",
        ] {
            let doi = Identifiers::read(text, "", "").doi;
            assert_eq!(doi.as_deref(), Some("10.1000/ab.c(1)"), "{text}");
        }
        for text in [
            "", " ", "-", "n/a", "10.1000", "10.1000/", "doi.org/", "10.10/x",
        ] {
            assert_eq!(
                Identifiers::read(text, text, text),
                Identifiers::default(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_pubmed_id_is_its_digits() {
        for text in [
            "12345678",
            "PMID: 12345678",
            "https://pubmed.ncbi.nlm.nih.gov/12345678/",
            "http://www.ncbi.nlm.nih.gov/pubmed/12345678",
            "012345678",
        ] {
            let pmid = Identifiers::read("", text, "").pmid;
            assert_eq!(pmid.as_deref(), Some("12345678"), "{text}");
        }
        for text in ["PMC1234567", "0", "none", "10.1000/1", "1234567890"] {
            assert_eq!(Identifiers::read("", text, "").pmid, None, "{text}");
        }
    }

    #[test]
    fn an_arxiv_id_has_neither_prefix_nor_version() {
        for (text, id) in [
            ("arXiv:2101.01234v2", "2101.01234"),
            ("2101.01234", "2101.01234"),
            ("arXiv: 2101.01234 [cs.LG]", "2101.01234"),
            ("https://arxiv.org/abs/2101.01234v1", "2101.01234"),
            ("http://arxiv.org/pdf/0704.0001.pdf", "0704.0001"),
            ("oai:arXiv.org:math.GT/0309136", "math/0309136"),
            ("hep-th/9901001v3", "hep-th/9901001"),
        ] {
            let read = Identifiers::read("", "", text).arxiv;
            assert_eq!(read.as_deref(), Some(id), "{text}");
        }
        assert_eq!(Identifiers::read("", "", "cs.LG").arxiv, None);
        let from_doi = Identifiers::read("10.48550/arXiv.2101.01234", "", "");
        assert_eq!(from_doi.arxiv.as_deref(), Some("2101.01234"));
    }

    #[test]
    fn a_preprint_and_its_journal_version_may_have_two_dois() {
        let read = |doi| Identifiers::read(doi, "", "");
        assert!(read("10.1000/1").differ(&read("10.1000/2")));
        assert!(!read("10.1000/1").differ(&read("10.1101/2020.01.01.1234")));
        assert!(!read("10.1000/1").differ(&read("")));
        assert!(!read("").differ(&read("")));
    }
}
