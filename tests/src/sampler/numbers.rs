//! Integers and other numbers.

use serde_json::{Number, Value};

use super::draw::Drawer;
use super::whole::Whole;

/// Integers at which something changes.
const EDGES: [i128; 14] = [
    0,
    1,
    -1,
    i32::MAX as i128,
    i32::MIN as i128,
    i32::MAX as i128 + 1,
    u32::MAX as i128,
    i64::MAX as i128,
    i64::MIN as i128,
    u64::MAX as i128,
    9_007_199_254_740_993,
    -9_007_199_254_740_993,
    1_000_000,
    255,
];

/// Other numbers at which something changes.
const POINTS: [f64; 14] = [
    0.1,
    -0.0,
    1e300,
    -1e300,
    5e-324,
    f64::MAX,
    f64::MIN,
    0.300_000_000_000_000_04,
    123_456.789,
    1e21,
    1e-7,
    2.0,
    9_007_199_254_740_992.0,
    0.0,
];

impl<'b> Drawer<'b> {
    /// An integer for which all of `whole` holds.
    pub fn integer(&mut self, whole: &Whole<'b>) -> Option<Value> {
        let after = |value: Option<i128>| value.and_then(|value| value.checked_add(1));
        let before = |value: Option<i128>| value.and_then(|value| value.checked_sub(1));
        let floors = [bound(whole, "minimum", true), after(bound(whole, "exclusiveMinimum", true))];
        let ceilings = [bound(whole, "maximum", false), before(bound(whole, "exclusiveMaximum", false))];
        let low = floors.into_iter().flatten().max().unwrap_or(i64::MIN.into());
        let high = ceilings.into_iter().flatten().min().unwrap_or(i64::MAX.into());
        let step = whole.most("multipleOf").and_then(integral).filter(|step| *step > 0).unwrap_or(1);
        let (low, high) = (low.checked_add((step - low.rem_euclid(step)) % step)?, high - high.rem_euclid(step));
        if low > high {
            return None;
        }
        let value = if self.style.odd {
            let mut edges = vec![low, high];
            edges.extend(
                EDGES.iter().map(|edge| edge - edge.rem_euclid(step)).filter(|edge| (low..=high).contains(edge)),
            );
            let index = self.index(edges.len());
            edges.get(index).copied()?
        } else {
            let usual = 0.clamp(low, high);
            let span = (high - usual).min(1000) / step;
            usual + step * i128::from(self.rng.u16(0..=u16::try_from(span).unwrap_or(0)))
        };
        Some(Value::Number(exact(value)?))
    }

    /// A number for which all of `whole` holds.
    pub fn number(&mut self, whole: &Whole<'b>) -> Option<Value> {
        let low = [whole.most("minimum"), whole.most("exclusiveMinimum").map(f64::next_up)];
        let high = [whole.least("maximum"), whole.least("exclusiveMaximum").map(f64::next_down)];
        let low = low.into_iter().flatten().fold(f64::MIN, f64::max);
        let high = high.into_iter().flatten().fold(f64::MAX, f64::min);
        let narrow = whole.all("format").any(|format| format == "float");
        let step = whole.most("multipleOf");
        let mut points: Vec<f64> = vec![low, high, 0.5_f64.clamp(low.min(high), high), 1.0, 3.0];
        if self.style.odd {
            points.extend(POINTS);
        }
        let fit = |point: f64| {
            let point = match step {
                Some(step) => (point / step).round() * step,
                None if narrow => narrowed(point)?,
                None => point,
            };
            (point.is_finite() && (low..=high).contains(&point)).then_some(point)
        };
        let points: Vec<f64> = points.into_iter().filter_map(fit).collect();
        let index = self.index(points.len());
        points.get(index).copied().and_then(Number::from_f64).map(Value::Number)
    }
}

/// The bound that all parts together give, rounded to a whole number within it.
fn bound(whole: &Whole<'_>, keyword: &str, is_low: bool) -> Option<i128> {
    let exclusive = keyword.starts_with("exclusive");
    let each = whole.all(keyword).filter_map(|value| {
        let exact = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        // Half a step beyond an exclusive bound is as good as the bound.
        exact.or_else(|| integral(if is_low == exclusive { value.as_f64()?.floor() } else { value.as_f64()?.ceil() }))
    });
    if is_low { each.max() } else { each.min() }
}

/// The integer that a float without a fraction is.
fn integral(value: f64) -> Option<i128> {
    if value.fract() != 0.0 || value.abs() > 1e36 {
        return None;
    }
    format!("{value:.0}").parse().ok()
}

/// An integer as JSON: beyond 64 bits as a float, where one is equal to it.
fn exact(value: i128) -> Option<Number> {
    let small = i64::try_from(value).map(Number::from);
    let small = small.or_else(|_| u64::try_from(value).map(Number::from));
    small.ok().or_else(|| {
        let float: f64 = value.to_string().parse().ok()?;
        Number::from_f64(float).filter(|_| integral(float) == Some(value))
    })
}

/// What a number of 32 bits makes of it, as it is written in the fewest digits.
fn narrowed(value: f64) -> Option<f64> {
    let narrow: f32 = value.to_string().parse().ok()?;
    narrow.is_finite().then(|| narrow.to_string().parse().ok()).flatten()
}
