//! Which items others name.

use std::collections::BTreeSet;

use super::{Call, Item, ItemKind, Output, ReceivedSpec, RustType, Stream, Webhooks};

/// Names of items.
type Used<'a> = BTreeSet<&'a str>;

impl RustType {
    /// Adds the names of the items that the type names.
    pub fn collect_items<'a>(&'a self, used: &mut BTreeSet<&'a str>) {
        match self {
            Self::Item(name) => {
                used.insert(name);
            }
            Self::Vec(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Boxed(inner)
            | Self::FileOr(inner)
            | Self::Lines(inner) => inner.collect_items(used),
            Self::Tuple(items) => items.iter().for_each(|item| item.collect_items(used)),
            Self::String
            | Self::Bool
            | Self::I8
            | Self::I16
            | Self::I32
            | Self::I64
            | Self::U8
            | Self::U16
            | Self::U32
            | Self::U64
            | Self::I128
            | Self::F64
            | Self::Decimal
            | Self::Unit
            | Self::Value
            | Self::DateTime
            | Self::Date
            | Self::Secret
            | Self::Base64
            | Self::Constant
            | Self::Upload => {}
        }
    }
}

impl Item {
    /// The items that it names.
    #[must_use]
    pub fn uses(&self) -> BTreeSet<&str> {
        let mut used = Used::new();
        match &self.kind {
            ItemKind::Struct(object) | ItemKind::Form(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                let patterns = object.patterns.iter().map(|members| &members.ty);
                fields.chain(patterns).chain(&object.extra).for_each(|ty| ty.collect_items(&mut used));
            }
            ItemKind::Union(union) => union.variants.iter().for_each(|variant| variant.ty.collect_items(&mut used)),
            ItemKind::Tuple(tuple) => {
                let fields = tuple.fields.iter().map(|field| &field.ty);
                fields.chain(&tuple.rest).for_each(|ty| ty.collect_items(&mut used));
            }
            ItemKind::Newtype(ty) => ty.collect_items(&mut used),
            ItemKind::Body(body) => body.variants.iter().for_each(|variant| variant.ty.collect_items(&mut used)),
            ItemKind::Output(output) => output.arms.iter().for_each(|arm| collect_output(&arm.output, &mut used)),
            ItemKind::StringEnum(_) | ItemKind::IntegerEnum(_) => {}
        }
        used
    }
}

impl Call {
    /// The items that it names, its documentation included.
    #[must_use]
    pub fn uses(&self) -> BTreeSet<&str> {
        let mut used = Used::new();
        let given = self.arguments.iter().chain(&self.setters).map(|argument| &argument.ty);
        let body = self.body.iter().map(|body| &body.ty);
        let errors = self.errors.iter().filter_map(|error| error.ty.as_ref());
        let items = self.paging.iter().map(|paging| &paging.item);
        given.chain(body).chain(errors).chain(items).for_each(|ty| ty.collect_items(&mut used));
        for callback in &self.callbacks {
            callback.request.collect_items(&mut used);
        }
        collect_output(&self.output, &mut used);
        if let Some(answer) = &self.stream {
            collect_stream(&answer.stream, &mut used);
            answer.forms.iter().for_each(|ty| ty.collect_items(&mut used));
        }
        used
    }
}

impl ReceivedSpec {
    fn collect_items<'a>(&'a self, used: &mut Used<'a>) {
        let payload = self.payload.iter().map(|payload| &payload.ty);
        payload
            .chain(self.answers.iter().filter_map(|answer| answer.ty.as_ref()))
            .for_each(|ty| ty.collect_items(used));
    }
}

impl Webhooks {
    /// The items that they name.
    #[must_use]
    pub fn uses(&self) -> BTreeSet<&str> {
        let mut used: Used<'_> = self.event.iter().flat_map(Item::uses).collect();
        for hook in &self.hooks {
            hook.request.collect_items(&mut used);
        }
        used
    }
}

fn collect_stream<'a>(stream: &'a Stream, used: &mut Used<'a>) {
    if let Some(ty) = stream.item.ty() {
        ty.collect_items(used);
    }
}

fn collect_output<'a>(output: &'a Output, used: &mut Used<'a>) {
    match output {
        Output::Json(ty) => ty.collect_items(used),
        Output::Stream(stream) => collect_stream(stream, used),
        Output::OneOf(name, arms) => {
            used.insert(name);
            for arm in arms {
                collect_output(&arm.output, used);
            }
        }
        Output::Empty | Output::Text | Output::Download => {}
    }
}
