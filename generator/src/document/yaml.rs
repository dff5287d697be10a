//! Reads YAML 1.2 from the events of `granit-parser`, with the place of every value.
//!
//! Of YAML 1.1 merge keys are honoured, because documents in use have them. Where the strict reader refuses
//! what most readers in use accept, the text is mended and read once more, with a warning.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Marker, Options, Parser, ScalarStyle, Tag};

use super::build::{Builder, Built, DEEPEST, Place};
use super::mend;
use super::position::{Position, narrow};
use super::problem::Problem;
use super::scalar::{Plain, plain};

mod merge;
mod refusal;

/// How many nodes all aliases together may amount to when they are written out.
const ALIAS_BUDGET: u64 = 2_000_000;

/// How often a source is mended before it is given up.
const MENDS: usize = 100;

/// Reads the first document of `text`.
pub(super) fn read(original: &str, builder: &mut Builder<'_>) -> Result<(), Problem> {
    let mut text = Cow::Borrowed(original);
    let mut mended = Vec::new();
    loop {
        let mut reader = Reader {
            builder: &mut *builder,
            anchors: HashMap::new(),
            open_anchors: Vec::new(),
            merges: Vec::new(),
            expanded: 0,
            last_end: 0,
        };
        let refused = match reader.run(&text) {
            Ok(()) => break,
            Err(Stop::Problem(problem)) => return Err(problem),
            Err(Stop::Refused(refused)) => refused,
        };
        let last_end = reader.last_end;
        let mend = mend::mend(&text, &refused, last_end).filter(|_| mended.len() < MENDS);
        let Some(mend) = mend else {
            return Err(refusal::problem(builder, &refused, &text));
        };
        text = Cow::Owned(mend.text);
        mended.push((mend::unmended(original, mend.position), mend.message));
        builder.restart();
    }
    for (position, message) in mended {
        builder.warn("yaml-syntax", position, message, mend::ADVICE);
    }
    Ok(())
}

/// Why reading ended early.
enum Stop {
    Refused(granit_parser::ScanError),
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// What an anchor names: a node, and its text where it is a scalar.
#[derive(Clone)]
struct Anchored {
    built: Built,
    text: Option<String>,
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder<'a>,
    anchors: HashMap<usize, Anchored>,
    /// For each open array or object its anchor, or 0.
    open_anchors: Vec<usize>,
    /// For each open object where its members begin, and which of them are merge keys.
    merges: Vec<merge::Merge>,
    /// How many nodes the aliases met so far amount to.
    expanded: u64,
    /// The byte after the last scalar or alias.
    last_end: usize,
}

fn options() -> Options {
    let mut options = Options::default();
    // The builder has the same limit over both together, but the parser looks ahead.
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    options
}

fn position(marker: Marker) -> Position {
    Position { line: narrow(marker.line()), column: narrow(marker.col() + 1) }
}

impl Reader<'_, '_> {
    fn run(&mut self, text: &str) -> Result<(), Stop> {
        let mut parser = Parser::new_from_str_with_options(text, options());
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(Stop::Refused)?;
            let place = position(span.start);
            match event {
                Event::DocumentStart(..) if self.builder.root().is_some() => {
                    self.warn_second(place);
                    break;
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.last_end = span.byte_range().map_or(self.last_end, |range| range.end);
                    self.scalar(&text, style, anchor, tag.as_deref(), place)?;
                }
                Event::Alias(anchor) => {
                    self.last_end = span.byte_range().map_or(self.last_end, |range| range.end);
                    self.alias(anchor, place)?;
                }
                Event::SequenceStart(_, anchor, _) => self.open(false, anchor, place)?,
                Event::MappingStart(_, anchor, _) => self.open(true, anchor, place)?,
                Event::SequenceEnd => self.close(false),
                Event::MappingEnd => self.close(true),
                _ => {}
            }
        }
        Ok(())
    }

    fn warn_second(&mut self, place: Position) {
        let message = "a second document begins here; only the first one is read";
        self.builder.warn("several-documents", place, message, "put it into a file of its own");
    }

    fn open(&mut self, is_object: bool, anchor: usize, place: Position) -> Result<(), Stop> {
        if self.builder.place() == Place::Key {
            let message = "the key is an array or object, and JSON has only strings";
            let advice = "put it in quotes, if it is meant to be a string";
            return Err(self.builder.error("key-no-string", place, message, advice).into());
        }
        self.builder.open(is_object, place)?;
        self.open_anchors.push(anchor);
        if is_object {
            let begin = self.builder.members().len();
            self.merges.push(merge::Merge::new(begin));
        }
        Ok(())
    }

