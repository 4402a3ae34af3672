//! Titles and abstracts in turn: where a listing falls out of step.
//!
//! No length tells a title from an abstract in every listing, so no line is judged alone. The lines
//! are read in the cheapest way as titles and abstracts (Viterbi): taking a line for what it does
//! not look like costs something, and so does a lost line. One odd title is cheaper than two lost
//! lines, but after a lost line all that follows looks wrong.

use std::cmp::Ordering;

/// What costs as much as one lost line: a bit less than one line that clearly looks wrong, more
/// than half of it.
const LOST_LINE: f64 = 3.0;
/// The most that a single line can say.
const CLEAR: f64 = 4.0;

/// A line whose partner is missing; the number is an index into the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// This abstract has no title before it.
    TitleMissing(usize),
    /// This title has no abstract after it.
    AbstractMissing(usize),
}

const TITLE: usize = 0;
const ABSTRACT: usize = 1;

/// The first line without partner in the cheapest reading, if any.
pub(super) fn first_fault(lines: &[&str]) -> Option<Fault> {
    let kinds = cheapest_reading(lines);
    let fault = |index: usize| match kinds.get(index) {
        Some(&TITLE) if kinds.get(index + 1) != Some(&ABSTRACT) => {
            Some(Fault::AbstractMissing(index))
        }
        Some(&ABSTRACT) if index == 0 || kinds[index - 1] != TITLE => {
            Some(Fault::TitleMissing(index))
        }
        _ => None,
    };
    (0..lines.len()).find_map(fault)
}

/// Whether these lines are likely a listing: nearly all take turns and look like what their turn
/// makes them, and the abstracts are long.
pub(super) fn is_likely(lines: &[&str]) -> bool {
    let shortest_abstract = 150;
    let nearly_all = |count: usize, of: usize| count * 10 >= of * 8;
    let middle = middle_length(lines);
    let kinds = cheapest_reading(lines);
    let turns = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let fitting = lines.iter().zip(&kinds).filter(|&(line, &kind)| {
        let looks_like_abstract = evidence_of_abstract(line, middle) > 0.0;
        match kind {
            ABSTRACT => looks_like_abstract && line.chars().count() >= shortest_abstract,
            _ => !looks_like_abstract,
        }
    });
    lines.len() >= 2
        && nearly_all(turns, lines.len() - 1)
        && nearly_all(fitting.count(), lines.len())
}

/// [`TITLE`] or [`ABSTRACT`] for every line, at the least cost.
fn cheapest_reading(lines: &[&str]) -> Vec<usize> {
    let middle = middle_length(lines);
    let mut cost = [0.0, LOST_LINE];
    let mut came_from: Vec<[usize; 2]> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let evidence = evidence_of_abstract(line, middle);
        let wrong = [evidence.max(0.0), (-evidence).max(0.0)];
        let before = cost;
        let mut from = [0; 2];
        for kind in [TITLE, ABSTRACT] {
            let other = 1 - kind;
            let lost_one = before[kind] + LOST_LINE;
            let stays = index > 0 && lost_one < before[other];
            from[kind] = if stays { kind } else { other };
            let so_far = match (index, stays) {
                (0, _) => before[kind],
                (_, true) => lost_one,
                (_, false) => before[other],
            };
            cost[kind] = so_far + wrong[kind];
        }
        came_from.push(from);
    }
    let mut kind = if cost[TITLE] + LOST_LINE < cost[ABSTRACT] {
        TITLE
    } else {
        ABSTRACT
    };
    let mut kinds = vec![TITLE; lines.len()];
    for index in (0..lines.len()).rev() {
        kinds[index] = kind;
        kind = came_from[index][kind];
    }
    kinds
}

/// How much a line looks like an abstract (above 0) or like a title (below 0): by its length
/// against `middle`, its sentences, and its end.
fn evidence_of_abstract(line: &str, middle: f64) -> f64 {
    let by_length = (3.0 * (log_length(line) - middle)).clamp(-3.0, 3.0);
    let by_sentences = match sentence_ends_within(line) {
        0 => -1.0,
        1 => 0.5,
        _ => 1.5,
    };
    let by_end = if line.ends_with('.') { 1.0 } else { -0.5 };
    (by_length + by_sentences + by_end).clamp(-CLEAR, CLEAR)
}

fn sentence_ends_within(line: &str) -> usize {
    line.match_indices(". ")
        .filter(|(end, _)| line[end + 2..].starts_with(|c: char| c.is_uppercase()))
        .count()
}

fn log_length(line: &str) -> f64 {
    libm::log(line.chars().count().max(1) as f64)
}

/// The logarithm of the length between short and long lines: 2-means on the logarithms.
fn middle_length(lines: &[&str]) -> f64 {
    let mut lengths: Vec<f64> = lines.iter().map(|line| log_length(line)).collect();
    lengths.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    let (Some(&least), Some(&most)) = (lengths.first(), lengths.last()) else {
        return 0.0;
    };
    let mut middle = (least + most) / 2.0;
    let rounds = 30;
    for _ in 0..rounds {
        let split = lengths.partition_point(|&length| length <= middle);
        if split == lengths.len() {
            break;
        }
        let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
        middle = (mean(&lengths[..split]) + mean(&lengths[split..])) / 2.0;
    }
    middle
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "We study cats. They purr at many frequencies, and nobody knows why they \
                        would do so at night. Our results show that they are content. The old \
                        theory of hunger does not hold.";

    #[test]
    fn lines_in_turn_have_no_fault() {
        assert_eq!(first_fault(&["On cats", LONG, "On dogs", LONG]), None);
        assert_eq!(first_fault(&[]), None);
    }

    #[test]
    fn one_odd_line_is_not_a_lost_line() {
        let odd = "A title. With two sentences. And a third one. That ends like an abstract.";
        let lines = [
            "On cats", LONG, odd, LONG, "On dogs", "Short.", "On birds", LONG,
        ];
        assert_eq!(first_fault(&lines), None);
    }

    #[test]
    fn the_line_without_partner_is_found_wherever_it_stands() {
        let whole = ["On cats", LONG, "On dogs", LONG, "On birds", LONG];
        for lost in 0..whole.len() {
            let mut lines = whole.to_vec();
            lines.remove(lost);
            let expected = if lost % 2 == 0 {
                Fault::TitleMissing(lost)
            } else {
                Fault::AbstractMissing(lost - 1)
            };
            assert_eq!(first_fault(&lines), Some(expected), "without line {lost}");
        }
    }

    #[test]
    fn two_lost_lines_are_found_although_the_number_is_even() {
        let lines = ["a", LONG, LONG, "c", LONG, "d", LONG, "e", "f", LONG];
        assert_eq!(first_fault(&lines), Some(Fault::TitleMissing(2)));
    }

    #[test]
    fn prose_and_code_are_no_listing() {
        assert!(is_likely(&["On cats", LONG, "On dogs", LONG]));
        assert!(!is_likely(&["On cats", "On dogs", "On birds"]));
        assert!(!is_likely(&[LONG, LONG, LONG, "end"]));
        assert!(!is_likely(&[LONG]));
    }
}
