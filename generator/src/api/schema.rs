//! Types: what values may go over the wire.

use serde_json::Value;

use super::{Docs, Origin};

/// Names a [`Type`] within its [`super::Api`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

impl TypeId {
    /// The type at `index` of [`super::Api::types`].
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Its place in [`super::Api::types`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema, lowered.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// Where its schema stands.
    pub origin: Origin,
    /// Which schemas say what its values are, where that is not the one at its origin alone.
    pub extent: Extent,
    /// What a name for it can be made from.
    pub naming: Naming,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether requests, answers or both can hold it.
    pub direction: Direction,
    /// What its values are. `null` is never part of it: see [`Use::nullable`].
    pub shape: Shape,
    /// Limits that no type expresses; they go into the docs.
    pub constraints: Constraints,
    /// `example`, `examples` and `default` of the schema, each with its place.
    pub examples: Vec<(Origin, Value)>,
}

/// Which schemas say what the values of a type are, where that is not the one at its origin alone: a branch of a union
/// with what stands beside the union, a property that several schemas describe, one of several JSON types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extent {
    /// JSON pointers of the schemas that hold at once, a branch before what stands beside its union; empty where the
    /// schema at the origin is all.
    pub schemas: Vec<String>,
    /// The JSON types that are left of what these schemas allow; empty where all are.
    pub types: Vec<JsonType>,
}

/// A place that holds values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The type.
    pub id: TypeId,
    /// Whether `null` may stand there instead.
    pub nullable: bool,
}

/// What a name for a type can be made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The name under `components/schemas` (or `$defs`), where it stands there.
    pub component: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// The words for where it stands, if that is in another component than what it was first met in.
    pub place: Option<String>,
    /// What it was first met in, for a schema without a name of its own.
    pub parent: Parent,
}

/// What a schema without a name of its own was first met in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parent {
    /// Nothing: a component.
    None,
    /// A type, and its role there: the property's name, `item`, `value`, or what tells the branch apart.
    Type(TypeId, String),
    /// An operation (index into [`super::Api::operations`], behind which [`super::Api::received`] follows) and its role
    /// there: `body`, `response`, or the parameter's name.
    Operation(usize, String),
}

/// Which way values of a type travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Direction {
    /// To the server.
    pub request: bool,
    /// From the server.
    pub response: bool,
}

/// What the values of a type are.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Any JSON, `null` included.
    Any,
    /// A single value without parts.
    Scalar(Scalar),
    /// One of several strings, or one of several integers. One string alone is a constant.
    Enum(Vec<EnumValue>),
    /// Any string, or any integer, of which some are known.
    Open(Open),
    /// Items of one type.
    Array(Use),
    /// First items that each have a type of their own (`prefixItems`).
    Tuple(Tuple),
    /// An object whose member names are free.
    Map(Use),
    /// An object with named members.
    Object(Object),
    /// One of several types.
    Union(Union),
}

/// An array whose first items each have a type of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuple {
    /// The first items, at least one.
    pub items: Vec<Use>,
    /// How many of them are always there; one behind them may be, if all before it are.
    pub required: usize,
    /// What comes behind the first ones, if anything may.
    pub rest: Option<Use>,
}

impl Tuple {
    /// Whether it always has the same number of items.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.rest.is_none() && self.required == self.items.len()
    }
}

/// A value without parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// `true` or `false`; or always the one that is given.
    Boolean(Option<bool>),
    /// A whole number, with its `format`. Bounds are among the constraints.
    Integer(Option<String>),
    /// Any number, with its `format`.
    Number(Option<String>),
    /// A string, with its `format`. `format: binary` and 3.1's binary `contentMediaType` both read `binary`; 3.1's
    /// `contentEncoding: base64` reads `byte`.
    String(Option<String>),
    /// `null` and nothing else.
    Null,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// A JSON string or integer.
    pub value: Value,
    /// From `x-enum-varnames` or `x-enumNames`.
    pub name: Option<String>,
    /// From `x-enum-descriptions`, or the `description` of a `oneOf` branch with this `const`.
    pub description: String,
    /// Whether it was written as the only one that may be (`const`), not in a list of several that may grow.
    pub constant: bool,
}

