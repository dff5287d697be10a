//! Follows references.

#![allow(
    clippy::result_large_err,
    reason = "errors are as rare as broken references, and boxing them would burden every caller"
)]

use std::collections::HashSet;

use super::index::File;
use super::node::Node;
use super::pointer::{self, Lost};
use super::{Document, uri};
use crate::diagnostic::{Diagnostic, Severity};
use crate::nearest;

/// Why a reference leads nowhere.
struct Failure {
    code: &'static str,
    message: String,
    advice: String,
}

/// How many references may be followed on the way of one pointer; more is a cycle.
const DETOURS: usize = 64;

impl<'a> Node<'a> {
    /// The text of the `$ref` of an object.
    #[must_use]
    pub fn reference(self) -> Option<&'a str> {
        self.get("$ref").and_then(Node::as_str)
    }

    /// The node that this one refers to, through any number of references; itself where it refers to none.
    ///
    /// # Errors
    /// A diagnostic at the first `$ref` on the way that leads nowhere or back to where it came from.
    pub fn resolve(self) -> Result<Self, Diagnostic> {
        let mut node = self;
        let mut passed = HashSet::new();
        while let Some(text) = node.reference() {
            if !passed.insert(node.id()) {
                return Err(self.cycle(node));
            }
            node = node.target(text)?;
        }
        Ok(node)
    }

    /// The node that this one refers to by one `$ref`, if it has one. That node may refer on.
    ///
    /// # Errors
    /// A diagnostic at the `$ref`, if it leads nowhere.
    pub fn follow(self) -> Result<Option<Self>, Diagnostic> {
        self.reference().map(|text| self.target(text)).transpose()
    }

    /// The node that `reference` names, read as if it stood here: for the values of a discriminator's mapping and
    /// `operationRef`. That node may refer on.
    ///
    /// # Errors
    /// A diagnostic at this node, if the reference leads nowhere.
    pub fn target(self, reference: &str) -> Result<Self, Diagnostic> {
        self.try_target(reference, DETOURS).map_err(|failure| {
            let place = self.get("$ref").unwrap_or(self);
            let Failure { code, message, advice } = failure;
            self.document().diagnostic(Severity::Error, code, place, message, advice)
        })
    }

    /// That following this one leads to `again` and back there.
    pub(super) fn cycle(self, again: Self) -> Diagnostic {
        let place = self.get("$ref").unwrap_or(self);
        let message = format!("following the reference leads to `{}` again and again", again.pointer());
        let advice = "let one of them be a schema of its own";
        self.document().diagnostic(Severity::Error, "ref-cycle", place, message, advice)
    }

    fn try_target(self, reference: &str, detours: usize) -> Result<Self, Failure> {
        let (_, fragment) = uri::split(reference);
        let fragment = fragment.unwrap_or_default();
        let index = &self.document().index;
        let Some(address) = index.address(self, reference) else {
            return self.try_own(reference, fragment, detours);
        };
        if let Some(id) = index.ids.get(&address) {
            return self.document().node(*id).fragment(fragment, detours).map_err(|lost| lost.failure(reference));
        }
        let address = index.elsewhere.local(&address).unwrap_or(address);
        match index.files.get(&address) {
            Some(File::Read(root)) => {
                self.document().node(*root).fragment(fragment, detours).map_err(|lost| lost.failure(reference))
            }
            Some(File::Missing(reason)) => Err(self.document().missing(reference, &address, reason)),
            None if uri::has_scheme(&address) => Err(Failure {
                code: "ref-network",
                message: format!("`{reference}` lies on the network, and nothing is fetched from there"),
                advice: format!(
                    "save it beside the document, and name the file in the settings: under `[references]`, \
                     `\"{address}\" = \"file.yaml\"`"
                ),
            }),
            None => Err(self.document().missing(reference, &address, "it was not loaded")),
        }
    }

    /// A reference within the source, or the identified part of it, that this node stands in.
    fn try_own(self, reference: &str, fragment: &str, detours: usize) -> Result<Self, Failure> {
        let root = self.root();
        let base = self.document().index.base(self).map_or(root, |(id, _)| self.document().node(id));
        match base.fragment(fragment, detours) {
            Err(_) if base.id() != root.id() => root.fragment(fragment, detours),
            found => found,
        }
        .map_err(|lost| lost.failure(reference))
    }

    fn root(self) -> Self {
        std::iter::successors(Some(self), |node| node.parent()).last().unwrap_or(self)
    }

    /// The node that a fragment without its `#` names in the source or identified part that begins here.
    fn fragment(self, fragment: &str, detours: usize) -> Result<Self, Lost<'a>> {
        if fragment.is_empty() {
            return Ok(self);
        }
        if !pointer::is_meant(fragment) {
            let name = uri::decode(fragment).into_owned();
            let anchor = self.document().index.anchors.get(&(self.id(), name.clone()));
            let lost = Lost { at: self, step: name };
            return anchor.map(|id| self.document().node(*id)).ok_or(lost);
        }
        pointer::steps(fragment).into_iter().try_fold(self, |node, step| node.step(step, detours))
    }

    /// One step of a pointer. Where there is no such member and the node is a reference, what it names is asked,
    /// as the pointers of documents in use expect.
    fn step(self, step: String, detours: usize) -> Result<Self, Lost<'a>> {
        if let Some(child) = pointer::child(self, &step) {
            return Ok(child);
        }
        let further = detours.checked_sub(1).and_then(|detours| {
            let target = self.try_target(self.reference()?, detours).ok()?;
            target.step(step.clone(), detours).ok()
        });
        further.ok_or(Lost { at: self, step })
    }
}

