//! Numbers as a reader sees them.

/// A number with so many decimals, never as minus zero.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|byte| byte == b'0' || byte == b'.') => {
            digits.to_owned()
        }
        _ => text,
    }
}

/// The same on a page; a dash when there is none.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    match value.is_finite() {
        true => number(value, decimals),
        false => "–".to_owned(),
    }
}

/// A figure of `quality.csv`: counts whole, shares and coefficients with three decimals.
pub(crate) fn quality_figure(value: f64) -> String {
    let whole = value.is_finite() && value.fract() == 0.0 && value.abs() >= 2.0;
    fixed(value, if whole { 0 } else { 3 })
}

/// A share of one in whole percent.
pub(crate) fn percent(share: f64) -> String {
    fixed(share * 100.0, 0) + "%"
}

/// A whole number with commas between thousands.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of the ledger; what is taken away has a minus sign.
pub(crate) fn ledger_number(number: i64) -> String {
    let size = count(usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX));
    if number < 0 {
        format!("−{size}")
    } else {
        size
    }
}

/// A number with its noun: `1 theme`, `2 themes`.
pub(crate) fn plural(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_as_minus_zero() {
        assert_eq!(fixed(-0.0004, 3), "0.000");
        assert_eq!(fixed(-0.0006, 3), "-0.001");
        assert_eq!(number(-0.00001, 4), "0.0000");
        assert_eq!(number(-0.5, 1), "-0.5");
    }

    #[test]
    fn a_figure_that_does_not_exist_is_a_dash() {
        assert_eq!(fixed(f64::NAN, 3), "–");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1,234,567");
    }

    #[test]
    fn one_theme_is_singular() {
        assert_eq!(plural(1, "theme"), "1 theme");
        assert_eq!(plural(2000, "document"), "2,000 documents");
    }
}
