//! Many problems as a few sentences.

use rustc_hash::FxHashMap;

/// The first problem of each kind in the order met, with the number of others of its kind. Problems
/// are of one kind when they differ in their place and in numbers alone.
pub fn first_of_each_kind<'p>(problems: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for problem in problems {
        let place = *known.entry(kind(problem)).or_insert_with(|| {
            kinds.push((problem, 0));
            kinds.len() - 1
        });
        kinds[place].1 += 1;
    }
    kinds
        .into_iter()
        .map(|(first, number)| match number {
            1 => first.to_owned(),
            2 => format!("{first} (and 1 more of this kind)"),
            _ => format!("{first} (and {} more of this kind)", number - 1),
        })
        .collect()
}

/// The reason behind the place, without numbers and what stands in quotes.
fn kind(problem: &str) -> String {
    let reason = problem
        .split_once(": ")
        .map_or(problem, |(_, reason)| reason);
    let outside = reason.split(['"', '“', '”', '`']).step_by(2);
    outside
        .collect::<String>()
        .replace(|c: char| c.is_ascii_digit(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_that_differ_in_place_and_values_alone_are_told_once() {
        let problems = [
            "line 3: 2 cells where there are 5",
            "line 9: no title",
            "line 12: 3 cells where there are 5",
            "line 14: 4 cells where there are 5",
            "record 4: the date “May” is no year",
            "record 5: the date “June” is no year",
        ];
        assert_eq!(
            first_of_each_kind(problems.into_iter()),
            [
                "line 3: 2 cells where there are 5 (and 2 more of this kind)",
                "line 9: no title",
                "record 4: the date “May” is no year (and 1 more of this kind)",
            ]
        );
    }
}
