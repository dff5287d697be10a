//! When two values of JSON are the same.

use serde_json::{Number, Value};

/// Whether both hold the same value: members in any order, numbers by their value.
#[must_use]
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => same_number(left, right),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, value)| right.get(name).is_some_and(|other| same(value, other)))
        }
        _ => left == right,
    }
}

/// Whether `part` is `whole` without some of its members.
#[must_use]
pub fn within(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(part, whole)| within(part, whole))
        }
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|other| within(value, other)))
        }
        _ => same(part, whole),
    }
}

fn same_number(left: &Number, right: &Number) -> bool {
    let whole = |number: &Number| {
        let small = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
        small.or_else(|| {
            let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e36)?;
            format!("{float:.0}").parse().ok()
        })
    };
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => left == right,
        (None, None) => left.as_f64() == right.as_f64(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn spelling_and_order_do_not_count_and_all_else_does() {
        for (left, right) in [
            ("1", "1.0"),
            ("1e0", "1"),
            ("0", "-0.0"),
            ("{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":1}"),
            ("1180591620717411303424", "1.180591620717411303424e21"),
        ] {
            assert!(same(&read(left), &read(right)), "{left} {right}");
        }
        for (left, right) in [
            ("1", "\"1\""),
            ("9007199254740993", "9007199254740992.0"),
            ("0.1", "0.10000000000000002"),
            ("[1,2]", "[2,1]"),
            ("{\"a\":null}", "{}"),
            ("null", "false"),
        ] {
            assert!(!same(&read(left), &read(right)), "{left} {right}");
        }
    }

    #[test]
    fn a_part_has_nothing_that_the_whole_has_not() {
        assert!(within(&read("{\"a\":[{}]}"), &read("{\"a\":[{\"b\":1}],\"c\":2}")));
        for (part, whole) in [("{\"a\":1}", "{}"), ("[]", "[1]"), ("{\"a\":1}", "{\"a\":2}")] {
            assert!(!within(&read(part), &read(whole)), "{part} {whole}");
        }
    }
}
