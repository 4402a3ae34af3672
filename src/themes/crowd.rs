//! A theme's documents and all others.

use crate::quality::DocumentSet;

/// Documents that hold something, in a theme and outside.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    pub inside: usize,
    pub outside: usize,
}

/// A theme among all documents.
pub struct Crowd {
    /// Those of the theme.
    pub members: DocumentSet,
    /// Number of all.
    pub documents: usize,
}

impl Crowd {
    /// Some of all documents.
    pub fn set(&self, documents: impl Iterator<Item = u32>) -> DocumentSet {
        DocumentSet::of(documents, self.documents)
    }

    /// How many of some documents are in the theme and outside.
    pub fn held(&self, documents: &DocumentSet) -> Held {
        let inside = documents.common(&self.members);
        Held {
            inside,
            outside: documents.count() - inside,
        }
    }

    /// Share of the members that some of them are, in [0, 1].
    pub fn share(&self, members: &DocumentSet) -> f64 {
        members.count() as f64 / self.members.count().max(1) as f64
    }

    /// The area under the ROC curve of a query that matches such documents, if every member among
    /// them came before all others.
    pub fn most_found(&self, matching: Held) -> f64 {
        let members = self.members.count();
        let others = self.documents - members;
        let tied = (members - matching.inside) * (others - matching.outside);
        match 2 * members * others {
            0 => 1.0,
            pairs => (2 * matching.inside * others + tied) as f64 / pairs as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_finds_at_most_what_it_matches() {
        let [members, one, other] =
            [vec![0, 1], vec![0, 1, 2], vec![1, 3]].map(|set| DocumentSet::of(set, 4));
        let crowd = Crowd {
            members,
            documents: 4,
        };
        let held = crowd.held(&one);
        assert_eq!((held.inside, held.outside), (2, 1));
        assert_eq!(crowd.most_found(crowd.held(&one)), 1.0);
        assert_eq!(crowd.most_found(crowd.held(&other)), 0.625);
    }
}
