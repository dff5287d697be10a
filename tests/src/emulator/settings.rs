//! What can be chosen when the server starts.

use std::net::{Ipv4Addr, SocketAddr};

use super::{Clock, Fault};

/// How a server is to behave.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// The only key that is let in; without it any bearer token is.
    pub api_key: Option<String>,
    /// Whether the placeholders of other clients' published tests are accepted.
    pub fixtures: bool,
    /// What time it is.
    pub clock: Clock,
    /// Text of the OpenAPI document to hold requests and answers to; by default this repository's own.
    pub document: Option<String>,
    /// Faults from the start on.
    pub faults: Vec<Fault>,
    /// Whether query items and body members that the document does not declare are let through.
    pub allow_undeclared: bool,
    /// Whether requests are kept for [`super::Emulator::requests`].
    pub record: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            api_key: None,
            fixtures: false,
            clock: Clock::system(),
            document: None,
            faults: Vec::new(),
            allow_undeclared: false,
            record: true,
        }
    }
}
