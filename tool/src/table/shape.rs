//! What values are.

/// What a value is. Shapes may hold each other in circles: each is a `static`, and refers to others by reference.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any JSON.
    Any,
    /// Null and nothing else.
    Null,
    /// True or false.
    Boolean,
    /// An integer.
    Integer(Limits<i128>),
    /// A number.
    Number(Limits<f64>),
    /// A text.
    Text(Text),
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// One of these texts, or any other.
    Suggestion(&'static [&'static str]),
    /// This value alone, as JSON.
    Constant(&'static str),
    /// A text that is never shown, with what it has to be.
    Secret(Text),
    /// Bytes: a flag of this shape takes the name of a file. Within JSON it is a text.
    Binary,
    /// A list of values of a shape, and how many.
    List(&'static Shape, Limits<u64>),
    /// An object with known members.
    Object(&'static Object),
    /// An object with any members, whose values have a shape.
    Map(&'static Shape),
    /// One of several.
    Union(&'static Union),
    /// A value of a shape, or null.
    Nullable(&'static Shape),
}

impl Shape {
    /// A text without limits.
    pub const TEXT: Self = Self::Text(Text::ANY);
    /// A secret without limits.
    pub const SECRET: Self = Self::Secret(Text::ANY);
    /// An integer without limits.
    pub const INTEGER: Self = Self::Integer(Limits::NONE);
    /// An integer of 32 bits.
    pub const INT32: Self = Self::Integer(of_bits(32));
    /// An integer of 64 bits.
    pub const INT64: Self = Self::Integer(of_bits(64));
    /// A number without limits.
    pub const NUMBER: Self = Self::Number(Limits::<f64>::NONE);

    /// A list of any length.
    #[must_use]
    pub const fn list(items: &'static Self) -> Self {
        Self::List(items, Limits::<u64>::NONE)
    }
}

const fn of_bits(width: u32) -> Limits<i128> {
    let half = 1 << (width - 1);
    Limits { min: Some(-half), max: Some(half - 1), ..Limits::NONE }
}

/// Limits of a number, or of how many there are.
#[derive(Debug, Clone, Copy)]
pub struct Limits<T> {
    /// At least this.
    pub min: Option<T>,
    /// At most this.
    pub max: Option<T>,
    /// More than this.
    pub above: Option<T>,
    /// Less than this.
    pub below: Option<T>,
    /// A multiple of this.
    pub multiple_of: Option<T>,
}

impl<T> Limits<T> {
    /// None at all.
    pub const NONE: Self = Self { min: None, max: None, above: None, below: None, multiple_of: None };
}

/// Limits of a text.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// Its format in the document's words, such as `date-time`; empty when there is none. It is shown, and checked where
    /// a text can be told for sure to be none.
    pub format: &'static str,
    /// The regular expression that it has to match, in the document's words; empty when there is none. It is shown, and
    /// checked where it is one that the client knows (see [`wharf_runtime::pattern`]).
    pub pattern: &'static str,
    /// How many characters it has at least.
    pub min: Option<u64>,
    /// How many characters it has at most.
    pub max: Option<u64>,
}

impl Text {
    /// Any text.
    pub const ANY: Self = Self { format: "", pattern: "", min: None, max: None };
}

/// An object with known members.
#[derive(Debug, Clone, Copy)]
pub struct Object {
    /// What it is called: the name of the component; empty when it has none.
    pub name: &'static str,
    /// Its members.
    pub members: &'static [Member],
    /// Whether there may be others beside them.
    pub others: Others,
}

/// What is said about members of an object that it does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Nothing: they are sent, and whoever gives them is told that nothing describes them.
    Unsaid,
    /// They belong to it.
    Taken,
    /// There may be none.
    Refused,
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// What it is.
    pub shape: &'static Shape,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether no answer has it, as is said of passwords: a text in it is shown nowhere.
    pub write_only: bool,
}

impl Member {
    /// A member that may be left out.
    #[must_use]
    pub const fn new(name: &'static str, shape: &'static Shape) -> Self {
        Self { name, shape, required: false, write_only: false }
    }

    /// A member that has to be there.
    #[must_use]
    pub const fn required(name: &'static str, shape: &'static Shape) -> Self {
        Self { required: true, ..Self::new(name, shape) }
    }
}

/// One of several shapes.
#[derive(Debug, Clone, Copy)]
pub struct Union {
    /// What it is called; empty when it has no name.
    pub name: &'static str,
    /// The member whose value tells which it is; empty when none does.
    pub tag: &'static str,
    /// The shapes.
    pub variants: &'static [Variant],
}

/// One shape of a union.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// What it is called; empty when it has no name.
    pub name: &'static str,
    /// The values of the tag that mean it.
    pub tags: &'static [&'static str],
    /// What it is.
    pub shape: &'static Shape,
}
