//! How a file names what it uses: short and imported where that is not ambiguous, by its path elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::size::Sizes;
use crate::surface::{Group, Item, Paging, RustType, Surface};

use super::paging::{self, Pages};
use super::{layout, order};

/// What a file has to know of all others: every name that the crate gives to a type. A name of the prelude or the runtime that is among them is never used
/// in its short form.
#[derive(Debug, Default)]
pub struct Names<'a> {
    taken: BTreeSet<&'a str>,
    /// The types that are pages.
    pub pages: Pages<'a>,
    /// How large the types are.
    pub sizes: Sizes<'a>,
    /// Security schemes for which a request carries nothing.
    silent: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// The names of `surface`.
    pub fn new(surface: &'a Surface) -> Self {
        let mut names = Self {
            taken: BTreeSet::new(),
            pages: paging::pages(surface),
            sizes: Sizes::new(&surface.models),
            silent: BTreeSet::new(),
        };
        let silent = surface.client.schemes.iter().filter(|scheme| scheme.kind == "mutual_tls");
        names.silent.extend(silent.map(|scheme| scheme.name.as_str()));
        for item in surface.models.iter().flat_map(|module| &module.items) {
            names.taken.insert(&item.name);
        }
        let mut pending: Vec<&Group> = surface.groups.iter().collect();
        while let Some(group) = pending.pop() {
            names.taken.insert(&group.name);
            names.taken.extend(group.calls.iter().map(|call| call.name.as_str()));
            pending.extend(&group.groups);
        }
        names
    }

    /// The item called `name`.
    pub fn item(&self, name: &str) -> Option<&'a Item> {
        self.sizes.known(name)
    }

    /// No name of `surface`, for a file that names everything by its path.
    pub fn outside(surface: &'a Surface) -> Self {
        Self { sizes: Sizes::new(&surface.models), ..Self::default() }
    }

    fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the models, whose module re-exports all of them.
    Model,
    /// Further below the module that re-exports all models.
    DeepModel,
    /// Anywhere else in the crate.
    Crate,
    /// Outside of the crate, with nothing imported.
    Test,
}

/// The names that one file uses.
#[derive(Debug)]
pub struct Scope<'a> {
    names: &'a Names<'a>,
    place: Place,
    /// The crate's name as Rust spells it.
    package: String,
    local: BTreeSet<String>,
    modules: BTreeSet<String>,
    imports: BTreeMap<String, BTreeSet<String>>,
    maps_to_nothing: bool,
}

impl<'a> Scope<'a> {
    /// The scope of a file that defines the types `local` and the modules `modules`.
    pub fn new(names: &'a Names<'a>, place: Place) -> Self {
        Self {
            names,
            place,
            package: String::new(),
            local: BTreeSet::new(),
            modules: BTreeSet::new(),
            imports: BTreeMap::new(),
            maps_to_nothing: false,
        }
    }

    /// Says that the file defines the type `name`.
    pub fn define(&mut self, name: &str) {
        self.local.insert(name.to_owned());
    }

    /// Says that the file defines the module `name`.
    pub fn define_module(&mut self, name: &str) {
        self.modules.insert(name.to_owned());
    }

