//! What every call shares, and what the crate is called.

use deunicode::deunicode;

use crate::api::{Api, Location, Scheme, SchemeKind, ServerVariable};
use crate::settings::{Runtime, Settings};
use crate::surface::{ClientSpec, HeaderSpec, PackageSpec, RuntimeSource, SchemeSpec, VariableSpec};

use super::ident::is_crate_of_its_own;
use super::{Finding, about, own_server};

/// The crate's name and origin.
pub(super) fn package(api: &Api, settings: &Settings) -> PackageSpec {
    let chosen = &settings.package;
    PackageSpec {
        name: chosen.name.clone().unwrap_or_else(|| package_name(&api.title)),
        version: chosen.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: chosen.description.clone().unwrap_or_else(|| format!("Client of {}", api.title.trim())),
        license: chosen.license.clone(),
        repository: chosen.repository.clone(),
        examples: chosen.examples.clone(),
        runtime: match &settings.runtime {
            Runtime::Bundled => RuntimeSource::Bundled,
            Runtime::Version(version) => RuntimeSource::Version(version.clone()),
            Runtime::Path(path) => RuntimeSource::Path(path.clone()),
        },
    }
}

/// The most characters of a crate's name: registries take no more, and files are called after it.
const LONGEST: usize = 64;

/// A name for the crate of an API with this title.
fn package_name(title: &str) -> String {
    // Letters have a spelling in ASCII; signs and pictures say nothing.
    let letters: String = title.chars().map(|c| if c.is_ascii() || c.is_alphabetic() { c } else { ' ' }).collect();
    let title = deunicode(&letters);
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let name = if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("api-{name}") };
    let name = shortened(&name).trim_end_matches('-');
    if is_crate_of_its_own(name) { name.to_owned() } else { format!("{name}-api") }
}

/// As many of its first words as may be; a word that is longer than that is cut.
fn shortened(name: &str) -> &str {
    let Some(start) = name.get(..LONGEST).filter(|_| name.len() > LONGEST) else { return name };
    let is_between = name.as_bytes().get(LONGEST) == Some(&b'-');
    let words = start.rfind('-').filter(|_| !is_between).and_then(|end| start.get(..end));
    words.unwrap_or(start)
}

/// What every call shares.
/// `topics` is what is said about tags that no group stands for.
pub(super) fn client(api: &Api, settings: &Settings, topics: &[String]) -> ClientSpec {
    let headers = settings.environment.headers.iter();
    let protocol = &settings.protocol;
    let mut docs = vec![format!("Client of {}.", api.title.trim())];
    docs.extend(Some(api.description.trim()).filter(|text| !text.is_empty()).map(str::to_owned));
    docs.extend(api.notes.iter().chain(topics).cloned());
    let server = api.server();
    ClientSpec {
        title: api.title.trim().to_owned(),
        docs,
        notes: about::client(api),
        base_url: server.map(|server| server.url.clone()).unwrap_or_default(),
        variables: own_server::variables(api).into_iter().map(variable).collect(),
        base_url_env: settings.environment.base_url.clone(),
        schemes: api.schemes.iter().map(|scheme| self::scheme(scheme, settings)).collect(),
        headers: headers.map(|(name, env)| HeaderSpec { name: name.clone(), env: Some(env.clone()) }).collect(),
        request_id_header: protocol.request_id_header.clone().or_else(|| Some("x-request-id".to_owned())),
        retry_after_ms_header: protocol.retry_after_ms_header.clone(),
        should_retry_header: protocol.should_retry_header.clone(),
        retry_count_header: protocol.retry_count_header.clone(),
        idempotency_header: protocol.idempotency_header.clone(),
        quota_code: protocol.quota_code.clone(),
        error_message: protocol.error_message.clone(),
        error_code: protocol.error_code.clone(),
        stream_end: protocol.stream_end.clone(),
        stream_error: protocol.stream_error.clone(),
    }
}

fn variable(variable: &ServerVariable) -> VariableSpec {
    VariableSpec { name: variable.name.clone(), default: variable.default.clone(), values: variable.values.clone() }
}

/// Credentials in the settings for schemes that no operation asks for.
pub(super) fn unused(api: &Api, settings: &Settings) -> Vec<Finding> {
    let known = |name: &String| api.schemes.iter().any(|scheme| scheme.name == *name);
    let unused = settings.environment.credentials.keys().filter(|name| !known(name));
    unused.map(|name| Finding::unused("environment.credentials", name)).collect()
}

fn scheme(scheme: &Scheme, settings: &Settings) -> SchemeSpec {
    let kind = match &scheme.kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Http(name) => format!("http:{name}"),
        SchemeKind::ApiKey(Location::Query, name) => format!("query:{name}"),
        SchemeKind::ApiKey(Location::Cookie, name) => format!("cookie:{name}"),
        SchemeKind::ApiKey(Location::Header | Location::Path | Location::QueryString, name) => format!("header:{name}"),
        SchemeKind::MutualTls => "mutual_tls".to_owned(),
    };
    SchemeSpec {
        name: scheme.name.clone(),
        kind,
        env: settings.environment.credentials.get(&scheme.name).cloned(),
        docs: scheme.description.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn crates_are_named_after_titles_and_hide_no_other() {
        for (title, name) in [
            ("Pet Store (v2)", "pet-store-v2"),
            ("2 Pets", "api-2-pets"),
            ("Übersicht – Gestión", "ubersicht-gestion"),
            ("日本 API 🚀", "ri-ben-api"),
            ("", "api"),
            ("Test", "test-api"),
            ("Self", "self-api"),
            ("Proc-Macro", "proc-macro-api"),
            ("Testing", "testing"),
            (&["pet"; 17].join(" "), &["pet"; 16].join("-")),
            (&["a"; 80].concat(), &["a"; 64].concat()),
            (&format!("{} pets", ["a"; 64].concat()), &["a"; 64].concat()),
            (&format!("The {}", ["a"; 64].concat()), "the"),
        ] {
            assert_eq!(package_name(title), name, "{title}");
        }
    }
}
