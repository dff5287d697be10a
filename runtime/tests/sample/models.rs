//! Models in the form that generated code has.

use std::collections::BTreeMap;

use wharf_runtime::{Constant, DateTime, Exact, Presence, Secret, Unknown, Upload, Value};

/// A shelf.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Shelf {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub r#type: Constant,
    /// Its size.
    pub size: Option<Size>,
    /// A note.
    pub note: Presence<String>,
    /// When it was last used.
    pub last_used: Option<DateTime>,
    /// Anything.
    pub any: Value,
    /// Where it stands.
    pub place: Option<Place>,
    /// What else there is.
    pub extra: BTreeMap<String, Value>,
}

wharf_runtime::object!(Shelf {
    id: "id" required,
    r#type: "type" constant "shelf",
    size: "size" optional,
    note: "note" nullable,
    last_used: "last_used" required_nullable,
    any: "any" required,
    place: "place" optional,
    ..extra,
});

/// A request for a shelf.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CreateShelf {
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: Option<Size>,
    /// Labels.
    pub labels: Option<Vec<String>>,
    /// A note.
    pub note: Presence<String>,
    /// The parent.
    pub parent: Option<Box<CreateShelf>>,
    /// The key.
    pub key: Option<Secret>,
    /// The kind.
    pub kind: Option<Constant>,
    /// Counts.
    pub counts: Option<BTreeMap<String, Vec<i64>>>,
    /// Its weight.
    pub weight: Option<u64>,
}

impl CreateShelf {
    /// A request with what is required.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            size: None,
            labels: None,
            note: Presence::Absent,
            parent: None,
            key: None,
            kind: None,
            counts: None,
            weight: None,
        }
    }
}

wharf_runtime::object!(CreateShelf {
    name: "name" required,
    size: "size" optional,
    labels: "labels" optional,
    note: "note" nullable,
    parent: "parent" optional,
    key: "key" optional,
    kind: "kind" optional_constant "small",
    counts: "counts" optional,
    weight: "weight" optional,
});

wharf_runtime::setters!(CreateShelf {
    size: optional Size,
    labels: optional [String],
    /// A note for the reader.
    note: nullable String => note_null,
    parent: optional Box<CreateShelf>,
    key: optional Secret,
    counts: optional BTreeMap<String, Vec<i64>>,
    weight: optional u64,
});

/// Nothing.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

wharf_runtime::object!(Empty {});

/// A size.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Size {
    /// One.
    _1m,
    /// Two.
    _2m,
    /// Another.
    Unknown(Unknown<String>),
}

wharf_runtime::string_enum!(Size { _1m: "1m", _2m: "2m" });

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Below.
    Below,
    /// One.
    One,
    /// Another.
    Unknown(Unknown<i64>),
}

wharf_runtime::integer_enum!(Level { Below: -1, One: 1 });

/// A place in a room.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Room {
    /// The tag.
    pub kind: Constant,
    /// The room.
    pub room: String,
}

wharf_runtime::object!(Room { kind: "kind" constant "room", room: "room" required });

/// A place in a yard.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Yard {
    /// The tag.
    pub kind: String,
    /// What stands in it.
    pub places: Option<Vec<Place>>,
}

wharf_runtime::object!(Yard { kind: "kind" required, places: "places" optional });

/// A place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Place {
    /// In a room.
    Room(Room),
    /// In a yard.
    Yard(Box<Yard>),
    /// Elsewhere.
    Unknown(Unknown<Exact>),
}

wharf_runtime::tagged_union!(Place, "kind" { "room" => Room: Room, "yard" | "garden" => Yard: Box<Yard> });
wharf_runtime::from!(Place { Room: Room, Yard: Box<Yard> });

/// Text or parts.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// A text.
    Text(String),
    /// Parts.
    Parts(Vec<Content>),
    /// Two of them.
    Pair((i64, i64)),
    /// A whole number.
    Count(i64),
    /// A shelf to be.
    Named(Box<CreateShelf>),
    /// A room.
    Room(self::Room),
    /// Any other object.
    Other(BTreeMap<String, Value>),
    /// Something else.
    Unknown(Unknown<Exact>),
}

wharf_runtime::union!(Content {
    Text: String if string,
    Pair: (i64, i64) if array,
    Parts: Vec<Content> if array,
    Count: i64 if integer,
    Named: Box<CreateShelf> if object ["name", "fixed" = 5],
    Room: self::Room if object ["kind" = "room" | "chamber"],
    Other: BTreeMap<String, Value> if object ["other" = true],
});

wharf_runtime::from!(Content { Text: String, Count: i64 });

/// A tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree(pub Vec<Tree>);