    fn close(&mut self, is_object: bool) {
        if is_object && let Some(merge) = self.merges.pop() {
            merge.apply(self.builder);
        }
        let anchor = self.open_anchors.pop().unwrap_or(0);
        if let Some(built) = self.builder.close() {
            self.name(anchor, built, None);
        }
    }

    fn name(&mut self, anchor: usize, built: Built, text: Option<&str>) {
        if anchor != 0 {
            let text = text.map(str::to_owned);
            self.anchors.insert(anchor, Anchored { built, text });
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        place: Position,
    ) -> Result<(), Stop> {
        if self.builder.place() == Place::Key {
            if text == "<<" && style == ScalarStyle::Plain {
                let at = self.builder.members().len();
                self.merges.last_mut().into_iter().for_each(|merge| merge.note(at));
            }
            self.builder.key(text, place);
            if anchor != 0 {
                let built = self.builder.detached(text, place);
                self.name(anchor, built, Some(text));
            }
            return Ok(());
        }
        let meaning = self.meaning(text, style, tag, place)?;
        let built = match meaning {
            Plain::Null => self.builder.null(place),
            Plain::Boolean(value) => self.builder.boolean(value, place),
            Plain::Number => self.number(text, place),
            Plain::String => self.builder.string(text, place),
        };
        self.name(anchor, built, Some(text));
        Ok(())
    }

    fn number(&mut self, text: &str, place: Position) -> Built {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            let message = format!("`{text}` is a number that JSON does not have");
            self.builder.warn("number-not-json", place, message, "put it in quotes, if it is meant to be a string");
        }
        self.builder.number(text, place)
    }

    /// What a scalar means by its tag, its quotes and the core schema.
    fn meaning(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>, place: Position) -> Result<Plain, Stop> {
        let untagged = if style == ScalarStyle::Plain { plain(text) } else { Plain::String };
        let Some(tag) = tag else {
            return Ok(untagged);
        };
        let meant = match (tag.core_suffix(), plain(text)) {
            (Some("str"), _) => Plain::String,
            (Some("int" | "float"), Plain::Number) => Plain::Number,
            (Some("bool"), Plain::Boolean(value)) => Plain::Boolean(value),
            (Some("null"), Plain::Null) => Plain::Null,
            (Some(kind @ ("int" | "float" | "bool" | "null")), _) => {
                let message = format!("`{text}` is not of the type `{kind}` that its tag names");
                return Err(self.builder.error("yaml-tag", place, message, "remove the tag").into());
            }
            (None, _) if tag.parts() == ("", "!") || tag.parts() == ("!", "") => Plain::String,
            _ => {
                let message = format!("the tag `{}` means nothing here; it is ignored", tag.original());
                self.builder.warn("yaml-tag", place, message, "remove the tag");
                untagged
            }
        };
        Ok(meant)
    }

