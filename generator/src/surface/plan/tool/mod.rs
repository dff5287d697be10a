//! The command-line tool: commands from the groups of calls, flags from what the operations take.

mod columns;
mod flags;
mod inner;
mod merge;
mod names;
mod times;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::api::SchemeKind;
use crate::surface::{
    Call, CommandSpec, FlagSpec, FlagStep, FlagTarget, Group, ResourceSpec, StreamFlag, ToolSpec, WireKind,
    WireOperation, WirePlace, WireSpec,
};

use super::ident::{Scope, module};
use super::{Context, Finding, own_server};
use flags::Flags;
pub(super) use names::kebab_of_rust;
use names::{COMMANDS, Names, kebab};

/// Which entries of the settings for the tool were asked for.
#[derive(Debug, Default)]
pub(super) struct Used {
    one_of: RefCell<BTreeSet<String>>,
    columns: RefCell<BTreeSet<String>>,
    renames: RefCell<BTreeSet<String>>,
    times: RefCell<BTreeSet<String>>,
}

/// The path of the resource that each group is, each before those below it.
pub(super) fn paths(groups: &[Group]) -> Vec<String> {
    let mut out = Vec::new();
    below(groups, "", Names::with(COMMANDS), &mut out);
    out
}

fn below(groups: &[Group], above: &str, mut names: Names, out: &mut Vec<String>) {
    for group in groups {
        let wanted = kebab_of_rust(group.method());
        let name = names.claim(&[wanted.clone(), format!("{wanted}-calls")]);
        let path = if above.is_empty() { name } else { format!("{above}:{name}") };
        out.push(path.clone());
        below(&group.groups, &path, Names::default(), out);
    }
}

/// What all commands of a tool share while they are planned.
struct Planning<'p> {
    wire: &'p mut WireSpec,
    /// Names that no flag of a command may have.
    taken: Names,
    next_operation: usize,
    modules: Scope,
    around_times: times::Around,
}

