//! vosviewer-map.txt and vosviewer-network.txt: the themes' terms and how often they stand
//! together, as VOSviewer reads them (van Eck & Waltman 2010).
//!
//! Tab-delimited, after <https://app.vosviewer.com/docs/file-types/map-and-network-file-type/>: of
//! a map every line after the heading is an item, with its cluster and weights; of a network every
//! line is a link of two ids and its strength. Without coordinates VOSviewer lays the items out.

use super::terms::Network;
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

/// VOSviewer knows clusters up to this number.
const MOST_CLUSTERS: usize = 1000;

const HEADER: &str =
    "id\tlabel\tcluster\tweight<Links>\tweight<Total link strength>\tweight<Occurrences>";
const YEAR: &str = "\tscore<Avg. pub. year>";

/// The items: terms, clustered by theme.
pub fn map(report: &Report) -> Result<Option<Vec<u8>>> {
    let network = Network::of(report.map);
    let mut links = vec![(0u64, 0u64); network.items.len()];
    for &(a, b, documents) in &network.links {
        for end in [a, b] {
            links[end].0 += 1;
            links[end].1 += documents;
        }
    }
    let dated = network.items.iter().any(|item| item.mean_year.is_some());
    let mut text = format!("{HEADER}{}\n", if dated { YEAR } else { "" });
    for (index, item) in network.items.iter().enumerate() {
        let theme = report.map.model.numbers[item.theme];
        let cluster = match theme <= MOST_CLUSTERS {
            true => theme.to_string(),
            false => String::new(),
        };
        let year = item.mean_year.map_or(String::new(), |year| number(year, 2));
        let year = if dated { format!("\t{year}") } else { year };
        let (id, label, occurrences) = (index + 1, quoted(&item.label), item.documents);
        let (number, strength) = links[index];
        text += &format!("{id}\t{label}\t{cluster}\t{number}\t{strength}\t{occurrences}{year}\n");
    }
    Ok(Some(text.into_bytes()))
}

/// The links: documents that hold both terms.
pub fn network(report: &Report) -> Result<Option<Vec<u8>>> {
    let mut text = String::new();
    for (a, b, documents) in Network::of(report.map).links {
        text += &format!("{}\t{}\t{documents}\n", a + 1, b + 1);
    }
    Ok((!text.is_empty()).then(|| text.into_bytes()))
}

/// A label: in quotes where VOSviewer asks for them, with no others in it.
fn quoted(label: &str) -> String {
    let plain = label.replace('"', "'").replace(['\t', '\n', '\r'], " ");
    match plain.contains([',', ';']) {
        true => format!("\"{plain}\""),
        false => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_with_separators_is_quoted() {
        assert_eq!(quoted("solar cells"), "solar cells");
        assert_eq!(quoted("1,2-dichloroethane"), "\"1,2-dichloroethane\"");
        assert_eq!(quoted("a \"b\"\tc"), "a 'b' c");
    }
}