    /// Whether an enum of variants of these types needs a word about their sizes.
    pub fn are_unequal<'t>(&self, types: impl Iterator<Item = &'t RustType>) -> bool {
        self.names.sizes.are_unequal(types)
    }

    /// Whether a request carries something for the security scheme `name`.
    pub fn is_carried(&self, name: &str) -> bool {
        !self.names.silent.contains(name)
    }

    /// How the type `name` continues, if it is a page.
    pub fn paging(&self, name: &str) -> Option<&'a Paging> {
        self.names.pages.get(name).copied()
    }

    /// Says what the crate is called, for a file outside of it.
    pub fn package(&mut self, name: &str) {
        name.clone_into(&mut self.package);
    }

    /// `path` from the root of another crate.
    pub fn absolute(&self, path: &str) -> String {
        let root = path.split("::").next().unwrap_or_default();
        if self.modules.contains(root) { format!("::{path}") } else { path.to_owned() }
    }

    /// A name of the prelude: `Vec`, or `std::vec::Vec` where that is another.
    pub fn std(&self, path: &str) -> String {
        let name = path.rsplit("::").next().unwrap_or_default();
        if self.is_other(name) { self.absolute(path) } else { name.to_owned() }
    }

    /// A name of the runtime, imported where it can be.
    pub fn runtime(&mut self, name: &str) -> String {
        self.foreign("wharf_runtime", name)
    }

    /// A path into the runtime that is not imported.
    pub fn runtime_path(&self, path: &str) -> String {
        self.absolute(&format!("wharf_runtime::{path}"))
    }

    fn foreign(&mut self, path: &str, name: &str) -> String {
        if self.place == Place::Test || self.is_other(name) {
            return self.absolute(&format!("{path}::{name}"));
        }
        self.import(&self.absolute(path), name);
        name.to_owned()
    }

    /// Whether `name` is already something of the crate's own.
    fn is_other(&self, name: &str) -> bool {
        self.names.has(name) || self.local.contains(name)
    }

    fn import(&mut self, path: &str, name: &str) {
        self.imports.entry(path.to_owned()).or_default().insert(name.to_owned());
    }

    /// A model.
    pub fn item(&mut self, name: &str) -> String {
        let is_here = self.local.contains(name);
        match self.place {
            Place::Test => return format!("{}::models::{name}", self.package),
            Place::Crate if is_here => return format!("crate::models::{name}"),
            Place::Model | Place::DeepModel if is_here => {}
            Place::Crate | Place::DeepModel => self.import("crate::models", name),
            Place::Model => self.import("super", name),
        }
        name.to_owned()
    }

    /// A type.
    pub fn ty(&mut self, ty: &RustType) -> String {
        match ty {
            RustType::String => self.std("std::string::String"),
            RustType::Bool => "bool".to_owned(),
            RustType::I8 => "i8".to_owned(),
            RustType::I16 => "i16".to_owned(),
            RustType::I32 => "i32".to_owned(),
            RustType::I64 => "i64".to_owned(),
            RustType::U8 => "u8".to_owned(),
            RustType::U16 => "u16".to_owned(),
            RustType::U32 => "u32".to_owned(),
            RustType::U64 => "u64".to_owned(),
            RustType::I128 => "i128".to_owned(),
            RustType::F64 => "f64".to_owned(),
            RustType::Unit => "()".to_owned(),
            RustType::Value => self.runtime("Value"),
            RustType::DateTime => self.runtime("DateTime"),
            RustType::Date => self.runtime("Date"),
            RustType::Secret => self.runtime("Secret"),
            RustType::Base64 => self.runtime("Base64"),
            RustType::Decimal => self.runtime("Decimal"),
            RustType::Constant => self.runtime("Constant"),
            RustType::Upload => self.runtime("Upload"),
            RustType::FileOr(other) => {
                let outer = self.runtime("FileOr");
                format!("{outer}<{}>", self.ty(other))
            }
            RustType::Lines(item) => {
                let outer = self.runtime("Lines");
                format!("{outer}<{}>", self.ty(item))
            }
            RustType::Vec(item) => self.generic("std::vec::Vec", item),
            RustType::Option(inner) => self.generic("std::option::Option", inner),
            RustType::Boxed(inner) => self.generic("std::boxed::Box", inner),
            RustType::Map(value) => {
                self.maps_to_nothing |= self.names.sizes.is_nothing(value);
                let map = self.map();
                let key = self.std("std::string::String");
                format!("{map}<{key}, {}>", self.ty(value))
            }
            RustType::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                let comma = if items.len() == 1 { "," } else { "" };
                format!("({}{comma})", items.join(", "))
            }
            RustType::Item(name) => self.item(name),
        }
    }

    /// Whether the file names a map whose values take no memory.
    pub fn maps_to_nothing(&self) -> bool {
        self.maps_to_nothing
    }

    /// `BTreeMap`.
    pub fn map(&mut self) -> String {
        self.foreign("std::collections", "BTreeMap")
    }

    fn generic(&mut self, path: &str, inner: &RustType) -> String {
        let outer = self.std(path);
        format!("{outer}<{}>", self.ty(inner))
    }

    /// The `use` lines for what was named: other crates first, then this one.
    pub fn imports(&self) -> String {
        let mut groups: [Vec<String>; 3] = [Vec::new(), Vec::new(), Vec::new()];
        for (path, names) in &self.imports {
            let mut names: Vec<String> = names.iter().cloned().collect();
            names.sort_by(|a, b| order::names(a, b));
            let group = match path.trim_start_matches(':') {
                path if path.starts_with("std") => 0,
                path if path.starts_with("crate") || path.starts_with("super") => 2,
                _ => 1,
            };
            if let Some(lines) = groups.get_mut(group) {
                lines.push(layout::import("", path, &names));
            }
        }
        let groups: Vec<String> = groups.iter().filter(|g| !g.is_empty()).map(|g| g.concat()).collect();
        groups.join("\n")
    }
}
