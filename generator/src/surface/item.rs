//! Models: structs, enums, unions and bodies.

use serde::{Deserialize, Serialize};

use super::RustType;

/// An emitted type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
    /// JSON pointer of the schema it comes from.
    pub origin: String,
    /// Which schemas say what its values are, where that is not the one at its origin alone.
    #[serde(default, skip_serializing_if = "Extent::is_empty")]
    pub extent: Extent,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Names that it had, each a deprecated alias.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
    /// The item of which it is another name, as both are the same but for what is said about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// What it is.
    pub kind: ItemKind,
}

/// Which schemas say what the values of an [`Item`] are, where that is not the one at its origin alone: a branch of a
/// union with what stands beside the union, a property that several schemas describe, one of several JSON types.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// JSON pointers of the schemas that hold at once, a branch before what stands beside its union.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schemas: Vec<String>,
    /// The JSON types that are left of what these schemas allow, as `type` names them; empty where all are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
}

impl Extent {
    /// Whether the schema at the origin is all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty() && self.types.is_empty()
    }
}

/// What an [`Item`] is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A struct with a field a member.
    Struct(Struct),
    /// An open enum of strings.
    StringEnum(ValueEnum),
    /// An open enum of integers.
    IntegerEnum(ValueEnum),
    /// An open enum over other types.
    Union(UnionItem),
    /// `pub struct Name(pub …)`, where the type itself would be of infinite size or too deep to read.
    Newtype(RustType),
    /// `pub struct Name(pub …, pub …)`: an array whose first items each have a type of their own.
    Tuple(TupleItem),
    /// A multipart form.
    Form(Struct),
    /// One variant a media type that a body may have.
    Body(BodyEnum),
    /// One variant a status by which a call may succeed.
    Output(OutputEnum),
}

/// A struct.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Struct {
    /// In the order of the document.
    pub fields: Vec<Field>,
    /// Maps of the members without a field whose names match a pattern. The first that matches takes a member.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<PatternField>,
    /// The type of the values of members without a field, kept in the field `extra`.
    pub extra: Option<RustType>,
    /// What the field for them is called (`extra`, or what a member of that name leaves).
    pub extra_name: String,
    /// How a form writes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_part: Option<PartKind>,
    /// Whether requests hold it: it has `new`, with the required fields in order as arguments, and setters for the
    /// others.
    pub constructible: bool,
    /// Whether it can be made from its only required field by `From`.
    pub from_field: bool,
}

/// An array whose first items each have a type of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TupleItem {
    /// The first items. One that may be left out is so with all behind it.
    pub fields: Vec<TupleField>,
    /// The type of those behind them, if there may be any.
    pub rest: Option<RustType>,
    /// What is said about those behind them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest_docs: Vec<String>,
}

/// One of the first items of an array.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TupleField {
    /// Its type, without the `Option` or `Presence` that `presence` adds.
    pub ty: RustType,
    /// When it is on the wire.
    pub presence: FieldPresence,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// A field of a struct that is a map of members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatternField {
    /// Its name, `r#` included where it is needed.
    pub rust_name: String,
    /// The regular expression that the names of its members match.
    pub pattern: String,
    /// The type of its values.
    pub ty: RustType,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name, `r#` included where it is needed.
    pub rust_name: String,
    /// The member's name on the wire.
    pub wire_name: String,
    /// Its type, without the `Option` or `Presence` that `presence` adds.
    pub ty: RustType,
    /// When it is on the wire.
    pub presence: FieldPresence,
    /// The string that a [`RustType::Constant`] holds; or the JSON of the only value of another type, which `new` sets.
    pub constant: Option<String>,
    /// Whether `new` sets the constant though the member is optional: it tells the branches of a union apart.
    pub preset: bool,
    /// How a form writes it; absent in a struct that is no form.
    pub part: Option<Part>,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
}

/// When a member is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldPresence {
    /// Always: `T`.
    Required,
    /// Always, perhaps `null`: `Option<T>`.
    RequiredNullable,
    /// Perhaps: `Option<T>`.
    Optional,
    /// Perhaps, and perhaps `null`: `Presence<T>`.
    Nullable,
}

/// How a field of a form is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// As what.
    pub kind: PartKind,
    /// The media type that the document names for it; of an upload maybe several, divided by commas, or a range.
    pub content_type: Option<String>,
    /// The style of a query parameter that it is written in; its media type then does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<super::ParameterSpec>,
}

/// As what a field of a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// An upload.
    File,
    /// One upload an item.
    Files,
    /// An upload, or what [`PartKind::Any`] writes.
    FileOr,
    /// The text of a scalar.
    Text,
    /// One part of text an item.
    Texts,
    /// JSON.
    Json,
    /// One part of JSON an item.
    Jsons,
    /// Text or JSON, as it comes.
    Any,
}

/// An open enum of strings or integers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueEnum {
    /// In the order of the document.
    pub variants: Vec<ValueVariant>,
}

/// One value of an open enum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueVariant {
    /// Its name.
    pub rust_name: String,
    /// The JSON of its value.
    pub json: serde_json::Value,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// An open enum over other types.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnionItem {
    /// The member whose string tells the variants apart; absent where guards do.
    pub tag: Option<String>,
    /// With a tag: the variant of values that have another one, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<usize>,
    /// In the order in which they are tried.
    pub variants: Vec<UnionVariant>,
}

/// One variant of a union.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnionVariant {
    /// Its name.
    pub rust_name: String,
    /// What it holds.
    pub ty: RustType,
    /// With a tag: its values that mean this variant.
    pub tags: Vec<String>,
    /// Without: when a value is tried with this variant; any of these.
    pub guards: Vec<TypeGuard>,
    /// Whether `From` its type makes it: where no other variant holds the same type.
    pub from: bool,
    /// Whether it is also made from `&str`: the one that text is meant for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_str: bool,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// When a value is tried with a variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeGuard {
    /// `string`, `number`, `integer`, `boolean`, `array`, `object`, `null`, or `closed`: an object that has no members
    /// but those that its type names.
    pub json_type: String,
    /// Members that must be there.
    pub members: Vec<String>,
    /// Members that must be one of these strings, integers or booleans.
    pub constants: Vec<(String, Vec<serde_json::Value>)>,
    /// Members that must not be one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<(String, Vec<serde_json::Value>)>,
    /// Members that are one of these, or `null`, where they are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<(String, Vec<serde_json::Value>)>,
}

/// One variant a media type that a body may have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyEnum {
    /// In the order of the document.
    pub variants: Vec<BodyVariant>,
}

/// A body in one media type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyVariant {
    /// Its name.
    pub rust_name: String,
    /// Name of the function that makes it.
    pub constructor: String,
    /// How it is written.
    pub kind: super::BodyKind,
    /// What it holds.
    pub ty: RustType,
    /// The media type.
    pub media_type: String,
    /// How members of a URL-encoded form are written that are not written as usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<super::ParameterSpec>,
    /// Whether `From` its type makes it: where no other variant holds the same type.
    pub from: bool,
    /// Paragraphs of Markdown.
    pub docs: Vec<String>,
}

/// One variant a status by which a call may succeed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputEnum {
    /// In the order of statuses.
    pub arms: Vec<super::StatusArm>,
}
