//! Groups of calls, and the calls in them.

use crate::api::{Location, Operation, Parameter, Response, Status, Style};
use crate::surface::{
    Argument, Call, CallError, FixedParameter, Group, Output, ParameterKind, ParameterSpec, RustType, StreamAnswer,
};

use super::deprecation::deprecation;
use super::docs::{add_untold, described, paragraphs, untold};
use super::groups::{Chain, ROOT, Tree};
use super::ident::{self, Scope, camel, plain, snake, with_signs};
use super::nearest::nearest_first;
use super::verbs::{self, Candidate};
use super::{Context, features, headers, links, outputs};

/// Names that calls have themselves, by themselves or by traits that are in scope where they are used, and that no setter
/// may take.
const OF_CALLS: &[&str] = &[
    "with_response",
    "send_raw",
    "header",
    "query",
    "body_member",
    "timeout",
    "max_retries",
    "retry_unsafe",
    "idempotency_key",
    "items",
    "pages",
    "into_future",
    "wait",
    "new",
    "clone",
];

/// Modules that the client's crate has itself, and that no top-level group may take.
const OF_CRATES: &[&str] =
    &["models", "json_schemas", "blocking", "client", "guide", "lib", "main", "mock", "tests", "transport"];

/// Methods that the client has itself, and that lead to no group.
const OF_CLIENTS: &[&str] = &["new", "builder", "from_env", "clone"];

/// Names that are taken where a group stands.
struct Taken {
    modules: Scope,
    methods: Scope,
}

