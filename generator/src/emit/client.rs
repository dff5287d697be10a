//! `client.rs`: the client itself.

use quote::quote;

use crate::surface::{ClientSpec, HeaderSpec, SchemeSpec, Surface, VariableSpec};

use super::file::File;
use super::header::Header;
use super::scope::{Names, Place, Scope};
use super::{docs, group, layout, tokens};

/// The file.
pub fn file(surface: &Surface, names: &Names<'_>, header: &Header) -> String {
    let mut scope = Scope::new(names, Place::Crate);
    scope.define("Client");
    scope.define("ClientBuilder");
    let mut file = File::new(scope);
    api(&mut file, &surface.client);
    structure(&mut file, surface);
    functions(&mut file, surface);
    file.finish(&header.comment(), &["The client.".to_owned()])
}

/// What particular to the API the runtime has to know.
fn api(file: &mut File<'_>, client: &ClientSpec) {
    let runtime = file.scope.runtime_path("Api");
    let some = file.scope.std("std::option::Option::Some");
    let none = file.scope.std("std::option::Option::None");
    let option = |value: &Option<String>| match value.as_deref() {
        Some(text) => format!("{some}({})", layout::literal(text)),
        None => none.clone(),
    };
    let text = |value: &Option<String>| layout::literal(value.as_deref().unwrap_or_default());
    let schemes: Vec<Vec<String>> = client
        .schemes
        .iter()
        .filter_map(|scheme| {
            let kind = kind(file, scheme)?;
            let name = layout::literal(&scheme.name);
            Some(vec![format!("name: {name}"), format!("kind: {kind}"), format!("env: {}", option(&scheme.env))])
        })
        .collect();
    let headers: Vec<Vec<String>> = client
        .headers
        .iter()
        .map(|header| vec![format!("name: {}", layout::literal(&header.name)), format!("env: {}", option(&header.env))])
        .collect();
    let scheme_ty = file.scope.runtime_path("Scheme");
    let header_ty = file.scope.runtime_path("HeaderSetting");
    file.line(0, &format!("static API: {runtime} = {runtime} {{"));
    let fields = [
        "user_agent: concat!(env!(\"CARGO_PKG_NAME\"), \"/\", env!(\"CARGO_PKG_VERSION\"))".to_owned(),
        format!("base_url: {}", layout::literal(&client.base_url)),
        format!("variables: {}", variables_slice(file, client)),
        format!("base_url_env: {}", option(&client.base_url_env)),
        format!("schemes: {}", slice(&scheme_ty, &schemes)),
        format!("headers: {}", slice(&header_ty, &headers)),
        format!("request_id_header: {}", text(&client.request_id_header)),
        format!("retry_after_ms_header: {}", text(&client.retry_after_ms_header)),
        format!("should_retry_header: {}", text(&client.should_retry_header)),
        format!("retry_count_header: {}", text(&client.retry_count_header)),
        format!("quota_code: {}", option(&client.quota_code)),
        format!("idempotency_header: {}", option(&client.idempotency_header)),
        format!("error_message: {}", text(&client.error_message)),
        format!("error_code: {}", text(&client.error_code)),
        format!("stream_end: {}", text(&client.stream_end)),
        format!("stream_error: {}", text(&client.stream_error)),
    ];
    for field in fields {
        file.line(4, &format!("{field},"));
    }
    file.line(0, "};");
}

/// The variables of the base URL.
fn variables_slice(file: &File<'_>, client: &ClientSpec) -> String {
    let ty = file.scope.runtime_path("Variable");
    let each = |variable: &VariableSpec| {
        let values: Vec<String> = variable.values.iter().map(|value| layout::literal(value)).collect();
        vec![
            format!("name: {}", layout::literal(&variable.name)),
            format!("default: {}", layout::literal(&variable.default)),
            layout::array(0, "values: &", &values, "").trim_end().to_owned(),
        ]
    };
    slice(&ty, &client.variables.iter().map(each).collect::<Vec<_>>())
}

/// A slice of structs, which stands behind four spaces. A member may have lines of its own, indented within it.
fn slice(ty: &str, items: &[Vec<String>]) -> String {
    let indented = |fields: &Vec<String>, indent: usize| {
        let gap = format!("\n{:1$}", "", indent + 4);
        let fields: Vec<String> = fields.iter().map(|field| field.replace('\n', &gap)).collect();
        layout::members(indent, &fields)
    };
    match items {
        [] => "&[]".to_owned(),
        [one] => format!("&[{ty} {}]", indented(one, 4)),
        many => {
            let items: Vec<String> = many.iter().map(|fields| indented(fields, 8)).collect();
            format!("&[\n{}    ]", layout::each(&format!("        {ty} "), &items, ",\n"))
        }
    }
}

/// A scheme as the runtime's `SchemeKind`; mutual TLS is none, as it has no credential that a request carries.
fn kind(file: &File<'_>, scheme: &SchemeSpec) -> Option<String> {
    let ty = file.scope.runtime_path("SchemeKind");
    let location = file.scope.runtime_path("Location");
    let (kind, name) = scheme.kind.split_once(':').unwrap_or((&scheme.kind, ""));
    let key = |place: &str, name: &str| {
        let name = layout::literal(name);
        Some(format!("{ty}::ApiKey {{\n    location: {location}::{place},\n    name: {name},\n}}"))
    };
    match kind {
        "bearer" => Some(format!("{ty}::Bearer")),
        "basic" => Some(format!("{ty}::Basic")),
        "header" => key("Header", name),
        "query" => key("Query", name),
        "cookie" => key("Cookie", name),
        "http" => Some(format!("{ty}::Http({})", layout::literal(name))),
        _ => None,
    }
}

