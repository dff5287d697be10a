//! Arrays.

use serde_json::Value;

use super::draw::Drawer;
use super::whole::Whole;

impl<'b> Drawer<'b> {
    /// An array for which all of `whole` holds.
    pub fn array(&mut self, whole: &Whole<'b>) -> Option<Value> {
        let mut length = whole.at_least("minItems");
        let contains: Vec<&'b Value> = whole.all("contains").collect();
        if !contains.is_empty() {
            length = length.max(whole.at_least("minContains").max(1));
        }
        let prefix = whole.all("prefixItems").filter_map(Value::as_array).map(Vec::len).max().unwrap_or(0);
        if !self.is_deep() && self.style.items > 0 {
            length = length.max(prefix) + self.rng.usize(0..=self.style.items);
        }
        if self.leads(&at(whole, length)) {
            length += 1;
        }
        let most = whole.at_most("maxItems").unwrap_or(usize::MAX);
        let is_unique = whole.all("uniqueItems").any(|unique| *unique == true);
        let mut items: Vec<Value> = Vec::new();
        for index in 0..length.min(most) {
            let schemas = at(whole, index);
            let closed = schemas.iter().any(|schema| **schema == false);
            let marked = index < contains.len().min(1) && !closed;
            let schemas = if marked { schemas.into_iter().chain(contains.iter().copied()).collect() } else { schemas };
            match self.item(&schemas, is_unique, &items) {
                Some(item) => items.push(item),
                None if index < whole.at_least("minItems") || marked => return None,
                None => break,
            }
        }
        Some(Value::Array(items))
    }

    /// One more item, another than all `before` it where that is asked.
    fn item(&mut self, schemas: &[&'b Value], is_unique: bool, before: &[Value]) -> Option<Value> {
        let tries = if is_unique { 8 } else { 1 };
        (0..tries).find_map(|_| self.inner(schemas).filter(|item| !is_unique || !before.contains(item)))
    }
}

/// The schemas of the item at `index`.
pub fn at<'b>(whole: &Whole<'b>, index: usize) -> Vec<&'b Value> {
    let of = |part: &&'b serde_json::Map<String, Value>| {
        let listed = part.get("prefixItems").and_then(Value::as_array);
        match listed.and_then(|list| list.get(index)) {
            Some(schema) => Some(schema),
            None => part.get("items"),
        }
    };
    whole.parts.iter().filter_map(of).collect()
}
