//! A theme's documents and all others.

use crate::quality::DocumentSet;

/// Documents that hold something, in a theme and outside.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    pub inside: usize,
    pub outside: usize,
}

impl Held {
    /// Documents that hold one thing or another, of which some hold both.
    pub fn or(self, other: Held, both: Held) -> Held {
        Held {
            inside: self.inside + other.inside - both.inside,
            outside: self.outside + other.outside - both.outside,
        }
    }
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

    /// Share of the members that are held less the share of the others (Youden 1950), in [-1, 1].
    pub fn youden(&self, held: Held) -> f64 {
        let share = |held: usize, all: usize| held as f64 / all.max(1) as f64;
        let members = self.members.count();
        share(held.inside, members) - share(held.outside, self.documents - members)
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
    fn documents_that_hold_one_of_two_are_counted_once() {
        let [members, one, other] =
            [vec![0, 1], vec![0, 1, 2], vec![1, 3]].map(|set| DocumentSet::of(set, 4));
        let crowd = Crowd {
            members,
            documents: 4,
        };
        let both = crowd.held(&one.both(&other));
        let either = crowd.held(&one).or(crowd.held(&other), both);
        assert_eq!((either.inside, either.outside), (2, 2));
        assert_eq!(crowd.youden(either), 0.0);
        assert_eq!(crowd.youden(crowd.held(&one)), 0.5);
        assert_eq!(crowd.most_found(crowd.held(&one)), 1.0);
        assert_eq!(crowd.most_found(crowd.held(&other)), 0.625);
    }
}
