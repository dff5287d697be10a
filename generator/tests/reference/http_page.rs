//! The page of HTTP.

use crate::{published, seed};

/// What is said, whatever stands around it: the seed has neither the spaces nor the marks that were there.
fn letters(lines: &str) -> String {
    lines.chars().filter(|c| c.is_alphanumeric() || "{}[]\":$_/.".contains(*c)).collect()
}

/// The operation that the seed shows, in its order: method and path stand before the heading there, and the parts of the
/// page have no headings.
#[test]
fn the_operation_agrees_in_all_that_is_said() {
    let (Some(outputs), Some(seed)) = (published(), seed("002")) else { return };
    let page = &outputs["reference/http/containers.md"];
    let heading = "## List containers\n";
    let (_, after) = page.split_once(heading).expect("it has that operation");
    let section = after.split("\n## ").next().unwrap();
    let said = section.lines().filter(|line| !line.starts_with('#') && !line.trim_start().starts_with("```"));
    let said: Vec<&str> = said.collect();
    let at = said.iter().position(|line| line.starts_with("**get**")).expect("it has method and path");
    let (path, rest) = (said[at], said[at + 1..].join("\n"));
    let ours = letters(&format!("{path} {rest}"));
    let theirs = letters(&seed);
    let same = ours.chars().zip(theirs.chars()).take_while(|(one, other)| one == other).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(40)).take(120).collect::<String>();
    // The only difference: behind that the seed has the call once more, with an answer that the document keeps in an
    // extension of its own.
    let more = theirs.strip_prefix(&ours).unwrap_or_else(|| panic!("`{}` and not `{}`", from(&ours), from(&theirs)));
    let call = letters(r#"curl https://api.openai.com/v1/containers \ -H "Authorization: Bearer $OPENAI_API_KEY""#);
    assert!(more.starts_with(&call) && ours.contains(&call), "{more}");
    assert!(ours.len() > 2_000, "only {} letters were compared", ours.len());
}
