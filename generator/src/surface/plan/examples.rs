//! Tests from the document's examples: each must decode and come back with nothing lost.

use serde_json::Value;

use crate::api::{MediaKind, Origin, Use};
use crate::diagnostic::Severity;
use crate::surface::{ExampleSpec, RustType};

use super::ident::{Scope, snake};
use super::{Context, Finding};

impl Context<'_> {
    /// One test for each example that its own schema accepts.
    pub(super) fn examples(&self) -> Vec<ExampleSpec> {
        let mut scope = Scope::default();
        let mut seen = std::collections::HashSet::new();
        let mut out = Vec::new();
        for (place, origin, value) in self.found_examples() {
            let ty = self.ty(place);
            if matches!(ty, RustType::Value | RustType::String | RustType::Unit) || !seen.insert(origin.pointer.clone())
            {
                continue;
            }
            let Some(kept) = self.fitting(place, origin, value) else {
                continue;
            };
            out.push(ExampleSpec {
                name: scope.claim(&test_name(&ty)),
                ty,
                json: kept.to_string(),
                origin: origin.pointer.clone(),
            });
        }
        out
    }

    fn found_examples(&self) -> Vec<(Use, &Origin, &Value)> {
        let operations = self.api.operations.iter();
        let operations = operations.chain(self.api.received.iter().map(|received| &received.operation));
        let contents = operations.flat_map(|operation| {
            let bodies = operation.body.iter().flat_map(|body| &body.content);
            bodies.chain(operation.responses.iter().flat_map(|response| &response.content))
        });
        let json = contents.filter(|content| content.kind == MediaKind::Json);
        // What is never read or written has no type that is emitted.
        let mut found: Vec<(Use, &Origin, &Value)> = json
            .filter_map(|content| Some((content.ty.filter(|ty| self.wire.is_json(ty.id))?, &content.examples)))
            .flat_map(|(place, examples)| examples.iter().map(move |(origin, value)| (place, origin, value)))
            .collect();
        for (index, ty) in self.api.types.iter().enumerate() {
            let id = crate::api::TypeId::new(index);
            if self.wire.is_json(id) {
                let place = Use { id, nullable: false };
                found.extend(ty.examples.iter().map(|(origin, value)| (place, origin, value)));
            }
        }
        found
    }

    /// The example without members that its schema does not name; none where the schema refuses it.
    fn fitting(&self, place: Use, origin: &Origin, value: &Value) -> Option<Value> {
        let mut unknown = Vec::new();
        match self.fit(place, value, "", &mut unknown) {
            Ok(kept) => {
                if !unknown.is_empty() {
                    self.find(Finding::new(
                        Severity::Hint,
                        "example-with-more",
                        origin,
                        format!("the example has members that its schema does not name: {}", unknown.join(", ")),
                        "add them to the schema, or take them out of the example",
                    ));
                }
                Some(kept)
            }
            Err(why) => {
                self.find(Finding::new(
                    Severity::Warning,
                    "example-refused",
                    origin,
                    format!("the example is not what its schema says: {why}"),
                    "correct the example or the schema; until then it is not tested",
                ));
                None
            }
        }
    }
}

fn test_name(ty: &RustType) -> String {
    match ty {
        RustType::Item(name) => snake(name),
        RustType::Vec(inner) => format!("{}_list", test_name(inner).trim_start_matches("r#")),
        RustType::Map(inner) => format!("{}_map", test_name(inner).trim_start_matches("r#")),
        RustType::Option(inner) | RustType::Boxed(inner) => test_name(inner),
        _ => "value".to_owned(),
    }
}
