//! The cells of a column as texts.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTemporalType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};
use std::borrow::Cow;

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
        Date32 => days::<Date32Type>(column),
        Date64 => days::<Date64Type>(column),
        Timestamp(TimeUnit::Second, _) => days::<TimestampSecondType>(column),
        Timestamp(TimeUnit::Millisecond, _) => days::<TimestampMillisecondType>(column),
        Timestamp(TimeUnit::Microsecond, _) => days::<TimestampMicrosecondType>(column),
        Timestamp(TimeUnit::Nanosecond, _) => days::<TimestampNanosecondType>(column),
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

/// A moment beyond all calendars is empty.
fn days<T: ArrowTemporalType>(column: &dyn Array) -> Vec<Cow<'_, str>>
where
    i64: From<T::Native>,
{
    each(column, |row| {
        let day = column.as_primitive::<T>().value_as_date(row);
        day.map_or("".into(), |day| day.to_string().into())
    })
}

fn joined(list: &dyn Array) -> Cow<'static, str> {
    texts(list).join(" ").into()
}
