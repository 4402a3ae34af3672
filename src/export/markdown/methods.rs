//! A methods paragraph that a researcher can put into a paper, with its references.

use super::escape::text;
use crate::cluster::Trial;
use crate::export::report::{ReportData, Summary};
use crate::numbers::{count, plural};

/// The references by the words that cite them, sorted by name.
const REFERENCES: &[(&str, &str)] = &[
    (
        "Basu et al. 2002",
        "Basu, S., Banerjee, A. and Mooney, R. (2002). Semi-supervised clustering by seeding. ICML, 27–34.",
    ),
    (
        "Benjamini and Hochberg 1995",
        "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300.",
    ),
    (
        "Callon et al. 1991",
        "Callon, M., Courtial, J. P. and Laville, F. (1991). Co-word analysis as a tool for describing the network of interactions between basic and technological research: The case of polymer chemistry. Scientometrics 22(1), 155–205.",
    ),
    (
        "Deerwester et al. 1990",
        "Deerwester, S., Dumais, S. T., Furnas, G. W., Landauer, T. K. and Harshman, R. (1990). Indexing by latent semantic analysis. Journal of the American Society for Information Science 41(6), 391–407.",
    ),
    (
        "Fränti 2018",
        "Fränti, P. (2018). Efficiency of random swap clustering. Journal of Big Data 5, 13.",
    ),
    (
        "Friedman 1989",
        "Friedman, J. H. (1989). Regularized discriminant analysis. Journal of the American Statistical Association 84, 165–175.",
    ),
    (
        "Grootendorst 2022",
        "Grootendorst, M. (2022). BERTopic: Neural topic modeling with a class-based TF-IDF procedure. arXiv:2203.05794.",
    ),
    (
        "Halko et al. 2011",
        "Halko, N., Martinsson, P. G. and Tropp, J. A. (2011). Finding structure with randomness: Probabilistic algorithms for constructing approximate matrix decompositions. SIAM Review 53(2), 217–288.",
    ),
    (
        "Hennig 2007",
        "Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis 52(1), 258–271.",
    ),
    (
        "Newman and Girvan 2004",
        "Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E 69, 026113.",
    ),
    (
        "Nigam et al. 2000",
        "Nigam, K., McCallum, A. K., Thrun, S. and Mitchell, T. (2000). Text classification from labeled and unlabeled documents using EM. Machine Learning 39, 103–134.",
    ),
    (
        "Reimers and Gurevych 2019",
        "Reimers, N. and Gurevych, I. (2019). Sentence-BERT: Sentence embeddings using Siamese BERT-networks. EMNLP-IJCNLP, 3982–3992.",
    ),
    (
        "Rennie et al. 2003",
        "Rennie, J. D. M., Shih, L., Teevan, J. and Karger, D. R. (2003). Tackling the poor assumptions of naive Bayes text classifiers. ICML, 616–623.",
    ),
    (
        "Robertson and Zaragoza 2009",
        "Robertson, S. and Zaragoza, H. (2009). The probabilistic relevance framework: BM25 and beyond. Foundations and Trends in Information Retrieval 3(4), 333–389.",
    ),
    (
        "Rousseeuw 1987",
        "Rousseeuw, P. J. (1987). Silhouettes: A graphical aid to the interpretation and validation of cluster analysis. Journal of Computational and Applied Mathematics 20, 53–65.",
    ),
    (
        "Salton and Buckley 1988",
        "Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information Processing & Management 24(5), 513–523.",
    ),
    (
        "van der Maaten 2014",
        "van der Maaten, L. (2014). Accelerating t-SNE using tree-based algorithms. Journal of Machine Learning Research 15, 3221–3245.",
    ),
    (
        "Ward 1963",
        "Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the American Statistical Association 58, 236–244.",
    ),
];

pub(super) fn methods(data: &ReportData) -> String {
    let paragraph = paragraph(data);
    let cited = REFERENCES
        .iter()
        .filter(|(citation, _)| paragraph.contains(citation));
    let references: Vec<String> = cited
        .map(|(_, reference)| format!("- {}", text(reference)))
        .collect();
    format!(
        "## Methods\n\nA paragraph for a paper:\n\n> {}\n\n{}",
        text(&paragraph),
        references.join("\n")
    )
}

