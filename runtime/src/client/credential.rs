//! Credentials: which an operation needs and how they travel.

use core::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD as UNPADDED};
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderName, HeaderValue};
use tokio::time::timeout_at;
use zeroize::Zeroizing;

use crate::api::{Api, Location, Scheme, SchemeKind};
use crate::body::BoxError;
use crate::call::deadline;
use crate::error::{Error, Failure, Origin, SHORTEST};
use crate::percent::{self, Keep, encode_to};
use crate::secret::Secret;
use crate::transport::BoxFuture;

/// Gives a credential when one is needed.
pub(crate) type Provider = Box<dyn Fn() -> BoxFuture<'static, Result<Secret, BoxError>> + Send + Sync>;

/// The credentials of a client, ready to be sent.
pub(crate) struct Credentials {
    api: &'static Api,
    ready: Vec<(&'static str, Ready)>,
}

enum Ready {
    /// All of the value, which is kept as a secret so that it is wiped.
    Header(HeaderName, Secret),
    Query(Secret),
    Cookie(Secret),
    Asked(&'static Scheme, Provider),
}

/// What goes with one request.
#[derive(Default)]
pub(crate) struct Granted {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) query: Vec<Secret>,
    pub(crate) cookies: Vec<Secret>,
    /// What a provider gave for this call.
    pub(crate) asked: Vec<Secret>,
}

impl Credentials {
    pub(super) fn new(api: &'static Api) -> Self {
        Self { api, ready: Vec::new() }
    }

    /// Takes the credential of a scheme; `origin` says where it was found, for the error.
    pub(super) fn add(&mut self, scheme: &'static Scheme, secret: &Secret, origin: &str) -> Result<(), Error> {
        let ready = prepare(scheme, secret.expose()).map_err(|problem| {
            let reason = format!("the credential {origin} {problem}");
            Error::Credential(Failure::new(reason))
        })?;
        self.ready.retain(|(name, _)| *name != scheme.name);
        self.ready.push((scheme.name, ready));
        Ok(())
    }

    /// Asks `provider` for the credential of a scheme, once a call.
    pub(super) fn ask(&mut self, scheme: &'static Scheme, provider: Provider) {
        self.ready.retain(|(name, _)| *name != scheme.name);
        self.ready.push((scheme.name, Ready::Asked(scheme, provider)));
    }

    /// What is known before anything is asked and must not be shown.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let mut granted = Granted::default();
        self.ready.iter().for_each(|(_, ready)| granted.add(ready));
        granted.secrets()
    }

    /// What the first alternative that can be met needs. An empty alternative is met without a credential,
    /// and taken only if no other can be. A scheme is met by what the caller set in its place, and sends nothing then.
    pub(crate) async fn grant(
        &self,
        security: &[&[&str]],
        by_hand: &(dyn Fn(Location, &str) -> bool + Sync),
        origin: Origin,
        timeout: Duration,
    ) -> Result<Granted, Error> {
        let is_given = |name: &&&str| self.place(name).is_some_and(|(location, name)| by_hand(location, name));
        let met = |schemes: &&&[&str]| schemes.iter().all(|name| self.find(name).is_some() || is_given(&name));
        let full = security.iter().find(|schemes| !schemes.is_empty() && met(schemes));
        let Some(schemes) = full else {
            // Whoever sets `Authorization` knows what the server wants.
            let is_optional = security.is_empty() || security.iter().any(|schemes| schemes.is_empty());
            let is_enough = is_optional || by_hand(Location::Header, AUTHORIZATION.as_str());
            return if is_enough { Ok(Granted::default()) } else { Err(self.missing(security, origin)) };
        };
        let mut granted = Granted::default();
        for ready in schemes.iter().filter(|name| !is_given(name)).filter_map(|name| self.find(name)) {
            match ready {
                Ready::Asked(scheme, provider) => {
                    let (ready, secret) = asked(scheme, provider, origin, timeout).await?;
                    granted.add(&ready);
                    granted.asked.push(secret);
                }
                ready => granted.add(ready),
            }
        }
        Ok(granted)
    }