    fn alias(&mut self, anchor: usize, place: Position) -> Result<(), Stop> {
        let Some(anchored) = self.anchors.get(&anchor).cloned() else {
            let message = "the alias stands within what it names, so that it would never end";
            return Err(self
                .builder
                .error("alias-cycle", place, message, "refer to a schema by `$ref` instead")
                .into());
        };
        if self.builder.place() == Place::Key {
            let Some(text) = anchored.text else {
                let message = "the key is an alias of an array or object, and JSON has only strings";
                return Err(self.builder.error("key-no-string", place, message, "write the key out").into());
            };
            self.builder.key(&text, place);
            return Ok(());
        }
        self.expanded = self.expanded.saturating_add(anchored.built.size);
        if self.expanded > ALIAS_BUDGET {
            let message = format!("the aliases up to here amount to more than {ALIAS_BUDGET} values");
            return Err(self.builder.error("alias-bomb", place, message, "refer to schemas by `$ref` instead").into());
        }
        if self.builder.depth() + anchored.built.height > DEEPEST {
            let message = format!("with this alias, values stand in one another more than {DEEPEST} levels deep");
            return Err(self.builder.error("too-deep", place, message, "refer to schemas by `$ref` instead").into());
        }
        self.builder.share(anchored.built);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::tests::{brief, read_as, read_value};

    fn value(yaml: &str) -> serde_json::Value {
        let (document, diagnostics) = read_value(yaml);
        assert_eq!(brief(&diagnostics), [""; 0], "{yaml}");
        document.root().get("x").unwrap().to_json()
    }

    #[test]
    fn scalars_mean_what_the_core_schema_says() {
        assert_eq!(value("[yes, 012, '1', \"true\", ~, 0x1F]"), json!(["yes", 12, "1", "true", null, 31]));
        assert_eq!(value("!!str 1"), json!("1"));
        assert_eq!(value("!!int '1'"), json!(1));
        assert_eq!(value("! 1"), json!("1"));
        assert_eq!(value("|\n a\n b\n"), json!("a\nb\n"));
        assert_eq!(value(">\n a\n b\n"), json!("a b\n"));
    }

    #[test]
    fn keys_are_texts_however_they_look() {
        let expected = json!({"200": 1, "1.0": 2, "null": 3, "true": 4});
        assert_eq!(value("200: 1\n1.0: 2\nnull: 3\ntrue: 4"), expected);
    }

    #[test]
    fn aliases_are_shared() {
        let (document, _) = read_value("a: &a {k: [1, 2]}\nb: *a\nc: {d: *a}");
        let x = document.root().get("x").unwrap();
        let (a, b) = (x.get("a").unwrap(), x.get("b").unwrap());
        assert_eq!(a.id(), b.id());
        assert_eq!(b.get("k").unwrap().pointer(), "/x/a/k");
        assert_eq!(x.get("c").unwrap().to_json(), json!({"d": {"k": [1, 2]}}));
    }

    #[test]
    fn a_key_with_an_anchor_can_be_an_alias() {
        let expected = json!({"name": 1, "b": "name", "c": {"name": 2}});
        assert_eq!(value("&k name: 1\nb: *k\nc: {*k : 2}"), expected);
    }

    #[test]
    fn merge_keys_fill_in_what_is_not_there() {
        let yaml =
            "a: &a {p: 1, q: 2}\nb: &b {q: 3, r: 4}\nc:\n  <<: [*a, *b]\n  p: 0\nd:\n  z: 1\n  <<: *a\n  <<: *b\n";
        let value = value(yaml);
        assert_eq!(value["c"], json!({"p": 0, "q": 2, "r": 4}));
        assert_eq!(value["d"], json!({"z": 1, "p": 1, "q": 2, "r": 4}));
    }

    #[test]
    fn a_merge_key_without_an_object_is_an_ordinary_key() {
        let (document, diagnostics) = read_value("<<: 1\n\"<<\": {a: 1}");
        assert_eq!(brief(&diagnostics), ["warning merge-key 3:3", "warning duplicate-key 4:3"]);
        assert_eq!(document.root().get("x").unwrap().to_json(), json!({"<<": {"a": 1}}));
    }

    #[test]
    fn members_merged_from_within_point_to_where_they_are() {
        let (document, _) = read_value("<<: {a: {b: 1}}");
        let b = document.root().get("x").and_then(|x| x.get("a")?.get("b")).unwrap();
        assert_eq!(b.pointer(), "/x/a/b");
    }

    #[test]
    fn what_other_readers_accept_is_mended_with_a_warning() {
        let text = "openapi: 3.1.0\nx:\n  y: \"one\n  two\n\n  three\"\nz: 'a''\nb'# note\nw: 1\n";
        let (document, diagnostics) = read_as("api.yaml", text);
        let document = document.unwrap_or_else(|| panic!("{diagnostics:#?}"));
        assert_eq!(
            brief(&diagnostics),
            ["warning yaml-syntax 4:3", "warning yaml-syntax 8:1", "warning yaml-syntax 8:3"]
        );
        assert_eq!(
            document.root().to_json(),
            json!({"openapi": "3.1.0", "x": {"y": "one two\nthree"}, "z": "a' b", "w": 1})
        );
    }

    #[test]
    fn only_the_first_document_of_a_stream_is_read() {
        let (document, diagnostics) = read_as("api.yaml", "---\nopenapi: 3.0.0\n...\n---\nopenapi: 3.1.0\n");
        assert_eq!(brief(&diagnostics), ["warning several-documents 4:1"]);
        assert_eq!(document.unwrap().version(), crate::document::Version::V3_0);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let (document, _) = read_as("api.yaml", "openapi: 3.0.0\r\nä:\r\n  ü: [1, \"é\", {b: c}]\r\n");
        let document = document.unwrap();
        let list = document.root().get("ä").and_then(|node| node.get("ü")).unwrap();
        let place = |span: crate::Span| (span.line, span.column);
        assert_eq!(place(list.key_span().unwrap()), (3, 3));
        assert_eq!(place(list.span()), (3, 6));
        assert_eq!(place(list.at(1).unwrap().span()), (3, 10));
        assert_eq!(place(list.at(2).unwrap().get("b").unwrap().span()), (3, 19));
    }
}
