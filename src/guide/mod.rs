//! The reader's hand: what a reader knows and the words do not say, kept in a file.
//!
//! A `thememap.toml` has five sections, all of which may be absent. `thememap init` writes one for a
//! corpus; `thememap report --config thememap.toml` runs with it.
//!
//! ```toml
//! [options]                       # every option of `thememap report`, by its long name
//! themes = 15
//!
//! [text]
//! stop-words = ["study", "et al"]              # words and phrases that carry no theme
//! protect = ["catastrophic forgetting"]        # phrases that count as one word
//! [text.spellings]                             # read the left as the right
//! "LLMs" = "large language model"
//!
//! [[theme]]                                    # a theme to look for: comes first, keeps its name
//! name = "Interference"
//! terms = ["interference", "spillover", "catastrophic forgetting"]
//! exemplars = ["2401.00001"]                   # ids of documents that belong to it
//!
//! [[decisions.rename]]
//! theme = { terms = ["causal effect", "estimand"], exemplars = ["2401.00002"] }
//! name = "Causal effect estimation"
//!
//! [[decisions.merge]]
//! themes = [{ terms = ["agent"] }, { terms = ["multi-agent"] }]
//! name = "Agents"                              # optional
//!
//! [[decisions.split]]
//! theme = { terms = ["ethics"] }
//! into = 2                                     # or: by = [["fairness"], ["privacy", "federated"]]
//!
//! [[decisions.move]]                           # the document goes there, the theme's centre stays
//! document = "2401.00003"
//! to = { name = "Interference" }
//!
//! [[decisions.pin]]                            # the document counts for the theme's centre too
//! document = "2401.00004"
//! to = { terms = ["fairness"] }
//!
//! [[decisions.exclude]]
//! document = "2401.00005"                      # or: term = "dataset"
//! ```
//!
//! # What a key may hold
//!
//! | key | holds |
//! |---|---|
//! | `text.stop-words` | a list of words and phrases, in any case |
//! | `text.protect` | a list of phrases of up to eight words |
//! | `text.spellings` | a table from a word or phrase to the one that it is read as; case and a plural *s* of the left side do not matter, a right side is not looked up again |
//! | `theme.name`, `name` of a decision | a name of at most 60 characters; no two themes of the file have the same |
//! | `theme.terms`, `theme.exemplars` | lists, at least one of them not empty |
//! | an anchor (`theme`, `to`, each of `themes`) | a table with `terms`, `exemplars` or both, as the report lists them; or with `name` alone, the name that another part of this file gives a theme |
//! | `merge.themes` | two anchors or more |
//! | `split.into` | 2 to 50; or instead `split.by`, two lists of terms or more |
//! | `exclude` | one of `document` and `term` |
//!
//! Ids are those of the `id` column of `documents.csv`. Words and phrases are compared by their
//! stems, as everywhere. Any other key, and a value of another type, is an error that names the
//! line, the column and the nearest key that there is.
//!
//! # In which order
//!
//! Excluded documents go to `dropped.csv` before anything is counted; excluded terms become stop
//! words. Then the themes are found, guided ones and others, and once more with pinned documents
//! held where they are pinned. The other decisions follow one after the other *in the order of the
//! file*: each meets the themes as the one before left them, as if made by hand.
//!
//! # What an anchor means
//!
//! An anchor is held against every theme: its *score* there is the mean of the share of its
//! exemplars that are in the theme and of the weight of its terms there, where the weight of a term
//! is the share of the theme's documents that hold it, divided by the sum of these shares over all
//! themes. What is missing, exemplars or terms or those that the corpus does not have, is left out
//! of the mean. Scaled so that 0 is chance and 1 is certain, the best theme is meant when its score
//! is at least 0.2; the decision is *ambiguous* when another theme comes within 0.1 of it, and
//! *unmatched* when no theme reaches 0.2 or its document is gone. Both are told in the summary, in
//! the report and in run.json; `thememap check --max-unmatched N` fails on the latter.

mod anchors;
mod decide;
mod exclude;
mod hand;
mod kinds;
mod occurrences;
mod outcome;
mod read;
mod read_decisions;
mod section;
mod seeds;
mod starter;
mod state;

pub(crate) use hand::Hand;
pub use kinds::{Anchor, Decision, Guide, GuidedTheme, Parts, TextRules};
pub use outcome::{DecisionOutcome, Outcome, Standing, Support, ThemeOutcome};
pub use read::{Config, Setting};
pub use starter::starter;
