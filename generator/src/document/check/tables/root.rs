//! The document itself and what describes it.

use super::super::model::Shape::{Address, Any, Email, List, Map, Name, Object, OrReference, Schema, String, Template};
use super::super::model::{ObjectKind, Others, field};
use super::super::rules::{components, cycles, exclusive, paths, servers, whole};
use super::operation::{
    CALLBACK, EXAMPLE, EXTERNAL_DOCS, HEADER, LINK, MEDIA_TYPE, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE,
};
use super::security::{SECURITY_REQUIREMENT, SECURITY_SCHEME};
use crate::document::Version::{V3_0, V3_1, V3_2};

pub(in super::super) static DOCUMENT: ObjectKind = ObjectKind {
    name: "an OpenAPI document",
    fields: &[
        field("openapi", Any).required(),
        field("$self", String).since(V3_2),
        field("info", Object(&INFO)).required(),
        field("jsonSchemaDialect", String).since(V3_1),
        field("servers", List(&Object(&SERVER))),
        field("paths", Object(&PATHS)).required_until(V3_0),
        field("webhooks", Map(&OrReference(&PATH_ITEM))).since(V3_1),
        field("components", Object(&COMPONENTS)),
        field("security", List(&Object(&SECURITY_REQUIREMENT))),
        field("tags", List(&Object(&TAG))),
        field("externalDocs", Object(&EXTERNAL_DOCS)),
    ],
    others: Others::Extensions,
    rules: &[whole::has_content, whole::has_operations, whole::operation_ids, whole::tags, whole::security],
};

static INFO: ObjectKind = ObjectKind {
    name: "`info`",
    fields: &[
        field("title", Name).required(),
        field("summary", String).since(V3_1),
        field("description", String),
        field("termsOfService", Address),
        field("contact", Object(&CONTACT)),
        field("license", Object(&LICENSE)),
        field("version", Name).required(),
    ],
    others: Others::Extensions,
    rules: &[],
};

static CONTACT: ObjectKind = ObjectKind {
    name: "a contact",
    fields: &[field("name", String), field("url", Address), field("email", Email)],
    others: Others::Extensions,
    rules: &[],
};

static LICENSE: ObjectKind = ObjectKind {
    name: "a license",
    fields: &[field("name", Name).required(), field("identifier", String).since(V3_1), field("url", Address)],
    others: Others::Extensions,
    rules: &[exclusive::fields],
};

pub(super) static SERVER: ObjectKind = ObjectKind {
    name: "a server",
    fields: &[
        field("url", Template).required(),
        field("description", String),
        field("name", String).since(V3_2),
        field("variables", Map(&Object(&SERVER_VARIABLE))),
    ],
    others: Others::Extensions,
    rules: &[servers::variables],
};

static SERVER_VARIABLE: ObjectKind = ObjectKind {
    name: "a server variable",
    fields: &[field("enum", List(&String)), field("default", String).required(), field("description", String)],
    others: Others::Extensions,
    rules: &[servers::variable],
};

static PATHS: ObjectKind = ObjectKind {
    name: "`paths`",
    fields: &[],
    others: Others::Names(OrReference(&PATH_ITEM)),
    rules: &[paths::templates, paths::parameters],
};

static COMPONENTS: ObjectKind = ObjectKind {
    name: "`components`",
    fields: &[
        field("schemas", Map(&Schema)),
        field("responses", Map(&OrReference(&RESPONSE))),
        field("parameters", Map(&OrReference(&PARAMETER))),
        field("examples", Map(&OrReference(&EXAMPLE))),
        field("requestBodies", Map(&OrReference(&REQUEST_BODY))),
        field("headers", Map(&OrReference(&HEADER))),
        field("securitySchemes", Map(&OrReference(&SECURITY_SCHEME))),
        field("links", Map(&OrReference(&LINK))),
        field("callbacks", Map(&OrReference(&CALLBACK))),
        field("pathItems", Map(&OrReference(&PATH_ITEM))).since(V3_1),
        field("mediaTypes", Map(&OrReference(&MEDIA_TYPE))).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[components::names, cycles::schemas],
};

static TAG: ObjectKind = ObjectKind {
    name: "a tag",
    fields: &[
        field("name", Name).required(),
        field("summary", String).since(V3_2),
        field("description", String),
        field("externalDocs", Object(&EXTERNAL_DOCS)),
        field("parent", String).since(V3_2),
        field("kind", String).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[],
};
