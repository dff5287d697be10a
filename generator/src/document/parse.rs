//! From bytes to a [`Document`].

use std::collections::BTreeMap;

use super::arena::{Arena, NodeId};
use super::build::Builder;
use super::elsewhere::Elsewhere;
use super::index::{File, Index};
use super::patience::Patience;
use super::problem::Problem;
use super::source::SourceText;
use super::{Document, Node, Version, encoding, json, uri, version, yaml};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::{Load, Source};

/// How much text all sources of a document may have together, in bytes: positions are kept in 32 bits.
const LONGEST: usize = 1 << 30;

impl Document {
    /// Reads a document and the files that it refers to.
    ///
    /// There is none where the main source cannot be read or is no `OpenAPI` 3; then some diagnostic is an error.
    #[must_use]
    pub fn parse(source: Source, load: &dyn Load) -> (Option<Self>, Vec<Diagnostic>) {
        Self::parse_with(source, &BTreeMap::new(), load)
    }

    /// The same, where `kept` names the local files that hold what is at some addresses.
    #[must_use]
    pub fn parse_with(
        source: Source,
        kept: &BTreeMap<String, String>,
        load: &dyn Load,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let name = uri::join("", &source.name);
        let mut document = Self::unread();
        let mut diagnostics = Vec::new();
        let Some(root) = document.add(source, &mut diagnostics) else {
            return (None, diagnostics);
        };
        document.root = root;
        let (version, problems) = version::detect(document.root());
        diagnostics.extend(problems.into_iter().map(|problem| document.tell(problem)));
        let Some(version) = version else {
            return (None, diagnostics);
        };
        document.version = version;
        document.index.elsewhere = Elsewhere::new(kept, &name);
        document.index.files.insert(name, File::Read(root));
        document.load_referenced(load, &mut diagnostics);
        (Some(document), diagnostics)
    }

    /// One file by itself, which need not be a whole document: nothing is asked of its version, and nothing it refers to is
    /// read.
    pub(super) fn fragment(source: Source) -> (Option<Self>, Vec<Diagnostic>) {
        let mut document = Self::unread();
        let mut diagnostics = Vec::new();
        let root = document.add(source, &mut diagnostics);
        let document = root.map(|root| Self { root, ..document });
        (document, diagnostics)
    }

    /// One that nothing was read into.
    fn unread() -> Self {
        Self {
            arena: Arena::default(),
            sources: Vec::new(),
            root: NodeId::NONE,
            version: Version::V3_2,
            index: Index::default(),
            patience: Patience::default(),
        }
    }

    /// Reads one more source into the arena; its root, unless it cannot be read.
    pub(super) fn add(&mut self, source: Source, diagnostics: &mut Vec<Diagnostic>) -> Option<NodeId> {
        let index = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let begin = Span { source: index, line: 1, column: 1 };
        let too_long = self.arena.text_len().saturating_add(source.bytes.len()) > LONGEST;
        let decoded = encoding::decode(source.bytes);
        let (text, refused) = match decoded {
            Ok(_) if too_long => {
                let advice = "split it, or cut it down first";
                (String::new(), Some(Problem::error("too-long", begin, "the document is over a gigabyte long", advice)))
            }
            Ok(text) => (text, None),
            Err(no_text) => {
                let span = Span { source: index, line: no_text.position.line, column: no_text.position.column };
                let advice = "save the file as UTF-8";
                (String::new(), Some(Problem::error("encoding", span, no_text.message, advice)))
            }
        };
        self.sources.push(SourceText::new(&source.name, text));
        let problems = match refused {
            Some(problem) => vec![problem],
            None => self.read(index, &source.name),
        };
        let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
        diagnostics.extend(problems.into_iter().map(|problem| self.tell(problem)));
        let root = self.sources.last().map(SourceText::root)?;
        (!failed).then_some(root)
    }

    /// Reads the source with this index; what there is to say about it.
    fn read(&mut self, index: u32, name: &str) -> Vec<Problem> {
        let Some(source) = self.sources.get_mut(index as usize) else {
            return Vec::new();
        };
        let text = source.shared_text();
        let mut builder = Builder::new(&mut self.arena, index);
        if let Err(problem) = read_text(&text, name, &mut builder) {
            builder.problems.push(problem);
        } else if let Some(root) = builder.root() {
            source.set_root(root);
        } else {
            let begin = Span { source: index, line: 1, column: 1 };
            builder.problems.push(Problem::error(
                "empty",
                begin,
                "the file is empty",
                "name another file, or begin with `openapi` and `info`",
            ));
        }
        builder.problems
    }
}

/// Reads JSON where it looks like it, and YAML otherwise or where it is none.
fn read_text(text: &str, name: &str, builder: &mut Builder<'_>) -> Result<(), Problem> {
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::read(text, builder);
    }
    let Err(no_json) = json::read(text, builder) else {
        return Ok(());
    };
    if no_json.code != "json-syntax" {
        return Err(no_json);
    }
    builder.restart();
    let Err(no_yaml) = yaml::read(text, builder) else {
        // YAML may begin so as well, and where the name says that it is YAML nobody meant JSON.
        if has_ending(name, &["yaml", "yml"]) {
            return Ok(());
        }
        let message = format!("this is not JSON: {}; it is read as YAML", no_json.message);
        builder.problems.push(Problem::warning("json-syntax", no_json.span, message, &*no_json.advice));
        return Ok(());
    };
    Err(if has_ending(name, &["json"]) || no_json.span > no_yaml.span { no_json } else { no_yaml })
}

/// Whether the name of a file ends in one of `endings`, behind a dot.
fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)))
}

impl Node<'_> {
    /// The index of the source that it was read from.
    #[must_use]
    pub fn source(self) -> u32 {
        self.span().source
    }
}
