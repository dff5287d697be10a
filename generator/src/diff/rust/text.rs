//! Types and members as Rust writes them.

use crate::surface::{Argument, Call, Field, FieldPresence, Output, RustType, StreamItem};

/// A type.
pub fn ty(ty: &RustType) -> String {
    let word = match ty {
        RustType::String => "String",
        RustType::Bool => "bool",
        RustType::I8 => "i8",
        RustType::I16 => "i16",
        RustType::I32 => "i32",
        RustType::I64 => "i64",
        RustType::U8 => "u8",
        RustType::U16 => "u16",
        RustType::U32 => "u32",
        RustType::U64 => "u64",
        RustType::I128 => "i128",
        RustType::F64 => "f64",
        RustType::Decimal => "Decimal",
        RustType::Unit => "()",
        RustType::Value => "Value",
        RustType::DateTime => "DateTime",
        RustType::Date => "Date",
        RustType::Secret => "Secret",
        RustType::Base64 => "Base64",
        RustType::Constant => "Constant",
        RustType::Upload => "Upload",
        RustType::Item(name) => name,
        RustType::FileOr(other) => return format!("FileOr<{}>", self::ty(other)),
        RustType::Lines(inner) => return format!("Lines<{}>", self::ty(inner)),
        RustType::Vec(inner) => return format!("Vec<{}>", self::ty(inner)),
        RustType::Map(inner) => return format!("BTreeMap<String, {}>", self::ty(inner)),
        RustType::Option(inner) => return format!("Option<{}>", self::ty(inner)),
        RustType::Boxed(inner) => return format!("Box<{}>", self::ty(inner)),
        RustType::Tuple(items) => {
            return format!("({})", items.iter().map(self::ty).collect::<Vec<_>>().join(", "));
        }
    };
    word.to_owned()
}

/// The type of a field.
pub fn held(ty: &RustType, presence: FieldPresence) -> String {
    let inner = self::ty(ty);
    match presence {
        FieldPresence::Required => inner,
        FieldPresence::RequiredNullable | FieldPresence::Optional => format!("Option<{inner}>"),
        FieldPresence::Nullable => format!("Presence<{inner}>"),
    }
}

/// A field of the item `item`.
pub fn field(item: &str, field: &Field) -> String {
    format!("{item}::{}: {}", field.rust_name, held(&field.ty, field.presence))
}

/// A method of a group, from the client on.
pub fn method(group: &str, call: &Call) -> String {
    let mut parameters: Vec<String> =
        call.arguments.iter().map(|one| format!("{}: {}", one.rust_name, argument(&one.ty))).collect();
    if let Some(body) = call.body.as_ref().filter(|body| body.required) {
        parameters.push(format!("{}: {}", body.rust_name, ty(&body.ty)));
    }
    format!("{group}.{}({}) -> {}", call.method, parameters.join(", "), output(&call.output))
}

/// The type of an argument.
pub fn argument(given: &RustType) -> String {
    if *given == RustType::String { "&str".to_owned() } else { ty(given) }
}

/// A setter of a call.
pub fn setter(call: &str, argument: &Argument) -> String {
    format!("{call}.{}({})", argument.rust_name, ty(&argument.ty))
}

/// An item as it stands in the crate, where that may mark it as deprecated.
pub fn marked(item: &str, is_deprecated: bool) -> String {
    if is_deprecated { format!("#[deprecated] {item}") } else { item.to_owned() }
}

/// What a call gives.
pub fn output(output: &Output) -> String {
    match output {
        Output::Empty => "()".to_owned(),
        Output::Json(given) => ty(given),
        Output::Text => "String".to_owned(),
        Output::Download => "Download".to_owned(),
        Output::Stream(stream) => match stream.item.ty() {
            Some(given) => format!("stream of {}", ty(given)),
            None if stream.item == StreamItem::Text => "stream of String".to_owned(),
            None => "stream of events".to_owned(),
        },
        Output::OneOf(name, _) => name.clone(),
    }
}