fn structure(file: &mut File<'_>, surface: &Surface) {
    let runtime = tokens::path(&file.scope.runtime_path("Client"));
    let builder = tokens::path(&file.scope.runtime_path("ClientBuilder"));
    let from = tokens::path(&file.scope.std("std::convert::From"));
    let unused = if surface.groups.is_empty() {
        Some("the document has no calls")
    } else {
        surface.groups.iter().any(|group| group.feature.is_some()).then_some("all calls are behind features")
    };
    let unused = unused.map(|reason| quote! { #[allow(dead_code, reason = #reason)] });
    file.gap();
    let about = format!("Client of {}. Cheap to clone.", surface.client.title);
    let about: Vec<String> = std::iter::once(about).chain(surface.client.notes.iter().cloned()).collect();
    file.docs(0, &about, "");
    file.text(&tokens::items(quote! {
        #[derive(Debug, Clone)]
        pub struct Client {
            #unused
            core: #runtime,
        }

        #[doc = " Settings of a [`Client`] to be."]
        pub type ClientBuilder = #builder<Client>;

        impl #from<#runtime> for Client {
            fn from(core: #runtime) -> Self {
                Self { core }
            }
        }
    }));
}

fn functions(file: &mut File<'_>, surface: &Surface) {
    file.gap();
    file.line(0, "impl Client {");
    // Where no variable is named there is nothing that it could read.
    if !variables(&surface.client).is_empty() {
        from_env(file, &surface.client);
        file.line(0, "");
    }
    new(file, &surface.client);
    file.line(0, "");
    file.doc_lines(4, &["Starts a client with settings of its own."]);
    file.line(4, "pub fn builder() -> ClientBuilder {");
    file.line(8, "ClientBuilder::new(&API)");
    file.line(4, "}");
    for top in &surface.groups {
        file.line(0, "");
        let path = format!("crate::{}::{}", top.module, top.name);
        group::below(file, top, &path, "self.core");
    }
    file.line(0, "}");
}

fn from_env(file: &mut File<'_>, client: &ClientSpec) {
    file.doc_lines(4, &["A client that takes its settings from the environment."]);
    file.doc_lines(4, &[""]);
    file.doc_lines(4, &variables(client));
    file.doc_lines(4, &["", "# Errors", "", "When one of them cannot be used."]);
    let gives = gives(file);
    file.line(4, &format!("pub fn from_env(){gives}"));
    file.line(8, "Self::builder().env().build()");
    file.line(4, "}");
}

/// The variables that are read, as a list.
fn variables(client: &ClientSpec) -> Vec<String> {
    let base = client.base_url_env.iter().map(|env| format!("- `{env}`: the base URL"));
    let scheme = |scheme: &SchemeSpec| Some(format!("- `{}`: the credential `{}`", scheme.env.as_ref()?, scheme.name));
    let header = |header: &HeaderSpec| Some(format!("- `{}`: the header `{}`", header.env.as_ref()?, header.name));
    base.chain(client.schemes.iter().filter_map(scheme)).chain(client.headers.iter().filter_map(header)).collect()
}

fn new(file: &mut File<'_>, client: &ClientSpec) {
    let gives = gives(file);
    let names_scheme = |scheme: &&SchemeSpec| kind(file, scheme).is_some();
    let (docs, parameters, body) = if let Some(scheme) = client.schemes.iter().find(names_scheme) {
        let into = file.scope.std("std::convert::Into");
        let secret = file.scope.runtime_path("Secret");
        let parameters = vec![format!("credential: impl {into}<{secret}>")];
        let docs = format!("A client with a credential: that of `{}`.", docs::one_line(&scheme.name));
        (docs, parameters, "Self::builder().credential(credential).build()")
    } else {
        ("A client without a credential.".to_owned(), Vec::new(), "Self::builder().build()")
    };
    file.doc_lines(4, &[docs.as_str(), "", "# Errors", "", "When it cannot be used."]);
    file.text(&layout::parameters(4, "pub fn new", &parameters, &gives));
    file.line(8, body);
    file.line(4, "}");
}

/// What a function that makes a client returns.
fn gives(file: &File<'_>) -> String {
    let error = file.scope.runtime_path("Error");
    let result = file.scope.std("std::result::Result");
    format!(" -> {result}<Self, {error}> {{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_hug_their_only_item() {
        let one = vec![vec!["a: 1234567890".to_owned(), "b: 2".to_owned()]];
        assert_eq!(slice("T", &one), "&[T {\n        a: 1234567890,\n        b: 2,\n    }]");
        let two = vec![vec!["a: 1".to_owned()], vec!["a: 2".to_owned()]];
        assert_eq!(slice("T", &two), "&[\n        T { a: 1 },\n        T { a: 2 },\n    ]");
        assert_eq!(slice("T", &[]), "&[]");
    }
}
