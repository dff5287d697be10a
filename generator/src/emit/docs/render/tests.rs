//! Texts, and what is printed of them.

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::render;

fn lines(text: &str) -> Vec<String> {
    render(text, 60)
}

#[test]
fn prose_is_wrapped_and_paragraphs_stay_apart() {
    let text = "One two three four five six seven eight nine ten eleven twelve thirteen.\n\nNext.";
    let expected = ["One two three four five six seven eight nine ten eleven", "twelve thirteen.", "", "Next."];
    assert_eq!(lines(text), expected);
}

#[test]
fn plain_text_takes_no_other_way_than_its_parser_would() {
    let texts = ["One (two), \"three\": 4 - 5 % of $6/7?", "One.\n\nTwo;  three."];
    for text in texts {
        let marked = lines(&format!("{text}\n\n`x`"));
        let expected: Vec<String> = lines(text).into_iter().chain([String::new(), "`x`".to_owned()]).collect();
        assert_eq!(marked, expected);
    }
}

#[test]
fn html_is_what_markdown_has_for_it() {
    assert_eq!(lines("a <b>bold</b> x<br>y"), ["a bold x\\", "y"]);
    assert_eq!(lines("<p>block</p>\n<!-- one\ntwo -->\nafter"), ["block", "", "after"]);
    assert_eq!(lines("See <a href=\"https://x.example\">the <i>page</i></a>."), ["See [the page](https://x.example)."]);
    let line = "<div>By <a href='/docs'>docs</a> &amp; <code>a_b &lt; c</code>.</div>";
    assert_eq!(lines(line), ["By docs (`/docs`) & `a_b < c`."]);
    assert_eq!(lines("<code>a</code><code>b *c* [d](e)</code>"), ["`a` `b c d`"]);
    let list = "<p>One of:</p><ul><li>a<li><p>b</p></li></ul><ol><li>c</ol>after";
    assert_eq!(lines(list), ["One of:", "", "- a", "- b", "", "1. c", "", "after"]);
    let code = "<h2>Head</h2><pre><code>\na_b\n  c\n</code></pre>";
    assert_eq!(lines(code), ["## Head", "", "```text", "a_b", "  c", "```"]);
    assert_eq!(lines("- x <ul><li>y</li></ul>\n- z"), ["- x", "  - y", "- z"]);
}

#[test]
fn what_is_no_html_is_text() {
    assert_eq!(lines("Vec<T>, /<code>/<p>/<id> and <b>"), ["Vec\\<T>, /\\<code>/\\<p>/\\<id> and \\<b>"]);
    assert_eq!(lines("<script>x()</script> <b>"), ["\\<script>x()\\</script> \\<b>"]);
}

#[test]
fn code_is_no_test_and_ends() {
    assert_eq!(lines("```\nlet a;"), ["```text", "let a;", "```"]);
    assert_eq!(lines("```rust,no_run\nlet a;\n```"), ["```text", "let a;", "```"]);
    assert_eq!(lines("```JSON\n{}\n```"), ["```json", "{}", "```"]);
    assert_eq!(lines("a\n\n    indented"), ["a", "", "```text", "indented", "```"]);
    assert_eq!(lines("~~~\n```\n~~~"), ["````text", "```", "````"]);
}

#[test]
fn brackets_that_are_no_link_are_text() {
    assert_eq!(lines("an [array] of a[0], [x][y]"), ["an \\[array] of a\\[0], \\[x]\\[y]"]);
}

#[test]
fn links_lead_somewhere_or_are_none() {
    assert_eq!(lines("[a](https://x.example/y)"), ["[a](https://x.example/y)"]);
    assert_eq!(lines("[a][1]\n\n[1]: https://x.example"), ["[a](https://x.example)"]);
    assert_eq!(lines("[guide](/docs/guide) [part](#part) [T](T)"), ["guide (`/docs/guide`) part T"]);
    assert_eq!(lines("![chart](https://x.example/c.png)"), ["[chart](https://x.example/c.png)"]);
    assert_eq!(lines("<https://x.example/a_b>"), ["<https://x.example/a_b>"]);
    assert_eq!(lines("at https://x.example/a_b."), ["at <https://x.example/a_b>."]);
    assert_eq!(lines("wow\\![a](https://x.example)"), ["wow\\![a](https://x.example)"]);
}

#[test]
fn lists_are_indented() {
    let text = "* one\ncontinued lazily\n   * nested\n* two\n\n1) first\n\n   more\n2) second";
    let expected = ["- one continued lazily", "  - nested", "- two", "", "1. first", "", "   more", "", "2. second"];
    assert_eq!(lines(text), expected);
}

#[test]
fn tables_stay_tables() {
    let text = "a|b\n-|:-:\n`x\\|y`|2 \\| 3";
    assert_eq!(lines(text), ["| a | b |", "| --- | :---: |", "| `x\\|y` | 2 \\| 3 |"]);
}

#[test]
fn headings_leave_room_for_the_name() {
    assert_eq!(lines("# A\ntext\n\nB\n---\n### C"), ["## A", "", "text", "", "## B", "", "### C"]);
}

#[test]
fn deep_nesting_is_survived() {
    assert!(!lines(&format!("{}a", "> ".repeat(2000))).is_empty());
}

/// What rustdoc or clippy would take amiss in `text`, parsed as rustdoc does.
fn complaints(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut broken = Vec::new();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut callback = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        broken.push(link.reference.to_string());
        None
    };
    for event in Parser::new_with_broken_link_callback(text, options, Some(&mut callback)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("html {html}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                found.push("indented".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.is_empty() => {
                found.push("no language".to_owned());
            }
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.contains(':') => {
                found.push(format!("link {dest_url}"));
            }
            Event::FootnoteReference(name) => found.push(format!("footnote {name}")),
            _ => {}
        }
    }
    found.extend(broken);
    found
}

proptest! {
    #[test]
    fn nothing_is_left_to_complain_about(text in r"([-a-c0-2 \n\t`*_\[\]()<>#!|:~+&;.=\\/\r]|http://a\.b|```|</?(b|p|ul|li|a|code|pre|h3)>|<!--|\[a\]\(b\)|\[\^1\]){0,40}") {
        let once = lines(&text).join("\n");
        prop_assert_eq!(complaints(&once), Vec::<String>::new(), "{}", once);
    }
}