impl EnumValue {
    /// A value of which nothing is said.
    #[must_use]
    pub fn plain(value: Value) -> Self {
        Self { value, name: None, description: String::new(), constant: false }
    }
}

/// Any string, or any integer, of which some are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Those that are known.
    pub values: Vec<EnumValue>,
    /// An enumeration of the same values that has a name.
    pub like: Option<TypeId>,
}

/// An object with named members.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// In the order of the document.
    pub properties: Vec<Property>,
    /// Members whose names match a pattern. The first that matches counts.
    pub patterns: Vec<PatternMembers>,
    /// What members without a name here may hold.
    pub additional: Additional,
    /// Whether `additional` is there only to keep what another branch of an `anyOf` names: the schema says nothing of it.
    pub overlaps: bool,
}

/// A named member.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub wire_name: String,
    /// Its type.
    pub ty: Use,
    /// Whether it must be present. A member that is `readOnly` or `writeOnly` in a type that travels both ways need
    /// not be.
    pub required: bool,
    /// Only in answers.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
    /// What the document says about it, at the place of use first.
    pub docs: Docs,
    /// `default`, where there is one.
    pub default: Option<Value>,
    /// Where it stands.
    pub origin: Origin,
}

/// Members whose names match a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternMembers {
    /// A regular expression that the runtime understands.
    pub pattern: String,
    /// What they hold.
    pub ty: Use,
    /// What the document says about them.
    pub docs: Docs,
}

/// Members of an object beyond the named ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// Not mentioned: allowed by JSON Schema, read over by clients.
    Unmentioned,
    /// `additionalProperties: false`.
    Forbidden,
    /// Declared: they hold this.
    Typed(Use),
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// How the branches are told apart.
    pub tagging: Tagging,
    /// With [`Tagging::Property`]: the branch of values without that property, and with a tag that means no branch.
    pub default: Option<usize>,
    /// At least two.
    pub branches: Vec<Branch>,
}

/// How the branches of a union are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagging {
    /// By the string in this member: declared as `discriminator`, or found, as each branch requires it and gives it
    /// other constant values.
    Property(String),
    /// By [`Branch::guard`], in the order of the branches.
    Guards,
}

/// One branch of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// What it holds. Never nullable.
    pub ty: TypeId,
    /// With [`Tagging::Property`]: the tag's values that mean this branch, at least one but of the default.
    pub tags: Vec<String>,
    /// With [`Tagging::Guards`]: what must hold for a value to be tried with this branch.
    pub guard: Guard,
    /// `title` or `description` at the branch, for its docs.
    pub docs: Docs,
}

/// What must hold for a value to be tried with a branch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guard {
    /// The JSON types of its values; a value of another type is not of this branch.
    pub types: Vec<JsonType>,
    /// Members that must be present, when it is an object.
    pub members: Vec<String>,
    /// Members that must be one of these strings, when it is an object.
    pub constants: Vec<(String, Vec<String>)>,
    /// Members that must be one of these integers or booleans, when it is an object. They are among `members` too.
    pub literals: Vec<(String, Vec<Value>)>,
    /// Members that must not be one of these, when it is an object: they mean another branch.
    pub barred: Vec<(String, Vec<Value>)>,
    /// Members that are one of these, or `null`, where they are there, when it is an object: with another value it is
    /// something that no branch is.
    pub only: Vec<(String, Vec<Value>)>,
    /// Whether it may have no members but those that the branch names, when it is an object.
    pub closed: bool,
}

/// The types of JSON, `integer` told apart from `number`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    /// How `type` names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// Limits that no type expresses, as the document wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Constraints {
    /// Keyword → value, in the order of the specification: `minimum`, `maxLength`, `pattern`, `uniqueItems`, `not` …
    /// Of integers and numbers, whole ones beyond 64 bits are strings of their digits.
    pub keywords: Vec<(String, Value)>,
}
