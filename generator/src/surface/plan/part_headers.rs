//! Headers of the parts of a form, which a call takes beside the form.

use crate::api::{Body, Content, MediaKind, Parameter};
use crate::surface::{Argument, FixedParameter, ParameterKind, ParameterSpec};

use super::Context;
use super::bodies::chosen;
use super::ident::Scope;
use super::joined::members;

/// A header of a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartHeader<'b> {
    part: &'b str,
    header: &'b Parameter,
    /// Whether the part is there whatever the caller sends.
    is_of_every_request: bool,
}

impl PartHeader<'_> {
    /// Whether no request can do without it.
    pub(super) fn is_needed(&self) -> bool {
        self.header.required && self.is_of_every_request
    }

    fn placed(&self, parameter: ParameterSpec) -> ParameterSpec {
        ParameterSpec {
            wire_name: self.header.wire_name.clone(),
            kind: ParameterKind::Part,
            part: Some(self.part.to_owned()),
            ..parameter
        }
    }
}

impl Context<'_> {
    /// The headers of the parts of a body. Of those that two media types give the same part, the first one counts.
    pub(super) fn part_headers<'b>(&self, body: &'b Body) -> Vec<PartHeader<'b>> {
        let is_only = body.required && chosen(self.api, body).0.len() == 1;
        let forms =
            body.content.iter().filter(|content| matches!(content.kind, MediaKind::Multipart | MediaKind::Parts));
        let mut found: Vec<PartHeader<'_>> = Vec::new();
        for content in forms {
            for (part, encoding) in &content.encoding {
                let is_of_every_request = is_only && self.needs(content, part);
                for header in &encoding.headers {
                    let is_known = |known: &PartHeader<'_>| {
                        known.part == part.as_str() && known.header.wire_name == header.wire_name
                    };
                    if !found.iter().any(is_known) {
                        found.push(PartHeader { part, header, is_of_every_request });
                    }
                }
            }
        }
        found
    }

    /// What a call takes for the header.
    pub(super) fn part_header(&self, header: &PartHeader<'_>, scope: &mut Scope) -> Argument {
        let PartHeader { part, header: Parameter { wire_name, .. }, .. } = header;
        // Named after its part as well, since several parts may have it.
        let named = Parameter { wire_name: format!("{part} {wire_name}"), ..header.header.clone() };
        let mut argument = self.argument(&named, scope);
        argument.parameter = header.placed(argument.parameter);
        let needed = if header.header.required { ", which needs it" } else { "" };
        argument.docs.push(format!("The header `{wire_name}` of the part `{part}`{needed}."));
        argument
    }

    /// The header with the only value that it can have, where its part needs it: a part that is not sent has none.
    pub(super) fn fixed_part_header(&self, header: &PartHeader<'_>) -> Option<FixedParameter> {
        let fixed = self.fixed(header.header)?;
        Some(FixedParameter { parameter: header.placed(fixed.parameter), ..fixed })
    }

    /// Whether each form of this media type has the part.
    fn needs(&self, content: &Content, part: &str) -> bool {
        let Some(form) = content.ty else { return false };
        let mut properties = members(self.api, form.id).0.into_iter().map(|member| member.property);
        properties.any(|property| property.required && property.wire_name == part)
    }
}