    /// Where a scheme travels, and under which name.
    fn place(&self, name: &str) -> Option<(Location, &str)> {
        Some(match self.api.schemes.iter().find(|known| known.name == name)?.kind {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) => (Location::Header, AUTHORIZATION.as_str()),
            SchemeKind::ApiKey { location, name } => (location, name),
        })
    }

    fn find(&self, name: &str) -> Option<&Ready> {
        self.ready.iter().find(|(known, _)| *known == name).map(|(_, ready)| ready)
    }

    #[cold]
    fn missing(&self, security: &[&[&str]], origin: Origin) -> Error {
        let alternatives: Vec<String> = security
            .iter()
            .map(|schemes| {
                let missing = schemes.iter().filter(|name| self.find(name).is_none());
                missing.map(|name| self.name(name)).collect::<Vec<_>>().join(" and ")
            })
            .collect();
        let reason = format!("a credential is missing: {}", alternatives.join(", or "));
        Error::Credential(Failure::new(reason).at(origin))
    }

    fn name(&self, scheme: &str) -> String {
        let known = self.api.schemes.iter().find(|known| known.name == scheme);
        match known.and_then(|known| known.env) {
            Some(variable) => format!("{scheme} (environment variable {variable})"),
            None => scheme.to_owned(),
        }
    }
}

impl Granted {
    /// What must not be shown: as it is sent, and as it was given.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let mut secrets = self.asked.clone();
        secrets.extend(self.headers.iter().flat_map(|(name, value)| in_header(name, value)));
        secrets.extend(self.query.iter().chain(&self.cookies).flat_map(|pair| in_pair(pair.expose())));
        secrets
    }

    fn add(&mut self, ready: &Ready) {
        match ready {
            Ready::Header(name, value) => {
                // What is prepared consists of visible characters and spaces, which every header may hold.
                let value = HeaderValue::try_from(value.expose());
                self.headers.extend(value.ok().map(|mut value| {
                    value.set_sensitive(true);
                    (name.clone(), value)
                }));
            }
            Ready::Query(item) => self.query.push(item.clone()),
            Ready::Cookie(item) => self.cookies.push(item.clone()),
            Ready::Asked(..) => {}
        }
    }
}

/// Whether a text that a server sends holds a credential, all of it.
pub(crate) fn is_in(secret: &Secret, text: &[u8]) -> bool {
    let secret = secret.expose().as_bytes();
    secret.len() >= SHORTEST && text.windows(secret.len()).any(|part| part == secret)
}

/// The credentials in a header: behind the name of a scheme, each of the cookies, or all of it; and what that encodes.
pub(crate) fn in_header(name: &HeaderName, value: &HeaderValue) -> Vec<Secret> {
    let text = String::from_utf8_lossy(value.as_bytes());
    if name == COOKIE {
        let values = text.split(';').map(|item| item.split_once('=').map_or(item, |(_, value)| value).trim());
        return values.map(Secret::from).collect();
    }
    let (scheme, sent) = match text.split_once(' ') {
        Some(parts) if [AUTHORIZATION, PROXY_AUTHORIZATION].contains(name) => parts,
        _ => return vec![Secret::from(&*text)],
    };
    let mut secrets = vec![Secret::from(sent)];
    if scheme.eq_ignore_ascii_case("basic")
        && let Some(pair) = UNPADDED.decode(sent.trim_end_matches('=')).ok().and_then(|it| String::from_utf8(it).ok())
    {
        secrets.extend(pair.split_once(':').map(|(_, password)| Secret::from(password)));
        secrets.push(Secret::from(pair));
    }
    secrets
}

/// The credential in an item of a query or a cookie, as it is sent and as it was given.
pub(crate) fn in_pair(pair: &str) -> [Secret; 2] {
    let sent = pair.split_once('=').map_or(pair, |(_, secret)| secret);
    [Secret::from(sent), Secret::from(percent::decode(sent))]
}

