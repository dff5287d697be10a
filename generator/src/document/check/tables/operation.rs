//! Paths, operations, and what goes in and out of them.

use super::super::model::Shape::{
    Address, Any, Boolean, Content, List, Map, Name, Object, OrReference, Schema, String, Word,
};
use super::super::model::{ObjectKind, Others, Shape, field};
use super::super::rules::{exclusive, links, parameters, responses, values};
use super::root::SERVER;
use super::security::SECURITY_REQUIREMENT;
use crate::document::Version::{V3_0, V3_1, V3_2};

const STYLES: Shape =
    Word(&["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"]);

pub(in super::super) static PATH_ITEM: ObjectKind = ObjectKind {
    name: "a path item",
    fields: &[
        field("$ref", String),
        field("summary", String),
        field("description", String),
        field("get", Object(&OPERATION)),
        field("put", Object(&OPERATION)),
        field("post", Object(&OPERATION)),
        field("delete", Object(&OPERATION)),
        field("options", Object(&OPERATION)),
        field("head", Object(&OPERATION)),
        field("patch", Object(&OPERATION)),
        field("trace", Object(&OPERATION)),
        field("query", Object(&OPERATION)).since(V3_2),
        field("additionalOperations", Map(&Object(&OPERATION))).since(V3_2),
        field("servers", List(&Object(&SERVER))),
        field("parameters", List(&OrReference(&PARAMETER))),
    ],
    others: Others::Extensions,
    rules: &[parameters::duplicates],
};

static OPERATION: ObjectKind = ObjectKind {
    name: "an operation",
    fields: &[
        field("tags", List(&String)),
        field("summary", String),
        field("description", String),
        field("externalDocs", Object(&EXTERNAL_DOCS)),
        field("operationId", Name),
        field("parameters", List(&OrReference(&PARAMETER))),
        field("requestBody", OrReference(&REQUEST_BODY)),
        field("responses", Object(&RESPONSES)).required_until(V3_0),
        field("callbacks", Map(&OrReference(&CALLBACK))),
        field("deprecated", Boolean),
        field("security", List(&Object(&SECURITY_REQUIREMENT))),
        field("servers", List(&Object(&SERVER))),
    ],
    others: Others::Extensions,
    rules: &[parameters::duplicates],
};

pub(super) static EXTERNAL_DOCS: ObjectKind = ObjectKind {
    name: "an external documentation object",
    fields: &[field("description", String), field("url", Address).required()],
    others: Others::Extensions,
    rules: &[],
};

pub(in super::super) static PARAMETER: ObjectKind = ObjectKind {
    name: "a parameter",
    fields: &[
        field("name", Name).required(),
        field("in", Word(&["query", "querystring", "header", "path", "cookie"])).required(),
        field("description", String),
        field("required", Boolean),
        field("deprecated", Boolean),
        field("allowEmptyValue", Boolean),
        field("style", STYLES),
        field("explode", Boolean),
        field("allowReserved", Boolean),
        field("schema", Schema),
        field("example", Any),
        field("examples", Map(&OrReference(&EXAMPLE))),
        field("content", Content),
    ],
    others: Others::Extensions,
    rules: &[
        parameters::schema_or_content,
        parameters::path_is_required,
        parameters::style,
        parameters::cookie,
        exclusive::fields,
        values::examples,
    ],
};

pub(super) static HEADER: ObjectKind = ObjectKind {
    name: "a header",
    fields: &[
        field("description", String),
        field("required", Boolean),
        field("deprecated", Boolean),
        field("allowEmptyValue", Boolean),
        field("style", Word(&["simple"])),
        field("explode", Boolean),
        field("allowReserved", Boolean),
        field("schema", Schema),
        field("example", Any),
        field("examples", Map(&OrReference(&EXAMPLE))),
        field("content", Content),
    ],
    others: Others::Extensions,
    rules: &[parameters::schema_or_content, exclusive::fields, values::examples],
};

pub(super) static REQUEST_BODY: ObjectKind = ObjectKind {
    name: "a request body",
    fields: &[field("description", String), field("content", Content).required(), field("required", Boolean)],
    others: Others::Extensions,
    rules: &[],
};

pub(in super::super) static MEDIA_TYPE: ObjectKind = ObjectKind {
    name: "a media type",
    fields: &[
        field("schema", Schema),
        field("itemSchema", Schema).since(V3_2),
        field("example", Any),
        field("examples", Map(&OrReference(&EXAMPLE))),
        field("encoding", Map(&Object(&ENCODING))),
        field("prefixEncoding", List(&Object(&ENCODING))).since(V3_2),
        field("itemEncoding", Object(&ENCODING)).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[exclusive::fields, values::examples],
};

static ENCODING: ObjectKind = ObjectKind {
    name: "an encoding",
    fields: &[
        field("contentType", String),
        field("headers", Map(&OrReference(&HEADER))),
        field("style", STYLES),
        field("explode", Boolean),
        field("allowReserved", Boolean),
        field("encoding", Map(&Object(&ENCODING))).since(V3_2),
        field("prefixEncoding", List(&Object(&ENCODING))).since(V3_2),
        field("itemEncoding", Object(&ENCODING)).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[],
};

static RESPONSES: ObjectKind = ObjectKind {
    name: "`responses`",
    fields: &[],
    others: Others::Names(OrReference(&RESPONSE)),
    rules: &[responses::statuses],
};

pub(super) static RESPONSE: ObjectKind = ObjectKind {
    name: "a response",
    fields: &[
        field("summary", String).since(V3_2),
        field("description", String).required_until(V3_1),
        field("headers", Map(&OrReference(&HEADER))),
        field("content", Content),
        field("links", Map(&OrReference(&LINK))),
    ],
    others: Others::Extensions,
    rules: &[responses::header_names],
};

pub(super) static CALLBACK: ObjectKind =
    ObjectKind { name: "a callback", fields: &[], others: Others::Names(OrReference(&PATH_ITEM)), rules: &[] };

pub(super) static EXAMPLE: ObjectKind = ObjectKind {
    name: "an example",
    fields: &[
        field("summary", String),
        field("description", String),
        field("value", Any),
        field("externalValue", String),
        field("dataValue", Any).since(V3_2),
        field("serializedValue", String).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[exclusive::fields],
};

pub(super) static LINK: ObjectKind = ObjectKind {
    name: "a link",
    fields: &[
        field("operationRef", String),
        field("operationId", String),
        field("parameters", Map(&Any)),
        field("requestBody", Any),
        field("description", String),
        field("server", Object(&SERVER)),
    ],
    others: Others::Extensions,
    rules: &[exclusive::fields, links::target],
};
