//! `facts.rs`: the tool, and what it knows about the API as a whole.

use crate::surface::{ClientSpec, SchemeSpec};

use super::expression::{Expression, call, constant, field, plain, slice, structure, text, texts};
use super::{Tables, plain as prose};

/// Words that are not written in small letters.
const ACRONYMS: &[&str] = &["API", "ID", "URL", "HTTP", "HTTPS", "JWT", "OAuth", "OAuth2", "TLS", "URI"];

/// The file.
pub fn file(tables: &Tables<'_>) -> String {
    let client = &tables.surface.client;
    let mut out = String::from("use wharf_tool::table::Tool;\n\nuse crate::commands;\n\n");
    if tables.tool.resources.is_empty() {
        out = String::from("use wharf_tool::table::Tool;\n\n");
    }
    out.push_str("/// The tool.\n");
    out.push_str(&constant("pub ", "TOOL", "Tool", &tool(tables)));
    out.push('\n');
    out.push_str(&constant("", "API", "wharf_tool::Api", &api(client)));
    out
}

fn tool(tables: &Tables<'_>) -> Expression {
    let (surface, tool) = (tables.surface, tables.tool);
    let about = prose::text(surface.client.docs.get(1).map_or("", String::as_str));
    let about = [surface.client.title.trim(), about.as_str()].map(str::to_owned);
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
    let credentials = tool.credentials.iter().filter_map(|(scheme, flag)| {
        let scheme = surface.client.schemes.iter().find(|known| known.name == *scheme && kind(known).is_some())?;
        let fields = [("scheme", text(&scheme.name)), ("flag", text(flag)), ("title", text(&title(scheme, flag)))];
        Some(structure("wharf_tool::table::Credential", fields.map(|(name, value)| field(name, value)).to_vec()))
    });
    let headers = tool.headers.iter().map(|(header, flag)| {
        let help = format!("Sent as the header {header} with every request.");
        let fields = [("header", text(header)), ("flag", text(flag)), ("help", text(&help))];
        structure("wharf_tool::table::HeaderFlag", fields.map(|(name, value)| field(name, value)).to_vec())
    });
    let servers = tool.servers.iter().map(|(variable, flag)| {
        let fields = [("variable", text(variable)), ("flag", text(flag))];
        structure("wharf_tool::table::ServerFlag", fields.map(|(name, value)| field(name, value)).to_vec())
    });
    let resources = tool.resources.iter().map(|resource| {
        let fields = vec![field("name", text(&resource.path)), field("about", text(&prose::first(&resource.about)))];
        structure("wharf_tool::table::Resource", fields)
    });
    let commands = tool.resources.iter().flat_map(|resource| {
        resource.commands.iter().map(move |command| plain(format!("&commands::{}::{}", resource.module, command.name)))
    });
    let mut fields = vec![field("about", text(&about.join("\n\n")))];
    fields.push(field("credentials", slice(credentials.collect())));
    fields.push(field("headers", slice(headers.collect())));
    if !tool.servers.is_empty() {
        fields.push(field("servers", slice(servers.collect())));
    }
    fields.push(field("env_prefix", text(&tool.env_prefix)));
    fields.push(field("resources", slice(resources.collect())));
    fields.push(field("commands", slice(commands.collect())));
    let new = vec![text(&tool.binary), plain("env!(\"CARGO_PKG_VERSION\")"), plain("&API")];
    fields.push(call("..Tool::new", new));
    structure("Tool", fields)
}

/// What a credential is called where people read it: `API key`.
fn title(scheme: &SchemeSpec, flag: &str) -> String {
    let word = |word| ACRONYMS.iter().find(|known| known.eq_ignore_ascii_case(word)).copied().unwrap_or(word);
    let form = if scheme.kind == "basic" { " (NAME:PASSWORD)" } else { "" };
    flag.split('-').map(word).collect::<Vec<_>>().join(" ") + form
}

fn api(client: &ClientSpec) -> Expression {
    let option = |value: &Option<String>| match value.as_deref() {
        Some(value) => call("Some", vec![text(value)]),
        None => plain("None"),
    };
    let value = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
    let variables = client.variables.iter().map(|variable| {
        let fields = vec![
            field("name", text(&variable.name)),
            field("default", text(&variable.default)),
            field("values", texts(variable.values.iter().map(String::as_str))),
        ];
        structure("wharf_tool::Variable", fields)
    });
    let schemes = client.schemes.iter().filter_map(|scheme| {
        let fields =
            vec![field("name", text(&scheme.name)), field("kind", kind(scheme)?), field("env", option(&scheme.env))];
        Some(structure("wharf_tool::Scheme", fields))
    });
    let headers = client.headers.iter().map(|header| {
        structure(
            "wharf_tool::HeaderSetting",
            vec![field("name", text(&header.name)), field("env", option(&header.env))],
        )
    });
    let fields = vec![
        field("user_agent", plain("concat!(env!(\"CARGO_PKG_NAME\"), \"/\", env!(\"CARGO_PKG_VERSION\"))")),
        field("base_url", text(&client.base_url)),
        field("variables", slice(variables.collect())),
        field("base_url_env", option(&client.base_url_env)),
        field("schemes", slice(schemes.collect())),
        field("headers", slice(headers.collect())),
        field("request_id_header", value(&client.request_id_header)),
        field("retry_after_ms_header", value(&client.retry_after_ms_header)),
        field("should_retry_header", value(&client.should_retry_header)),
        field("retry_count_header", value(&client.retry_count_header)),
        field("quota_code", option(&client.quota_code)),
        field("idempotency_header", option(&client.idempotency_header)),
        field("error_message", value(&client.error_message)),
        field("error_code", value(&client.error_code)),
        field("stream_end", value(&client.stream_end)),
        field("stream_error", value(&client.stream_error)),
    ];
    structure("wharf_tool::Api", fields)
}

/// A scheme as the runtime's `SchemeKind`; none for one without a credential that a request carries.
pub fn kind(scheme: &SchemeSpec) -> Option<Expression> {
    let (kind, name) = scheme.kind.split_once(':').unwrap_or((&scheme.kind, ""));
    let key = |place: &str| {
        let location = plain(format!("wharf_tool::Location::{place}"));
        structure("wharf_tool::SchemeKind::ApiKey", vec![field("location", location), field("name", text(name))])
    };
    match kind {
        "bearer" => Some(plain("wharf_tool::SchemeKind::Bearer")),
        "basic" => Some(plain("wharf_tool::SchemeKind::Basic")),
        "header" => Some(key("Header")),
        "query" => Some(key("Query")),
        "cookie" => Some(key("Cookie")),
        "http" => Some(call("wharf_tool::SchemeKind::Http", vec![text(name)])),
        _ => None,
    }
}
