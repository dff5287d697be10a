//! Programs written by hand that become examples of the generated crate.

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::{Input, Outputs};

/// The programs that the settings name, at their places in the output.
pub(crate) fn read(input: &Input<'_>, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    let mut outputs = Outputs::new();
    for path in &input.settings.package.examples {
        let text = input
            .load
            .load(path)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|error| format!("`{path}` is not UTF-8: {error}")));
        match text {
            Ok(text) => {
                let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                outputs.insert(format!("client/examples/{name}"), text);
            }
            Err(why) => diagnostics.push(unreadable(path, why)),
        }
    }
    outputs
}

fn unreadable(path: &str, why: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "example-unreadable",
        file: path.into(),
        span: Span::default(),
        line_text: String::new(),
        pointer: String::new(),
        message: why,
        advice: "write the path relative to the document, or take it out of `examples` in the settings".to_owned(),
    }
}