impl Context<'_> {
    /// The groups below the client; calls without a group of their own are in one called `root`.
    pub(super) fn groups(&self, chains: &[Chain]) -> Vec<Group> {
        let mut tree = Tree::new(chains);
        if !tree.operations.is_empty() {
            let operations = std::mem::take(&mut tree.operations);
            tree.groups.entry(ROOT.to_owned()).or_default().operations.extend(operations);
        }
        let mut taken = Taken { modules: Scope::with(OF_CRATES), methods: Scope::with(OF_CLIENTS) };
        let groups = tree.groups.iter().map(|(segment, tree)| self.group(segment, &[], tree, &mut taken));
        let mut groups: Vec<Group> = groups.collect();
        if self.settings.package.features.unwrap_or(true) {
            features::name(&mut groups, tree.groups.keys());
        }
        groups
    }

    fn group(&self, segment: &str, above: &[String], tree: &Tree, taken: &mut Taken) -> Group {
        let chain: Chain = above.iter().cloned().chain([segment.to_owned()]).collect();
        let wanted = ident::module(segment);
        let module = claim(&wanted, &mut taken.modules);
        let method = Some(claim(&wanted, &mut taken.methods)).filter(|method| *method != module);
        let name = camel(wanted.trim_end_matches('_'));
        let mut structs = Scope::default();
        structs.claim(&name);
        let operations: Vec<(usize, &Operation)> =
            tree.operations.iter().filter_map(|index| Some((*index, self.api.operations.get(*index)?))).collect();
        let mut about: Vec<String> = Vec::new();
        for (_, operation) in operations.iter().filter(|(_, operation)| !operation.about_path.is_empty()) {
            let said = format!("`{}`: {}", operation.path, operation.about_path);
            if !about.contains(&said) {
                about.push(said);
            }
        }
        let candidates: Vec<Candidate<'_>> =
            operations.iter().map(|(_, operation)| self.candidate(operation, &chain)).collect();
        let methods = verbs::names(&candidates);
        let mut named: Vec<(usize, &Operation, String)> = operations
            .into_iter()
            .zip(methods)
            .map(|((index, operation), method)| (index, operation, method))
            .collect();
        named.sort_by(|a, b| verbs::rank(&a.2, a.1).cmp(&verbs::rank(&b.2, b.1)));
        let calls: Vec<Call> = named
            .into_iter()
            .map(|(index, operation, method)| self.call(index, operation, method, &mut structs))
            .collect();
        let mut members = Taken { modules: Scope::default(), methods: Scope::with(&["new", "clone"]) };
        for call in &calls {
            members.methods.claim(&call.method);
        }
        let groups =
            tree.groups.iter().map(|(segment, tree)| self.group(segment, &chain, tree, &mut members)).collect();
        Group { docs: group_docs(&calls, &chain, &about), module, method, name, calls, groups, feature: None }
    }

    fn candidate<'b>(&'b self, operation: &'b Operation, chain: &'b [String]) -> Candidate<'b> {
        let by_id = operation.id.as_deref().and_then(|id| self.pins.get(id));
        Candidate {
            pinned: by_id.or_else(|| self.pins.get(&operation.origin.pointer)),
            lists: self.lists(operation),
            operation,
            chain,
        }
    }

    fn call(&self, index: usize, operation: &Operation, method: String, structs: &mut Scope) -> Call {
        let mut arguments_scope = Scope::with(&["self"]);
        let mut setters_scope = Scope::with(OF_CALLS);
        let stream = self.stream_answer(operation);
        if stream.is_some() {
            setters_scope.claim("stream");
        }
        let body = self.body(index, operation, &mut arguments_scope, &mut setters_scope);
        let (needed, optional): (Vec<&Parameter>, Vec<&Parameter>) =
            operation.parameters.iter().partition(|parameter| parameter.required);
        let mut fixed: Vec<FixedParameter> = needed.iter().filter_map(|parameter| self.fixed(parameter)).collect();
        let needed = needed.into_iter().filter(|parameter| self.fixed(parameter).is_none());
        let distance = |parameter: &Parameter| self.distance(&parameter.wire_name, &parameter.origin.pointer);
        let mut arguments = nearest_first(needed, distance, |parameter| self.argument(parameter, &mut arguments_scope));
        let mut setters = nearest_first(optional, distance, |parameter| self.argument(parameter, &mut setters_scope));
        for header in operation.body.iter().flat_map(|body| self.part_headers(body)) {
            match self.fixed_part_header(&header) {
                Some(always) => fixed.push(always),
                None if header.is_needed() => arguments.push(self.part_header(&header, &mut arguments_scope)),
                None => setters.push(self.part_header(&header, &mut setters_scope)),
            }
        }
        let output = self.output(index, operation);
        Call {
            name: call_name(&method, structs),
            docs: self.call_docs(operation, &output, stream.as_ref(), &fixed),
            deprecated: deprecation(&operation.docs),
            operation_id: self.operation_id(operation),
            http_method: operation.method.0.clone(),
            path: operation.path.clone(),
            server: self.own_server(operation),
            security: operation.security.clone(),
            paging: self.paging(operation).filter(|_| matches!(output, Output::Json(_))),
            errors: self.errors(operation),
            accept: super::accept::accept(self.api, operation, &output),
            links: links::of(operation),
            headers: headers::of_successes(operation),
            failure_headers: headers::of_failures(operation),
            redirects: outputs::redirects(operation),
            stream,
            callbacks: self.callbacks(index),
            origin: operation.origin.pointer.clone(),
            arguments,
            fixed,
            setters,
            body,
            output,
            method,
        }
    }

    pub(super) fn argument(&self, parameter: &Parameter, scope: &mut Scope) -> Argument {
        let wanted = self.pins.get(&parameter.origin.pointer).map_or_else(|| snake(&parameter.wire_name), snake);
        let with_place = format!("{}_{}", plain(&wanted).trim_end_matches('_'), place(parameter.location));
        let free = [wanted, with_signs(&parameter.wire_name)].into_iter().find(|name| !scope.has(name));
        let wanted = free.unwrap_or(with_place);
        let ty = match self.bare(parameter.ty.id) {
            RustType::Constant => RustType::String,
            other => other,
        };
        let said = self.said_with_type(&parameter.docs, parameter.ty.id);
        let mut docs = described(&said, &parameter.wire_name);
        let default = parameter.default.as_ref().filter(|_| self.constant(parameter.ty.id).is_none());
        let default = untold(default, &docs);
        docs.extend(self.limits(parameter.ty.id, default));
        self.say_constant(parameter.ty.id, &mut docs);
        docs.extend(self.about_items(parameter.ty.id, 0));
        Argument {
            rust_name: scope.claim(&wanted),
            ty,
            parameter: spec(parameter),
            docs,
            deprecated: deprecation(&parameter.docs),
        }
    }

    /// What is said about a call.
    fn call_docs(
        &self,
        operation: &Operation,
        output: &Output,
        stream: Option<&StreamAnswer>,
        fixed: &[FixedParameter],
    ) -> Vec<String> {
        let mut docs = paragraphs(&operation.docs, &format!("`{} {}`", operation.method.0, operation.path));
        docs.extend(self.said_of_server(operation));
        docs.extend(super::fixed::said(fixed));
        docs.extend(outputs::said(operation));
        let answers = outputs::successes(operation).into_iter();
        for content in answers.filter_map(|response| outputs::chosen(self.api, response)) {
            for said in self.said_of_schema(content) {
                add_untold(&mut docs, &said);
            }
        }
        let unasked = super::accept::unasked(self.api, operation, output, stream);
        let unasked: Vec<String> = unasked.iter().map(|media_type| format!("`{media_type}`")).collect();
        if !unasked.is_empty() {
            docs.push(format!("The API can answer as {} as well, which is not asked for.", unasked.join(", ")));
        }
        docs
    }

    fn errors(&self, operation: &Operation) -> Vec<CallError> {
        outputs::failures(operation).into_iter().flat_map(|response| self.errors_of(response)).collect()
    }

    /// One for each type that the body of a failure may have.
    fn errors_of(&self, response: &Response) -> Vec<CallError> {
        let types = outputs::json_types(&response.content).into_iter();
        let types: Vec<(&str, RustType)> = types
            .map(|content| (&*content.media_type, content.ty.map_or(RustType::Value, |ty| self.bare(ty.id))))
            .collect();
        let mut forms: Vec<CallError> = Vec::new();
        for (media_type, ty) in &types {
            let mut docs = described(&response.docs, "");
            docs.extend((types.len() > 1).then(|| format!("As `{media_type}`.")));
            let ty = Some(ty.clone());
            forms.push(CallError { status: status_text(response.status), ty, docs: docs.join("\n\n") });
        }
        if forms.is_empty() {
            let mut docs = described(&response.docs, "");
            let others = response.content.iter().map(|content| format!("`{}`", content.media_type));
            let others = others.collect::<Vec<_>>().join(" or ");
            docs.extend((!others.is_empty()).then(|| format!("As {others}.")));
            forms.push(CallError { status: status_text(response.status), ty: None, docs: docs.join("\n\n") });
        }
        forms
    }
}