/// Gives the credential ready to be sent, and as it came.
async fn asked(
    scheme: &Scheme,
    provider: &Provider,
    origin: Origin,
    timeout: Duration,
) -> Result<(Ready, Secret), Error> {
    let name = scheme.name;
    let given = timeout_at(deadline(timeout), provider()).await.map_err(|_| {
        let limit = timeout.as_secs_f64();
        let reason = format!("the provider of the credential for the scheme {name} gave none within {limit} s");
        Error::Timeout(Failure::new(reason).at(origin))
    })?;
    let secret = given.map_err(|error| {
        let reason = format!("the provider of the credential for the scheme {name} failed");
        Error::Credential(Failure::new(reason).at(origin).caused_by(error))
    })?;
    let ready = prepare(scheme, secret.expose()).map_err(|problem| {
        let reason = format!("the credential that was provided for the scheme {name} {problem}");
        Error::Credential(Failure::new(reason).at(origin))
    })?;
    Ok((ready, secret))
}

fn prepare(scheme: &Scheme, secret: &str) -> Result<Ready, &'static str> {
    if secret.trim().is_empty() {
        return Err("is empty");
    }
    // Around a token or a key there is nothing that belongs to it; a password may begin with a space.
    let secret = if matches!(scheme.kind, SchemeKind::Basic) { secret } else { secret.trim() };
    // What is encoded on the way may hold any letter.
    let is_encoded = match scheme.kind {
        SchemeKind::Basic => true,
        SchemeKind::ApiKey { location, .. } => location != Location::Header,
        SchemeKind::Bearer | SchemeKind::Http(_) => false,
    };
    let can_be_sent = |character: char| {
        matches!(character, ' '..='~') || (is_encoded && !character.is_ascii() && !character.is_control())
    };
    if let Some(wrong) = secret.chars().find(|character| !can_be_sent(*character)) {
        return Err(match wrong {
            '\n' | '\r' => "holds a line break",
            wrong if wrong.is_control() => "holds a control character",
            _ => "holds a character that is not ASCII",
        });
    }
    Ok(match scheme.kind {
        SchemeKind::Bearer => Ready::Header(AUTHORIZATION, after("Bearer ", secret)),
        SchemeKind::Basic => {
            let encoded = Zeroizing::new(STANDARD.encode(secret));
            Ready::Header(AUTHORIZATION, after("Basic ", &encoded))
        }
        SchemeKind::Http(scheme) => {
            let is_whole = secret.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(scheme));
            if !is_whole {
                return Err("is not all of `Authorization`, which begins with the name of the scheme");
            }
            Ready::Header(AUTHORIZATION, Secret::from(secret))
        }
        SchemeKind::ApiKey { location: Location::Header, name } => {
            let name = HeaderName::try_from(name).map_err(|_| "goes into a header whose name cannot be sent")?;
            Ready::Header(name, Secret::from(secret))
        }
        SchemeKind::ApiKey { location: Location::Query, name } => Ready::Query(pair(name, secret, Keep::Unreserved)),
        // A cookie goes back as it came; who gave it out may have encoded it.
        SchemeKind::ApiKey { location: Location::Cookie, name } => Ready::Cookie(pair(name, secret, Keep::Cookie)),
    })
}

/// `secret` behind the name of its scheme. The room is made at once: what outgrows its place leaves a copy there.
fn after(scheme: &str, secret: &str) -> Secret {
    let mut text = String::with_capacity(scheme.len() + secret.len());
    text.push_str(scheme);
    text.push_str(secret);
    Secret::from(text)
}

/// As the item of a query or a cookie, in room that is made at once, too: a byte becomes three at most.
fn pair(name: &str, secret: &str, keep: Keep) -> Secret {
    let mut text = String::with_capacity(3 * (name.len() + secret.len()) + 1);
    encode_to(&mut text, name, Keep::Unreserved);
    text.push('=');
    encode_to(&mut text, secret, keep);
    Secret::from(text)
}
