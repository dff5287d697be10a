//! Parameters that must be sent and have but one value: nobody need pass them.

use serde_json::Value;

use crate::api::{Location, Parameter, Scalar, Shape};
use crate::surface::{FixedParameter, ParameterKind};

use super::Context;
use super::calls::spec;
use super::rules::code;

impl Context<'_> {
    /// A parameter with the only value that it can have, where it must be sent.
    pub(super) fn fixed(&self, parameter: &Parameter) -> Option<FixedParameter> {
        let is_sent = parameter.required && !parameter.ty.nullable && parameter.location != Location::QueryString;
        let value = match &self.api.get(parameter.ty.id).filter(|_| is_sent)?.shape {
            Shape::Enum(values) => match values.as_slice() {
                [only] => only.value.clone(),
                _ => return None,
            },
            Shape::Scalar(Scalar::Boolean(Some(only))) => Value::from(*only),
            _ => return None,
        };
        Some(FixedParameter { parameter: spec(parameter), value })
    }
}

/// What a call always sends; its path shows what is in that.
pub(super) fn said(fixed: &[FixedParameter]) -> Option<String> {
    let sent = fixed.iter().filter(|fixed| fixed.parameter.kind != ParameterKind::Path);
    let sent: Vec<String> = sent
        .filter_map(|fixed| {
            let (name, value) = (code(&Value::from(fixed.parameter.wire_name.as_str()))?, code(&fixed.value)?);
            let of = fixed.parameter.part.as_ref().map(|part| format!(" of the part `{part}`"));
            Some(format!("{name}{} as {value}", of.unwrap_or_default()))
        })
        .collect();
    (!sent.is_empty()).then(|| format!("Always sends {}.", sent.join(", ")))
}