impl Context<'_> {
    /// The tool for `groups`, whose resources have these paths; none where the settings want none. Shapes that only flags
    /// have are added to `wire`.
    pub(super) fn tool(&self, groups: &[Group], paths: &[String], wire: &mut WireSpec) -> Option<ToolSpec> {
        let settings = &self.settings.tool;
        if !settings.enabled {
            return None;
        }
        let client = super::client::package(self.api, self.settings).name;
        let binary = settings.binary.clone().unwrap_or_else(|| client.clone());
        let mut taken = Names::with(names::RESERVED);
        let servers = self.server_flags(&mut taken);
        let credentials = self.credentials(&mut taken);
        let headers = self.header_flags(&mut taken);
        let around_times = times::Around::of(wire, &settings.times);
        let mut planning = Planning { wire, taken, next_operation: 0, modules: Scope::default(), around_times };
        let mut resources = Vec::new();
        let mut paths = paths.iter();
        for group in groups {
            self.resource(group, &mut paths, &mut planning, &mut resources);
        }
        Some(ToolSpec {
            package: settings.package.clone().unwrap_or_else(|| format!("{client}-cli")),
            env_prefix: kebab(&binary).replace('-', "_").to_uppercase(),
            binary,
            credentials,
            headers,
            servers,
            resources,
        })
    }

    fn resource<'r>(
        &self,
        group: &Group,
        paths: &mut impl Iterator<Item = &'r String>,
        planning: &mut Planning<'_>,
        out: &mut Vec<ResourceSpec>,
    ) {
        let path = paths.next().cloned().unwrap_or_default();
        let mut names = Names::default();
        let commands: Vec<CommandSpec> =
            group.calls.iter().filter_map(|call| self.command(call, planning, &mut names)).collect();
        if !commands.is_empty() {
            let title = self.resource_title(&path, group);
            let module = planning.modules.claim(&module(&path.replace([':', '-'], "_")));
            // A title that is the name once more tells nothing.
            let title_set = self.settings.reference.titles.get(&path).cloned();
            let about = super::about::resource(self.api, group).or(title_set).unwrap_or_default();
            out.push(ResourceSpec { path, title, about, module, commands });
        }
        for below in &group.groups {
            self.resource(below, paths, planning, out);
        }
    }

    fn command(&self, call: &Call, planning: &mut Planning<'_>, names: &mut Names) -> Option<CommandSpec> {
        let index = planning.next_operation;
        let operation = planning.wire.operations.get(index)?.clone();
        if operation.origin != call.origin {
            return None;
        }
        planning.next_operation += 1;
        let mut flags = Flags::new(planning.wire, &planning.taken, &operation).all();
        self.former_flags(&operation, planning, &mut flags);
        let truth = merge::made(planning.wire, WireKind::Boolean);
        let asked = call.stream.as_ref().map(|answer| answer.flag.as_ref());
        let stream = asked.map(|asked| stream_flag(asked, &operation, truth, planning.taken.clone(), &mut flags));
        let one_of = self.exclusive(&operation, &flags);
        let columns = self.columns(&operation, planning.wire);
        let (listed, used) = (&self.settings.tool.times, &self.tool.times);
        let around = &planning.around_times;
        let times = times::Times { wire: planning.wire, around, listed, used }.of(&operation);
        let verb = names.claim(&[kebab_of_rust(&call.method)]);
        Some(CommandSpec {
            name: verb.to_uppercase().replace('-', "_"),
            verb,
            operation: index,
            flags,
            stream,
            one_of,
            columns,
            times,
        })
    }

    /// Lets flags be called as they were.
    fn former_flags(&self, operation: &WireOperation, planning: &Planning<'_>, flags: &mut [FlagSpec]) {
        let Some((key, renames)) = chosen(&self.settings.renames.flags, operation) else { return };
        self.tool.renames.borrow_mut().insert(key.clone());
        let mut names = planning.taken.clone();
        for name in flags.iter().flat_map(|flag| flag.aliases.iter().chain([&flag.name])) {
            names.take(name);
        }
        for (name, former) in renames {
            let Some(flag) = flags.iter_mut().find(|flag| flag.name == *name) else {
                self.find(Finding::unused("renames.flags", name));
                continue;
            };
            for old in former {
                if kebab(old).is_empty() || !old.chars().all(is_of_flag) || !names.take(old) {
                    self.find(Finding::refused(
                        "former-name-taken",
                        old,
                        format!("`--{old}` cannot be a former name of `--{name}`"),
                        "take it out: it is the name of another flag, stands there twice, or is no name of a flag",
                    ));
                    continue;
                }
                flag.aliases.push(old.clone());
            }
        }
    }

    /// The flags of which the settings say that exactly one is to be given.
    fn exclusive(&self, operation: &WireOperation, flags: &[FlagSpec]) -> Vec<Vec<String>> {
        let Some((key, lists)) = chosen(&self.settings.tool.one_of, operation) else { return Vec::new() };
        self.tool.one_of.borrow_mut().insert(key.clone());
        let flag = |name: &String| {
            let found = flags.iter().find(|flag| wire_name(flag, operation) == Some(name));
            if found.is_none() {
                self.find(Finding::unused("tool.one-of", name));
            }
            found.map(|flag| flag.name.clone())
        };
        lists.iter().map(|names| names.iter().filter_map(flag).collect()).collect()
    }

    fn columns(&self, operation: &WireOperation, wire: &WireSpec) -> Vec<String> {
        match chosen(&self.settings.tool.columns, operation) {
            Some((key, names)) => {
                self.tool.columns.borrow_mut().insert(key.clone());
                names.clone()
            }
            None => columns::usual(operation, wire),
        }
    }

    /// The flag of each security scheme: its name without what only says that it is one.
    fn credentials(&self, taken: &mut Names) -> Vec<(String, String)> {
        let flag = |name: &str, kind: &SchemeKind| {
            let name = kebab(name);
            let short = name.strip_suffix("-authentication").or_else(|| name.strip_suffix("-auth")).unwrap_or(&name);
            match (kind, short) {
                (SchemeKind::Bearer, "bearer" | "http" | "auth" | "authorization" | "oauth2") => "token".to_owned(),
                (SchemeKind::Basic, "basic" | "http" | "auth" | "authorization") => "user".to_owned(),
                (_, short) => short.to_owned(),
            }
        };
        let mut out = Vec::new();
        for scheme in &self.api.schemes {
            let wanted = flag(&scheme.name, &scheme.kind);
            let name = taken.claim_with_file(&[wanted.clone(), format!("{wanted}-credential")]);
            out.push((scheme.name.clone(), name));
        }
        out
    }

    /// The flag of each variable of the server.
    fn server_flags(&self, taken: &mut Names) -> Vec<(String, String)> {
        own_server::variables(self.api)
            .into_iter()
            .map(|variable| (variable.name.clone(), taken.claim(&[format!("server-{}", kebab(&variable.name))])))
            .collect()
    }

    /// The flag of each header that every request can have: its words without those that all of them begin with.
    fn header_flags(&self, taken: &mut Names) -> Vec<(String, String)> {
        let names: Vec<&String> = self.settings.environment.headers.keys().collect();
        let words: Vec<Vec<String>> =
            names.iter().map(|name| kebab(name).split('-').map(str::to_owned).collect()).collect();
        let shared = |at: usize| {
            let first = words.first().and_then(|words| words.get(at));
            words.len() > 1 && words.iter().all(|words| words.get(at) == first && words.len() > at + 1)
        };
        let skip = (0..words.first().map_or(0, Vec::len)).take_while(|at| shared(*at)).count();
        let flags = names.iter().zip(&words).map(|(name, words)| {
            let own = words.get(skip..).unwrap_or_default();
            let own = own.strip_prefix(["x".to_owned()].as_slice()).filter(|rest| !rest.is_empty()).unwrap_or(own);
            ((*name).clone(), taken.claim(&[own.join("-"), kebab(name)]))
        });
        flags.collect()
    }

    /// A finding for each setting for the tool that applies to nothing.
    pub(super) fn unused_tool(&self) -> Vec<Finding> {
        let settings = &self.settings.tool;
        let (one_of, columns) = (self.tool.one_of.borrow(), self.tool.columns.borrow());
        let renames = self.tool.renames.borrow();
        let flags = &self.settings.renames.flags;
        let unused_one_of = settings.one_of.keys().filter(|key| !one_of.contains(*key));
        let unused_columns = settings.columns.keys().filter(|key| !columns.contains(*key));
        let mut found: Vec<Finding> = unused_one_of.map(|key| Finding::unused("tool.one-of", key)).collect();
        found.extend(
            flags.keys().filter(|key| !renames.contains(*key)).map(|key| Finding::unused("renames.flags", key)),
        );
        let times = self.tool.times.borrow();
        let unused_times = settings.times.iter().filter(|name| !times.contains(*name));
        found.extend(unused_times.map(|name| Finding::unused("tool.times", name)));
        found.extend(unused_columns.map(|key| Finding::unused("tool.columns", key)));
        found
    }
}

