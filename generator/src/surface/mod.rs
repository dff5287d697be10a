//! The Rust items that are emitted: which exist, under which names, with which types. Plain data that can be written
//! down; whatever is printed of an API, code or page, is printed from here.

mod call;
mod checked;
mod client;
mod item;
mod plan;
mod received;
mod reference;
mod rust_type;
mod schemas;
pub(crate) mod size;
mod stream;
mod tool;
mod untyped;
mod uses;
mod wire;

pub use call::{
    Argument, BodyArgument, BodyKind, Call, CallError, CallLink, FixedParameter, Group, HeaderNote, Output, Paging,
    PagingNext, ParameterKind, ParameterSpec, Route, StatusArm,
};
pub use client::{ClientSpec, HeaderSpec, PackageSpec, RuntimeSource, SchemeSpec, VariableSpec};
pub use item::{
    BodyEnum, BodyVariant, Extent, Field, FieldPresence, Item, ItemKind, OutputEnum, Part, PartKind, PatternField,
    Struct, TupleField, TupleItem, TypeGuard, UnionItem, UnionVariant, ValueEnum, ValueVariant,
};
pub use plan::{Finding, Planned, is_usual_stream, plan, plan_all};
pub use received::{CallbackSpec, Payload, ReceivedAnswer, ReceivedParameter, ReceivedSpec, Webhook, Webhooks};
pub use reference::{ReferencePage, ReferenceSection, ReferenceSpec};
pub use rust_type::RustType;
pub use schemas::SchemaBundle;
pub use stream::{Framing, Stream, StreamAnswer, StreamFlag, StreamItem};
pub use tool::{CommandSpec, FlagSpec, FlagStep, FlagTarget, ResourceSpec, ToolSpec};
pub use untyped::{Instead, Untyped};
pub use wire::{
    WireAnswer, WireBody, WireBranch, WireError, WireKind, WireMember, WireNext, WireObject, WireOperation, WirePaging,
    WireParameter, WirePart, WirePlace, WireShape, WireSpec, WireUnion,
};

use serde::{Deserialize, Serialize};

/// Everything that is emitted for a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    /// What the crate is called, and where it finds its runtime.
    pub package: PackageSpec,
    /// What every call of the client shares.
    pub client: ClientSpec,
    /// The top-level groups of calls; a document whose paths have no static segment has one called `root`.
    pub groups: Vec<Group>,
    /// What the crate and those that use it need as `recursion_limit`, where that is more than usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recursion_limit: Option<usize>,
    /// The modules of models, sorted by name; no two items of a surface share a name.
    pub models: Vec<ModelModule>,
    /// What the API sends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhooks: Option<Webhooks>,
    /// The examples of the document that decode into an emitted type.
    pub examples: Vec<ExampleSpec>,
    /// The schemas that values can be checked by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schemas: Option<SchemaBundle>,
    /// What a mock answers where nobody tells it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerSpec>,
    /// What calls exchange, for those who do not speak Rust: the command-line tool and the reference pages.
    #[serde(default, skip_serializing_if = "WireSpec::is_empty")]
    pub wire: WireSpec,
    /// The command-line tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<ToolSpec>,
    /// The reference pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<ReferenceSpec>,
}

/// A module of models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelModule {
    /// Path of the module below `models`; those above it are modules of the surface too.
    pub name: String,
    /// What it holds, in one sentence of Markdown.
    pub docs: String,
    /// The cargo features of which any compiles it; none where it always is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// Sorted by name.
    pub items: Vec<Item>,
}

/// An answer to a call, as an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerSpec {
    /// `operationId`, or method and path where it has none of its own.
    pub operation_id: String,
    /// The status.
    pub status: u16,
    /// The media type of the body; empty where there is none.
    pub media_type: String,
    /// The body.
    pub body: String,
    /// The member of the body, or the parameter, that asks for it by being true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
}

/// An example of the document, which must survive decoding and encoding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExampleSpec {
    /// Rust name of the test.
    pub name: String,
    /// What it is decoded into.
    pub ty: RustType,
    /// The example as JSON text.
    pub json: String,
    /// Where it stands: JSON pointer.
    pub origin: String,
}
