//! The share of each theme in the documents of each year.

use std::collections::BTreeMap;

use crate::ThemeMap;
use crate::export::chart::Timeline;

/// Most years that are drawn; a wrong date far off would press the others together.
const SPAN: i32 = 60;
/// The first years are left out as long as they hold less than this share of the documents: a
/// share of next to nothing says nothing.
const FIRST: f64 = 0.01;
/// A last year with less than this share of the documents of the year before is taken to be
/// incomplete.
const COMPLETE: f64 = 0.75;

/// The timeline of a run; none when fewer than two years are known.
pub(super) fn years(map: &ThemeMap) -> Option<Timeline> {
    let mut of_year: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (document, membership) in map.corpus.documents.iter().zip(&map.model.memberships) {
        let Some(year) = document.year else { continue };
        let counts = of_year
            .entry(year)
            .or_insert_with(|| vec![0; map.model.len() + 1]);
        counts[membership.assigned().unwrap_or(map.model.len())] += 1;
    }
    timeline(&of_year, map.model.len())
}

/// The timeline of the documents of each year, counted by theme and behind those in none; none when
/// fewer than two years are known.
pub(in crate::export) fn timeline(
    of_year: &BTreeMap<i32, Vec<usize>>,
    themes: usize,
) -> Option<Timeline> {
    let total = |year: i32| of_year.get(&year).map_or(0, |counts| counts.iter().sum());
    let (first, last) = span(&of_year.keys().map(|&y| (y, total(y))).collect::<Vec<_>>())?;
    if first == last {
        return None;
    }
    let share = |theme: usize, year: i32| {
        let documents = of_year.get(&year).map_or(0, |counts| counts[theme]);
        documents as f64 / f64::max(total(year) as f64, 1.0)
    };
    Some(Timeline {
        first,
        shares: (0..themes)
            .map(|theme| (first..=last).map(|year| share(theme, year)).collect())
            .collect(),
        last_is_partial: (total(last) as f64) < COMPLETE * total(last - 1) as f64,
        elsewhere: of_year
            .keys()
            .filter(|&&year| year < first || year > last)
            .map(|&year| total(year))
            .sum(),
    })
}

/// First and last year to draw, from the documents of each year, ascending.
fn span(years: &[(i32, usize)]) -> Option<(i32, i32)> {
    let (_, from, last) = years.iter().map(|&(from, _)| densest(years, from)).max()?;
    let kept = || {
        years
            .iter()
            .filter(|(year, _)| (from..=last).contains(year))
    };
    let few = FIRST * kept().map(|&(_, count)| count).sum::<usize>() as f64;
    let mut before = 0;
    let first = kept().find(|(_, count)| {
        before += count;
        before as f64 >= few
    });
    Some((first?.0, last))
}

/// Documents of the span that begins with `from`, that year, and the last that has documents.
fn densest(years: &[(i32, usize)], from: i32) -> (usize, i32, i32) {
    let within = || {
        years
            .iter()
            .filter(|(year, _)| (from..from.saturating_add(SPAN)).contains(year))
    };
    let documents = within().map(|&(_, count)| count).sum();
    (
        documents,
        from,
        within().next_back().map_or(from, |&(year, _)| year),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_date_does_not_stretch_the_timeline() {
        let years = [(1203, 1), (1998, 40), (2004, 50), (2100, 1)];
        assert_eq!(span(&years), Some((1998, 2004)));
    }

    #[test]
    fn first_years_with_next_to_nothing_are_left_out() {
        assert_eq!(
            span(&[(1993, 2), (1995, 3), (1998, 400), (1999, 600)]),
            Some((1998, 1999))
        );
        assert_eq!(
            span(&[(1993, 2), (1998, 40), (1999, 60)]),
            Some((1993, 1999))
        );
    }

    #[test]
    fn one_year_is_a_span_and_no_year_is_none() {
        assert_eq!(span(&[(2001, 3)]), Some((2001, 2001)));
        assert_eq!(span(&[]), None);
    }
}
