//! The cells of a column as texts.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};
use std::borrow::Cow;

const DAY: i64 = 86_400;

/// Whether [`texts`] makes something of a type.
pub(super) fn is_readable(kind: &DataType) -> bool {
    use DataType::*;
    match kind {
        Null | Utf8 | LargeUtf8 | Utf8View | Boolean | Float32 | Float64 | Date32 | Date64
        | Timestamp(..) => true,
        List(inner) | LargeList(inner) => is_readable(inner.data_type()),
        Dictionary(_, values) => is_readable(values),
        other => other.is_integer(),
    }
}

/// The texts of a column: strings as they are, numbers in digits, days as `2020-11-22`, lists with
/// spaces between; a cell without a value is empty.
pub(super) fn texts(column: &dyn Array) -> Vec<Cow<'_, str>> {
    use DataType::*;
    match column.data_type() {
        Utf8 => each(column, |row| column.as_string::<i32>().value(row).into()),
        LargeUtf8 => each(column, |row| column.as_string::<i64>().value(row).into()),
        Utf8View => each(column, |row| column.as_string_view().value(row).into()),
        Boolean => each(column, |row| {
            column.as_boolean().value(row).to_string().into()
        }),
        Int8 => digits::<Int8Type>(column),
        Int16 => digits::<Int16Type>(column),
        Int32 => digits::<Int32Type>(column),
        Int64 => digits::<Int64Type>(column),
        UInt8 => digits::<UInt8Type>(column),
        UInt16 => digits::<UInt16Type>(column),
        UInt32 => digits::<UInt32Type>(column),
        UInt64 => digits::<UInt64Type>(column),
        Float32 => digits::<Float32Type>(column),
        Float64 => digits::<Float64Type>(column),
        Date32 => days::<Date32Type>(column, |day| day.into()),
        Date64 => days::<Date64Type>(column, |moment| moment.div_euclid(1000 * DAY)),
        Timestamp(TimeUnit::Second, _) => {
            days::<TimestampSecondType>(column, |moment| moment.div_euclid(DAY))
        }
        Timestamp(TimeUnit::Millisecond, _) => {
            days::<TimestampMillisecondType>(column, |moment| moment.div_euclid(1000 * DAY))
        }
        Timestamp(TimeUnit::Microsecond, _) => {
            days::<TimestampMicrosecondType>(column, |moment| moment.div_euclid(1_000_000 * DAY))
        }
        Timestamp(TimeUnit::Nanosecond, _) => {
            days::<TimestampNanosecondType>(column, |moment| moment.div_euclid(1_000_000_000 * DAY))
        }
        List(_) => each(column, |row| joined(&column.as_list::<i32>().value(row))),
        LargeList(_) => each(column, |row| joined(&column.as_list::<i64>().value(row))),
        Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let values = texts(dictionary.values().as_ref());
            if values.is_empty() {
                return each(column, |_| "".into());
            }
            let keys = dictionary.normalized_keys();
            each(column, |row| values[keys[row]].clone())
        }
        _ => each(column, |_| "".into()),
    }
}

fn each<'c>(column: &'c dyn Array, text: impl Fn(usize) -> Cow<'c, str>) -> Vec<Cow<'c, str>> {
    (0..column.len())
        .map(|row| match column.is_null(row) {
            true => "".into(),
            false => text(row),
        })
        .collect()
}

/// What is no number, as a missing year of a column of floats is written, is empty.
fn digits<T: ArrowPrimitiveType>(column: &dyn Array) -> Vec<Cow<'_, str>>
where
    T::Native: std::fmt::Display,
{
    each(column, |row| {
        let digits = column.as_primitive::<T>().value(row).to_string();
        if digits == "NaN" {
            "".into()
        } else {
            digits.into()
        }
    })
}

fn days<T: ArrowPrimitiveType>(
    column: &dyn Array,
    day: impl Fn(T::Native) -> i64,
) -> Vec<Cow<'_, str>> {
    each(column, |row| {
        date(day(column.as_primitive::<T>().value(row))).into()
    })
}

fn joined(list: &dyn Array) -> Cow<'static, str> {
    texts(list).join(" ").into()
}

/// A day after 1970-01-01 in the Gregorian calendar, counted in eras of 400 years that begin in
/// March, so that the odd day is the last of its year.
fn date(day: i64) -> String {
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = 400 * era + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, ListArray, StringArray,
        StringViewArray,
    };
    use std::sync::Arc;

    #[test]
    fn days_are_those_of_the_calendar() {
        // date -u -d @$((DAY * 86400)) +%F
        for (day, text) in [
            (0, "1970-01-01"),
            (19_782, "2024-02-29"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (-25_509, "1900-02-28"),
            (-25_508, "1900-03-01"),
        ] {
            assert_eq!(date(day), text);
        }
    }

    #[test]
    fn columns_of_any_usual_type_are_texts() {
        let list = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1), None])]);
        let keys = Int32Array::from(vec![Some(1), None, Some(0)]);
        let values = Arc::new(StringArray::from(vec!["a", "b"]));
        let columns: [(Box<dyn Array>, &[&str]); 7] = [
            (
                Box::new(StringArray::from(vec![Some("é"), None])),
                &["é", ""],
            ),
            (Box::new(StringViewArray::from(vec!["x"])), &["x"]),
            (
                Box::new(Int64Array::from(vec![Some(-7), None])),
                &["-7", ""],
            ),
            (
                Box::new(Float64Array::from(vec![2019.0, f64::NAN])),
                &["2019", ""],
            ),
            (Box::new(Date32Array::from(vec![0])), &["1970-01-01"]),
            (Box::new(list), &["1 "]),
            (
                Box::new(DictionaryArray::new(keys, values)),
                &["b", "", "a"],
            ),
        ];
        for (column, expected) in columns {
            assert!(is_readable(column.data_type()));
            assert_eq!(texts(column.as_ref()), expected);
        }
    }
}
