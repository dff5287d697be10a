//! Security schemes and requirements.

use super::super::model::Shape::{Boolean, List, Map, Object, Reference, String, Word};
use super::super::model::{ObjectKind, Others, field};
use super::super::rules::security;
use crate::document::Version::V3_2;

pub(in super::super) static SECURITY_REQUIREMENT: ObjectKind =
    ObjectKind { name: "a security requirement", fields: &[], others: Others::Names(List(&String)), rules: &[] };

pub(in super::super) static SECURITY_SCHEME: ObjectKind = ObjectKind {
    name: "a security scheme",
    fields: &[
        field("type", Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).required(),
        field("description", String),
        field("name", String),
        field("in", Word(&["query", "header", "cookie"])),
        field("scheme", String),
        field("bearerFormat", String),
        field("flows", Object(&FLOWS)),
        field("openIdConnectUrl", Reference),
        field("oauth2MetadataUrl", Reference).since(V3_2),
        field("deprecated", Boolean).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[security::scheme, security::registered],
};

static FLOWS: ObjectKind = ObjectKind {
    name: "`flows`",
    fields: &[
        field("implicit", Object(&FLOW)),
        field("password", Object(&FLOW)),
        field("clientCredentials", Object(&FLOW)),
        field("authorizationCode", Object(&FLOW)),
        field("deviceAuthorization", Object(&FLOW)).since(V3_2),
    ],
    others: Others::Extensions,
    rules: &[security::flows],
};

static FLOW: ObjectKind = ObjectKind {
    name: "an OAuth flow",
    fields: &[
        field("authorizationUrl", Reference),
        field("deviceAuthorizationUrl", Reference).since(V3_2),
        field("tokenUrl", Reference),
        field("refreshUrl", Reference),
        field("scopes", Map(&String)).required(),
    ],
    others: Others::Extensions,
    rules: &[],
};
