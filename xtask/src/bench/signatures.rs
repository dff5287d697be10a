//! Calls of a generated client, read from the text of its functions.

/// The calls of at most `most` functions of `text` that take nothing but strings and what may be left out.
pub fn simple_calls(text: &str, most: usize) -> Vec<String> {
    text.split("pub async fn ").skip(1).filter_map(simple_call).take(most).collect()
}

/// `name("x", None)` for `name(&self, id: impl AsRef<str>, limit: Option<i64>) -> …`.
fn simple_call(text: &str) -> Option<String> {
    let header = text.split(") ->").next()?;
    let open = header.find('(')?;
    let (head, parameters) = (header.get(..open)?, header.get(open + 1..)?);
    let (name, generics) = head.split_once('<').unwrap_or((head, ""));
    let mut parameters = top_level(parameters).into_iter();
    if parameters.next()? != "&self" {
        return None;
    }
    let arguments: Option<Vec<String>> = parameters.map(|parameter| argument(parameter, generics)).collect();
    Some(format!("{}({})", name.trim(), arguments?.join(", ")))
}

fn argument(parameter: &str, generics: &str) -> Option<String> {
    let ty = parameter.split_once(':')?.1.trim();
    let is_text =
        |ty: &str| ty.contains("AsRef<str>") || ty == "&str" || generics.contains(&format!("{ty}: AsRef<str>"));
    match ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>')) {
        Some(inner) if is_text(inner) => Some("None::<&str>".to_owned()),
        Some(_) => Some("None".to_owned()),
        None => is_text(ty).then(|| "\"x\"".to_owned()),
    }
}

/// The parts of `text` between commas that stand in no brackets.
fn top_level(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::simple_calls;

    #[test]
    fn functions_that_need_no_more_than_strings() {
        let text = "
            pub async fn one(&self) -> Result<A, B> {}
            pub async fn two<S: AsRef<str>>(
                &self,
                id: impl AsRef<str>,
                limit: Option<i64>,
                after: Option<S>,
            ) -> Result<A, B> {}
            pub async fn three(&self, body: Body) -> Result<A, B> {}
            pub async fn send(self) -> Result<A, B> {}";
        assert_eq!(simple_calls(text, 10), ["one()", "two(\"x\", None, None::<&str>)"]);
    }
}
