//! Moments that are numbers on the wire, as people read them.

use std::borrow::Cow;

use crate::data::Data;

/// Paths of members that are seconds since 1970; items of lists on the way have no step of their own.
pub(crate) type Times = &'static [&'static [&'static str]];

/// A value with its moments as texts.
pub(super) fn readable(data: &Data, times: Times) -> Cow<'_, Data> {
    if times.is_empty() {
        return Cow::Borrowed(data);
    }
    let mut data = data.clone();
    for path in times {
        replace(&mut data, path);
    }
    Cow::Owned(data)
}

fn replace(data: &mut Data, path: &[&str]) {
    match (data, path) {
        (Data::List(items), path) => items.iter_mut().for_each(|item| replace(item, path)),
        (Data::Object(members), [name, rest @ ..]) => {
            members.iter_mut().filter(|(known, _)| known == name).for_each(|(_, value)| replace(value, rest));
        }
        (data @ Data::Number(_), []) => {
            let Data::Number(text) = &*data else { return };
            if let Some(moment) = text.parse().ok().and_then(moment) {
                *data = Data::Text(moment);
            }
        }
        _ => {}
    }
}

const DAY: i64 = 24 * 60 * 60;

/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

/// Seconds since 1970 as a moment in UTC; none before then, and none beyond four digits of the year.
fn moment(seconds: i64) -> Option<String> {
    if !(0..=LAST).contains(&seconds) {
        return None;
    }
    let (year, month, day) = date(seconds / DAY);
    let second = seconds % DAY;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// The date so many days after 1970 began. Years are counted from March, so that the day of a leap year is the last one,
/// and from an era of 400 years.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{moment, readable};
    use crate::data::parse_json;

    #[test]
    fn moments() {
        let rows = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_747_844_794, "2025-05-21T16:26:34Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (super::LAST, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, expected) in rows {
            assert_eq!(moment(seconds).as_deref(), Some(expected));
        }
        assert_eq!(moment(-1), None);
        assert_eq!(moment(super::LAST + 1), None);
    }

    #[test]
    fn only_where_it_is_said() {
        let data = parse_json(br#"{"at":0,"n":0,"a":[{"at":60},{"at":"x"},{"at":1.5}]}"#).unwrap();
        let expected =
            r#"{"at":"1970-01-01T00:00:00Z","n":0,"a":[{"at":"1970-01-01T00:01:00Z"},{"at":"x"},{"at":1.5}]}"#;
        assert_eq!(readable(&data, &[&["at"], &["a", "at"], &["none"]]).to_json(), expected);
    }
}