impl Lost<'_> {
    fn failure(self, reference: &str) -> Failure {
        let document = self.at.document();
        let names = self.at.entries().map(|(key, _)| key);
        let sibling = if document.patience.allows(names.len()) { nearest::nearest(&self.step, names) } else { None };
        let meant = sibling.map(|name| format!("{}/{}", self.at.pointer(), escape(name)));
        let meant = meant.or_else(|| document.component_named(&self.step));
        Failure {
            code: "ref-to-nowhere",
            message: format!("`{reference}` refers to nothing: there is no `{}` in {}", self.step, place(self.at)),
            advice: did_you_mean(meant).unwrap_or_else(|| "describe it there, or refer to what there is".to_owned()),
        }
    }
}

fn did_you_mean(pointer: Option<String>) -> Option<String> {
    pointer.map(|pointer| format!("did you mean `#{pointer}`?"))
}

fn place(node: Node<'_>) -> String {
    let pointer = node.pointer();
    if pointer.is_empty() { "the file".to_owned() } else { format!("`{pointer}`") }
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

impl Document {
    fn missing(&self, reference: &str, address: &str, reason: &str) -> Failure {
        let meant = self.component_named(uri::split(reference).0);
        Failure {
            code: "ref-file",
            message: format!("the file `{address}`, to which `{reference}` refers, cannot be read: {reason}"),
            advice: did_you_mean(meant).unwrap_or_else(|| "put the file there, or correct the reference".to_owned()),
        }
    }

    /// The pointer of a component whose name is the last part of `name`.
    fn component_named(&self, name: &str) -> Option<String> {
        let name = name.rsplit('/').next().filter(|name| !name.is_empty())?;
        let sections = self.root().get("components")?;
        let found = sections.entries().find_map(|(_, section)| section.get(name))?;
        Some(found.pointer())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::tests::{brief, read};
    use super::*;
    use crate::{Load, Source};

    struct Files(HashMap<&'static str, &'static str>);

    impl Load for Files {
        fn load(&self, name: &str) -> Result<Vec<u8>, String> {
            let text = self.0.get(name).ok_or("no such file")?;
            Ok(text.as_bytes().to_vec())
        }
    }

    fn read_files(files: &[(&'static str, &'static str)]) -> (Document, Vec<Diagnostic>) {
        let (name, text) = files[0];
        let source = Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let (document, diagnostics) = Document::parse(source, &Files(files.iter().copied().collect()));
        (document.unwrap(), diagnostics)
    }

    fn pointer_of(document: &Document, from: &str) -> String {
        let node = document.root().find(from).unwrap().resolve();
        node.map_or_else(|diagnostic| diagnostic.message, Node::pointer)
    }

    #[test]
    fn pointers_are_decoded() {
        let document = read(
            "openapi: 3.1.0
paths: {'/a b/{c}': {get: {x~y: {}}}}
r1: {$ref: '#/paths/~1a%20b~1%7Bc%7D/get/x~0y'}
r2: {$ref: '#/r1'}
r3: {$ref: '#'}
r4: {$ref: '#/list/1'}
r5: {$ref: '#/indirect/get'}
list: [{}, {}]
indirect: {$ref: '#/paths/~1a b~1{c}'}
",
        );
        assert_eq!(pointer_of(&document, "/r1"), "/paths/~1a b~1{c}/get/x~0y");
        assert_eq!(pointer_of(&document, "/r2"), "/paths/~1a b~1{c}/get/x~0y");
        assert_eq!(pointer_of(&document, "/r3"), "");
        assert_eq!(pointer_of(&document, "/r4"), "/list/1");
        assert_eq!(pointer_of(&document, "/r5"), "/paths/~1a b~1{c}/get");
        assert_eq!(pointer_of(&document, "/list"), "/list");
        assert!(document.check_references().is_empty());
    }

    #[test]
    fn identifiers_and_anchors_are_names_too() {
        let document = read(
            "openapi: 3.1.0
components:
  schemas:
    A: {$id: 'https://example.com/s/a', $defs: {n: {$anchor: inner, type: string}, m: {$ref: '#/$defs/n'}}}
    B: {$anchor: bee}
    C: {$id: other, properties: {x: {$ref: a}, y: {$ref: '#/components/schemas/B'}}}
r1: {$ref: 'https://example.com/s/a#inner'}
r2: {$ref: '#bee'}
r3: {$ref: 'https://example.com/s/a#/$defs/m'}
r4: {$ref: 'https://example.com/none'}
",
        );
        let n = "/components/schemas/A/$defs/n";
        assert_eq!(pointer_of(&document, "/r1"), n);
        assert_eq!(pointer_of(&document, "/r2"), "/components/schemas/B");
        assert_eq!(pointer_of(&document, "/r3"), n);
        assert_eq!(pointer_of(&document, "/components/schemas/C/properties/y"), "/components/schemas/B");
        let failed = document.check_references();
        assert_eq!(brief(&failed), ["error ref-file 6:44", "error ref-network 10:12"]);
    }

    #[test]
    fn failures_name_what_was_probably_meant() {
        let document = read(
            "openapi: 3.1.0
components: {schemas: {Pet: {}, A: {$ref: '#/r4'}}}
r1: {$ref: '#/components/schemas/Pat'}
r2: {$ref: '#/definitions/Pet'}
r3: {$ref: Pet}
r4: {$ref: '#/r5'}
r5: {$ref: '#/components/schemas/A'}
r6: {$ref: '#components/schemas/Pet'}
",
        );
        let failed = document.check_references();
        assert_eq!(
            brief(&failed),
            [
                "error ref-cycle 2:43",
                "error ref-to-nowhere 3:12",
                "error ref-to-nowhere 4:12",
                "error ref-file 5:12",
                "error ref-cycle 6:12",
                "error ref-cycle 7:12",
                "warning ref-without-slash 8:12"
            ]
        );
        let advice: Vec<&str> = failed.iter().map(|diagnostic| diagnostic.advice.as_str()).collect();
        let pet = "did you mean `#/components/schemas/Pet`?";
        assert_eq!(
            [advice[1], advice[2], advice[3], advice[6]],
            [pet, "describe it there, or refer to what there is", pet, "write `#/components/schemas/Pet`"]
        );
        assert_eq!(
            failed[1].message,
            "`#/components/schemas/Pat` refers to nothing: there is no `Pat` in `/components/schemas`"
        );
    }

    #[test]
    fn references_of_a_file_are_relative_to_it() {
        let (document, diagnostics) = read_files(&[
            ("api/main.yaml", "openapi: 3.1.0\nr1: {$ref: 'schemas/a.yaml#/A'}\nr2: {$ref: none.yaml}\n"),
            ("api/schemas/a.yaml", "A: {$ref: '#/B'}\nB: {$ref: ../b.json}\n"),
            ("api/b.json", "{\"$ref\": \"main.yaml#/r1/../x\", \"x\": 1}"),
        ]);
        assert_eq!(brief(&diagnostics), [""; 0]);
        let failed = document.check_references();
        assert_eq!(brief(&failed), ["error ref-file 3:12", "error ref-to-nowhere 1:10"]);
        assert_eq!(&*failed[1].file, "api/b.json");
    }

    #[test]
    fn files_may_refer_to_one_another() {
        let (document, diagnostics) = read_files(&[
            ("main.yaml", "openapi: 3.1.0\nr: {$ref: './a.yaml#/A'}\nB: {type: object}\n"),
            ("a.yaml", "A: {$ref: 'main.yaml#/B'}\n"),
        ]);
        assert_eq!(brief(&diagnostics), [""; 0]);
        assert_eq!(pointer_of(&document, "/r"), "/B");
        assert_eq!(document.sources().len(), 2);
    }

    #[test]
    fn an_identifier_that_is_a_fragment_is_an_anchor_and_no_address() {
        let main = "openapi: 3.1.0
a: {$ref: thing.json}
b: {$ref: 'thing.json#tag'}
c: {$id: '#c'}
d: {$ref: 'thing.json#/r'}
";
        let thing = r##"{
            "properties": {"name": {"$id": "#/properties/name"}, "tag": {"$id": "#tag"}, "up": {"$id": "#"}},
            "r": {"$ref": "#/properties/name"},
            "back": {"$ref": "main.yaml#/c"}
        }"##;
        let (document, diagnostics) = read_files(&[("main.yaml", main), ("thing.json", thing)]);
        assert_eq!(brief(&diagnostics), [""; 0]);
        assert_eq!(brief(&document.check_references()), [""; 0]);
        assert_eq!(pointer_of(&document, "/a"), "");
        assert_eq!(pointer_of(&document, "/b"), "/properties/tag");
        assert_eq!(pointer_of(&document, "/d"), "/properties/name");
    }

    #[test]
    fn an_address_below_that_of_another_file_is_found_however_it_is_written() {
        let all = r#"{"$id": "https://z.example/rec.json",
            "a": {"$ref": "https://z.example/other.json"}, "b": {"$ref": "other.json"},
            "$defs": {"o": {"$id": "other.json", "back": {"$ref": "rec.json"}}}}"#;
        let main = "openapi: 3.1.0\na: {$ref: rec.json}\nb: {$ref: 'https://z.example/other.json'}\n";
        let (document, diagnostics) = read_files(&[("main.yaml", main), ("rec.json", all)]);
        assert_eq!(brief(&diagnostics), [""; 0]);
        assert_eq!(brief(&document.check_references()), [""; 0]);
        assert_eq!(pointer_of(&document, "/b"), "/$defs/o");
    }

    #[test]
    fn yaml_that_begins_like_json_is_yaml() {
        let text = "{openapi: 3.1.0, info: {}}";
        assert_eq!(brief(&read_files(&[("main.yaml", text)]).1), [""; 0]);
        assert_eq!(brief(&read_files(&[("main.json", text)]).1), ["warning json-syntax 1:2"]);
    }

    #[test]
    fn a_broken_file_is_told_in_the_file_and_at_the_reference() {
        let (document, diagnostics) =
            read_files(&[("main.yaml", "openapi: 3.1.0\nr: {$ref: a.json}\n"), ("a.json", "{\"A\": ]")]);
        assert_eq!(brief(&diagnostics), ["warning json-syntax 1:7"]);
        assert_eq!(brief(&document.check_references()), ["error ref-file 2:11"]);
    }
}