/// Whether the name of a flag may have this.
fn is_of_flag(one: char) -> bool {
    one.is_ascii_alphanumeric() || matches!(one, '-' | '.' | '_')
}

/// What the settings say about an operation.
fn chosen<'s, T>(settings: &'s BTreeMap<String, T>, operation: &WireOperation) -> Option<(&'s String, &'s T)> {
    let by_id = settings.get_key_value(&operation.operation_id);
    let by_pointer = || settings.get_key_value(&operation.origin);
    by_id.or_else(by_pointer).or_else(|| settings.get_key_value(&format!("#{}", operation.origin)))
}

/// The name on the wire of what a flag sets, where it is a parameter or a member of the body.
fn wire_name<'f>(flag: &'f FlagSpec, operation: &'f WireOperation) -> Option<&'f String> {
    match &flag.target {
        FlagTarget::Parameter(index) => operation.parameters.get(*index).map(|parameter| &parameter.spec.wire_name),
        FlagTarget::Body { path, .. } => match path.as_slice() {
            [FlagStep::Member(name)] => Some(name),
            _ => None,
        },
        FlagTarget::Within { .. } | FlagTarget::WholeBody | FlagTarget::Stream => None,
    }
}

/// The flag that asks for a stream: what sets the member or parameter for it, or else one of its own.
fn stream_flag(
    asked: Option<&StreamFlag>,
    operation: &WireOperation,
    truth: usize,
    mut names: Names,
    flags: &mut Vec<FlagSpec>,
) -> String {
    let name = match asked {
        Some(StreamFlag::Body(name) | StreamFlag::Query(name)) => Some(name),
        None => None,
    };
    let known = flags.iter().find(|flag| name.is_some() && wire_name(flag, operation) == name);
    if let Some(known) = known {
        return known.name.clone();
    }
    for flag in flags.iter() {
        names.take(&flag.name);
    }
    let name = names.claim(&["stream".to_owned(), "api-stream".to_owned()]);
    flags.push(FlagSpec {
        docs: "Gives the answer item by item, as it comes.".to_owned(),
        place: WirePlace { shape: truth, nullable: false },
        ..FlagSpec::new(name.clone(), FlagTarget::Stream)
    });
    name
}
