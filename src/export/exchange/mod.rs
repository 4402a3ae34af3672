//! Files for other programs, written only when asked for: the table of exports.

mod bertopic;
mod graphml;
mod terms;
mod vosviewer;

use super::OutputFile;
use crate::{Error, Result};

/// Files for another program.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// What `--export` calls it.
    pub name: &'static str,
    /// Its files.
    pub files: &'static [OutputFile],
}

/// All exports, in the order in which they are written.
pub const EXPORTS: &[Export] = &[
    Export {
        name: "vosviewer",
        files: &[
            OutputFile {
                name: "vosviewer-map.txt",
                render: vosviewer::map,
            },
            OutputFile {
                name: "vosviewer-network.txt",
                render: vosviewer::network,
            },
        ],
    },
    Export {
        name: "graphml",
        files: &[OutputFile {
            name: "themes.graphml",
            render: graphml::graphml,
        }],
    },
    Export {
        name: "bertopic",
        files: &[OutputFile {
            name: "topic_info.csv",
            render: bertopic::topic_info,
        }],
    },
];

impl Export {
    /// The export of a name.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] for a name that none has, with those that there are.
    pub fn named(name: &str) -> Result<&'static Export> {
        let found = EXPORTS.iter().find(|export| export.name == name.trim());
        found.ok_or_else(|| {
            let names: Vec<&str> = EXPORTS.iter().map(|export| export.name).collect();
            Error::Option {
                option: "--export",
                value: name.to_string(),
                problem: format!("not known; use {}", names.join(", ")),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_export_lists_those_that_there_are() {
        assert_eq!(
            Export::named("graphml").unwrap().files[0].name,
            "themes.graphml"
        );
        let error = Export::named("gephi").unwrap_err().to_string();
        assert!(error.contains("vosviewer, graphml, bertopic"), "{error}");
    }
}