/// `200`, `2XX` or `default`.
pub(super) fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The struct of a call, which may not be called as that of its group.
fn call_name(method: &str, structs: &mut Scope) -> String {
    let wanted = camel(plain(method));
    let name = if structs.has(&wanted) { format!("{}Call", wanted.trim_end_matches('_')) } else { wanted };
    structs.claim(&name)
}

/// `wanted`, or what says that it is a group of calls.
fn claim(wanted: &str, scope: &mut Scope) -> String {
    let name = if scope.has(wanted) { format!("{}_calls", wanted.trim_end_matches('_')) } else { wanted.to_owned() };
    scope.claim(&name)
}

fn group_docs(calls: &[Call], chain: &[String], about: &[String]) -> Vec<String> {
    let path = calls.iter().map(|call| call.path.as_str()).min_by_key(|path| path.len());
    let first =
        path.map_or_else(|| format!("Calls below `{}`.", chain.join("/")), |path| format!("Calls of `{path}`."));
    std::iter::once(first).chain(about.iter().cloned()).collect()
}

/// Where a parameter travels.
pub(super) fn kind(location: Location) -> ParameterKind {
    match location {
        Location::Path => ParameterKind::Path,
        Location::Query => ParameterKind::Query,
        Location::Header => ParameterKind::Header,
        Location::Cookie => ParameterKind::Cookie,
        Location::QueryString => ParameterKind::QueryString,
    }
}

pub(super) fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query | Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

pub(super) fn spec(parameter: &Parameter) -> ParameterSpec {
    let usual_style = match parameter.location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie | Location::QueryString => Style::Form,
    };
    let style = (parameter.style != usual_style).then(|| style_name(parameter.style).to_owned());
    let by_style = match parameter.style {
        // It is written in one way.
        Style::DeepObject => parameter.explode,
        style => matches!(style, Style::Form | Style::Cookie),
    };
    let explode = (parameter.explode != by_style).then_some(parameter.explode);
    ParameterSpec {
        wire_name: parameter.wire_name.clone(),
        kind: kind(parameter.location),
        style,
        explode,
        allow_reserved: parameter.allow_reserved,
        media_type: parameter.media_type.clone(),
        part: None,
    }
}

pub(super) fn style_name(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "space_delimited",
        Style::PipeDelimited => "pipe_delimited",
        Style::DeepObject => "deep_object",
        Style::Cookie => "cookie",
    }
}