fn paragraph(data: &ReportData) -> String {
    let summary = Summary::of(data);
    let verb = match data.themes_from {
        Some(_) => "described",
        None => "grouped",
    };
    format!(
        "The titles and abstracts of {} ({} read, {} dropped) were {verb} with thememap {}. {} {} Keywords are terms over-represented in a theme (hypergeometric test, false discovery rate 5 %; Benjamini and Hochberg 1995), listed terms are weighted by class-based TF-IDF (Grootendorst 2022), each theme is named by the phrases that best find its documents (BM25; Robertson and Zaragoza 2009), and each theme's stability is its mean Jaccard similarity over resamples (Hennig 2007). The map is a t-SNE projection (van der Maaten 2014); the strategic diagram ranks the themes by centrality and density (Callon et al. 1991), from the equivalence indices of each theme's twenty strongest terms. Of the documents, {} lie near the border of two themes and {} are in none. The run is reproducible from its inputs, options and seed ({}).",
        plural(summary.documents, "document"),
        plural(summary.records, "record"),
        count(data.dropped.len()),
        data.version,
        vectors(data),
        grouping(data, summary.themes),
        count(summary.border),
        count(summary.unassigned),
        data.seed
    )
}

/// Where the vectors come from.
fn vectors(data: &ReportData) -> String {
    if let Some(file) = &data.vectors {
        return format!(
            "The vectors of the documents are those of {file}; words and phrases were weighted by TF-IDF (Salton and Buckley 1988) for names and keywords alone."
        );
    }
    let knowledge = match &data.teacher {
        Some(teacher) => format!(
            ", beside which stood a linear approximation of the sentence encoder {teacher} (Reimers and Gurevych 2019) by ridge regression"
        ),
        None => String::new(),
    };
    format!(
        "Words and phrases were weighted by TF-IDF (Salton and Buckley 1988) and reduced by truncated singular value decomposition (Deerwester et al. 1990; Halko et al. 2011){knowledge}."
    )
}

/// Where the themes come from.
fn grouping(data: &ReportData, themes: usize) -> String {
    let guided = data.guide.in_a_clause();
    if let Some(column) = &data.themes_from {
        return format!("The groups are those of the column {column}{guided}.");
    }
    let number = number_of_themes(&data.sweep, themes);
    let by_words = match data.by_words {
        true => {
            " Documents then settled where a regularized discriminant analysis of their vectors (Friedman 1989), by 0.7, and a complement naive Bayes on their words (Rennie et al. 2003), by 0.3, put them; words and themes were learnt in turn (after Nigam et al. 2000), and every document was judged as if the themes had been found without it."
        }
        false => "",
    };
    format!(
        "The vectors, averaged with those of their ten nearest neighbours, were joined by the minimum-variance method (Ward 1963); from its groups, of which single centres moved where that saved squared distances (after Fränti 2018), began k-means on the vectors themselves{guided}; {number}.{by_words}"
    )
}

fn number_of_themes(sweep: &[Trial], themes: usize) -> String {
    match sweep {
        [first, .., last] => format!(
            "the number of themes ({}) was chosen among {} values from {} to {} as the one for which modularity (Newman and Girvan 2004; ten nearest neighbours) and silhouette (Rousseeuw 1987), each as a share of the best found, less a fifth of the square root of the number, come to most",
            sweep
                .iter()
                .find(|trial| trial.chosen)
                .map_or(themes, |trial| trial.themes),
            sweep.len(),
            first.themes,
            last.themes
        ),
        _ => format!("the number of themes was set to {themes}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_those_that_the_paragraph_cites() {
        let by_vectors = methods(&ReportData::default());
        let by_words = methods(&ReportData {
            by_words: true,
            ..ReportData::default()
        });
        for (name, of_words) in [("Ward, J", false), ("Rennie, J", true), ("Nigam, K", true)] {
            assert!(by_words.contains(name), "{name}");
            assert_eq!(by_vectors.contains(name), !of_words, "{name}");
        }
        assert!(!by_words.contains("Basu"));
    }
}
