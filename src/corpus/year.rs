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

/// The year of a citation in one line: the last number from 1800 to 2100 that is no part of a range
/// of pages or of a volume, as in `Ecology.  8(6):1048-1064, September 2015.`
pub(super) fn year_in_citation(citation: &str) -> Option<i32> {
    let bytes = citation.as_bytes();
    let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| b"-:/".contains(byte));
    let ends = (4..=bytes.len()).rev().filter(|&end| !is_digit(end));
    let mut years = ends.filter_map(|end| {
        let start = end - 4;
        let stands_alone = (start..end).all(is_digit)
            && !start.checked_sub(1).is_some_and(is_digit)
            && !joins(start.checked_sub(1).and_then(|place| bytes.get(place)))
            && !joins(bytes.get(end));
        let year = citation.get(start..end).filter(|_| stands_alone)?;
        plausible(year).filter(|&year| year >= 1800)
    });
    years.next()
}

fn plausible(digits: &str) -> Option<i32> {
    digits
        .parse()
        .ok()
        .filter(|year| (1000..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{year_in_citation, year_of};

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
    fn a_citation_gives_its_year_and_not_its_pages() {
        for (citation, year) in [
            (
                "Ecohydrology.   8(6):1048-1064, September 2015.",
                Some(2015),
            ),
            (
                "Very Long Title. Vol 28(2) April 2015, 1903-1906.",
                Some(2015),
            ),
            ("(2014). Titel 58 pp. Test: TestPublisher.", Some(2014)),
            (
                "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2013",
                Some(2013),
            ),
            ("Journal of Orthopaedic Trauma.", None),
            ("Nature 12:1999", None),
            ("pp. 19991", None),
            ("é2001é", Some(2001)),
        ] {
            assert_eq!(year_in_citation(citation), year, "{citation}");
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