wharf_runtime::newtype!(Tree(Vec<Tree>));

/// An item.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// Its id.
    pub id: String,
}

wharf_runtime::object!(Item { id: "id" required });

/// A page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShelfList {
    /// The items.
    pub data: Vec<Item>,
    /// Whether more follow.
    pub has_more: Option<bool>,
}

wharf_runtime::object!(ShelfList { data: "data" required, has_more: "has_more" optional });
wharf_runtime::paged!(ShelfList { items: data: Item, has_more: has_more, cursor: last_item id } query "after");

/// A page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CursorList {
    /// The items.
    pub data: Option<Vec<Item>>,
    /// Where the next page is.
    pub paging: Cursors,
}

wharf_runtime::object!(CursorList { data: "data" optional, paging: "paging" required });
wharf_runtime::paged!(CursorList { items: data: Item, cursor: field paging.next } query "cursor");

/// Cursors.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Cursors {
    /// The next.
    pub next: Presence<String>,
}

wharf_runtime::object!(Cursors { next: "next" nullable });

/// A page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PageList {
    /// The items.
    pub data: Vec<Item>,
    /// Whether more follow.
    pub more: bool,
}

wharf_runtime::object!(PageList { data: "data" required, more: "more" required });
wharf_runtime::paged!(PageList { items: data: Item, has_more: more, cursor: page_number } query "page");

/// A page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OffsetList {
    /// The items.
    pub data: Presence<Vec<Item>>,
}

wharf_runtime::object!(OffsetList { data: "data" nullable });
wharf_runtime::paged!(OffsetList { items: data: Item, cursor: offset } query "offset");

/// A file to create, by reference.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CreateFileJson {
    /// The file.
    pub file_id: String,
}

wharf_runtime::object!(CreateFileJson { file_id: "file_id" required });

/// A file to create, with its content.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CreateFileForm {
    /// The file.
    pub file: Upload,
    /// Why.
    pub purpose: Option<Size>,
    /// Labels.
    pub labels: Vec<String>,
    /// More.
    pub meta: Option<Value>,
    /// More files.
    pub previews: Option<Vec<Upload>>,
}

wharf_runtime::multipart!(CreateFileForm {
    file: "file" file,
    purpose: "purpose" text optional,
    labels: "labels" text,
    meta: "meta" json "application/json" optional,
    previews: "previews" file "image/png" optional,
});

/// A file to create.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CreateFile {
    /// By reference.
    Json(CreateFileJson),
    /// With its content.
    Multipart(CreateFileForm),
    /// As an urlencoded form.
    Form(CreateFileJson),
    /// As text.
    Text(String),
    /// As bytes.
    Bytes(Upload),
}

wharf_runtime::body!(CreateFile {
    Json: json "application/vnd.sample+json",
    Multipart: multipart,
    Form: form,
    Text: text,
    Bytes: bytes "application/x-sample",
});

impl CreateFile {
    /// With its content.
    pub fn upload(file: impl Into<Upload>) -> Self {
        Self::Multipart(CreateFileForm {
            file: file.into(),
            purpose: None,
            labels: Vec::new(),
            meta: None,
            previews: None,
        })
    }
}

/// Names that the prelude has too.
pub mod clashing {
    #![allow(clippy::enum_variant_names)]

    /// A schema called so.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Option {
        /// A field.
        pub reader: ::std::string::String,
        /// A field.
        pub value: ::core::option::Option<::std::string::String>,
        /// A field.
        pub key: ::core::option::Option<bool>,
    }

    wharf_runtime::object!(Option { reader: "reader" required, value: "value" optional, key: "key" optional });
    wharf_runtime::setters!(Option { value: optional std::string::String, key: optional bool });

    /// A schema called so.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Result {
        /// Variant.
        Ok,
        /// Variant.
        Some,
        /// Variant.
        None,
        /// Another.
        Unknown(wharf_runtime::Unknown<::std::string::String>),
    }

    wharf_runtime::string_enum!(Result { Ok: "ok", Some: "some", None: "none" });

    /// A schema called so.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Vec(pub Box);

    wharf_runtime::newtype!(Vec(Box));

    /// A schema called so.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Box {
        /// Variant.
        String(String),
        /// Variant.
        Option(Option),
        /// Another.
        Unknown(wharf_runtime::Unknown<wharf_runtime::Exact>),
    }

    wharf_runtime::union!(Box { String: String if object ["string"], Option: Option if object | null });

    /// A schema called so.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct String {
        /// A field.
        pub string: Some,
    }

    wharf_runtime::object!(String { string: "string" required });

    /// A schema called so.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Some {}

    wharf_runtime::object!(Some {});
}
