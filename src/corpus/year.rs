//! The year in a date, however it is written.

/// The first plausible year, 1000 to 2100: `2019`, `2019.0`, `2020-11-22`, `4 Feb 2014`,
/// `20140204`. Digits inside longer numbers are no year.
pub(super) fn year_of(date: &str) -> Option<i32> {
    date.split(|c: char| !c.is_ascii_digit())
        .find_map(|digits| match digits.len() {
            4 => plausible(digits),
            8 if (1..=12).contains(&digits[4..6].parse::<u32>().ok()?) => plausible(&digits[..4]),
            _ => None,
        })
}

fn plausible(digits: &str) -> Option<i32> {
    digits
        .parse()
        .ok()
        .filter(|year| (1000..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn a_date_gives_its_year() {
        for (date, year) in [
            ("2019", 2019),
            ("2019.0", 2019),
            ("2020-11-22T10:00:00Z", 2020),
            ("4 Feb 2014", 2014),
            ("02/05/1998", 1998),
            ("20140204", 2014),
            ("c. 1000", 1000),
            ("in press, 2100", 2100),
        ] {
            assert_eq!(year_of(date), Some(year), "{date}");
        }
    }

    #[test]
    fn what_is_no_year_gives_none() {
        for date in [
            "",
            "n.d.",
            "0",
            "0999",
            "2101",
            "99",
            "1609459200",
            "20201399",
            "in press",
        ] {
            assert_eq!(year_of(date), None, "{date}");
        }
    }
}
