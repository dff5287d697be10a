//! Types as a user of the crate writes them.

use wharf::surface::{FieldPresence, Output, RustType, StreamItem};

/// A type.
pub fn path(ty: &RustType) -> String {
    let of = |outer: &str, inner: &RustType| format!("{outer}<{}>", path(inner));
    match ty {
        RustType::String => "String".to_owned(),
        RustType::Bool => "bool".to_owned(),
        RustType::I8 => "i8".to_owned(),
        RustType::I16 => "i16".to_owned(),
        RustType::I32 => "i32".to_owned(),
        RustType::I64 => "i64".to_owned(),
        RustType::I128 => "i128".to_owned(),
        RustType::U8 => "u8".to_owned(),
        RustType::U16 => "u16".to_owned(),
        RustType::U32 => "u32".to_owned(),
        RustType::U64 => "u64".to_owned(),
        RustType::F64 => "f64".to_owned(),
        RustType::Unit => "()".to_owned(),
        RustType::Decimal
        | RustType::Value
        | RustType::DateTime
        | RustType::Date
        | RustType::Secret
        | RustType::Base64
        | RustType::Constant
        | RustType::Upload => format!("api::{ty:?}"),
        RustType::FileOr(inner) => of("api::FileOr", inner),
        RustType::Lines(inner) => of("api::Lines", inner),
        RustType::Vec(inner) => of("Vec", inner),
        RustType::Map(inner) => format!("std::collections::BTreeMap<String, {}>", path(inner)),
        RustType::Option(inner) => of("Option", inner),
        RustType::Boxed(inner) => of("Box", inner),
        RustType::Tuple(items) => format!("({},)", items.iter().map(path).collect::<Vec<_>>().join(", ")),
        RustType::Item(name) => format!("api::models::{name}"),
    }
}

/// The type of a field.
pub fn held(ty: &RustType, presence: FieldPresence) -> String {
    match presence {
        FieldPresence::Required => path(ty),
        FieldPresence::RequiredNullable | FieldPresence::Optional => format!("Option<{}>", path(ty)),
        FieldPresence::Nullable => format!("api::Presence<{}>", path(ty)),
    }
}

/// The type of what a call gives.
pub fn output(output: &Output) -> String {
    match output {
        Output::Empty => "()".to_owned(),
        Output::Json(ty) => path(ty),
        Output::Text => "String".to_owned(),
        Output::Download => "api::Download".to_owned(),
        Output::OneOf(name, _) => format!("api::models::{name}"),
        Output::Stream(stream) => match &stream.item {
            StreamItem::Data(ty) | StreamItem::Envelope(ty) | StreamItem::TextEnvelope(ty) => {
                format!("api::Events<{}>", path(ty))
            }
            StreamItem::Text => "api::Events<String>".to_owned(),
            StreamItem::Event => "api::Events<api::Event>".to_owned(),
        },
    }
}

/// Whether numbers and truth values are passed as they are.
pub fn is_scalar(ty: &RustType) -> bool {
    ty.is_integer() || matches!(ty, RustType::Bool | RustType::F64 | RustType::Unit)
}
