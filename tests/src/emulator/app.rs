//! Everything that requests share.

use super::faults::Plan;
use super::record::Log;
use super::router::{Operation, ROUTES};
use super::store::Store;
use super::{Complaint, Document, Settings, StartError, fixtures};

/// This repository's own document.
const DOCUMENT: &str = include_str!("../../../spec/containers.yaml");

/// Everything that requests share.
#[derive(Debug)]
pub struct App {
    /// What requests and answers are held to.
    pub document: Document,
    /// The containers.
    pub store: Store,
    /// What goes wrong on purpose.
    pub faults: Plan,
    /// What was asked.
    pub log: Log,
    /// The only key that is let in.
    pub api_key: Option<String>,
    /// Whether placeholders are accepted.
    pub fixtures: bool,
    /// Whether what the document does not declare is refused.
    pub strict: bool,
}

impl App {
    /// Reads the document and makes room for files.
    pub fn new(settings: &Settings) -> Result<Self, StartError> {
        let strict = !(settings.allow_undeclared || settings.fixtures);
        let text = settings.document.as_deref().unwrap_or(DOCUMENT);
        let document = Document::read(text, !strict).map_err(StartError::Document)?;
        if let Some(route) = ROUTES.iter().find(|route| document.operation(route.id).is_none()) {
            return Err(StartError::Document(format!("it has no operation {}", route.id)));
        }
        Ok(Self {
            document,
            store: Store::new(settings.clock.clone(), settings.fixtures).map_err(StartError::Io)?,
            faults: Plan::new(settings.faults.clone()),
            log: Log::new(settings.record),
            api_key: settings.api_key.clone(),
            fixtures: settings.fixtures,
            strict,
        })
    }

    /// The first complaint that no placeholder explains.
    pub fn first_of(&self, operation: Operation, complaints: Vec<Complaint>) -> Option<Complaint> {
        let excused = |complaint: &Complaint| self.fixtures && fixtures::excuses(operation, complaint);
        complaints.into_iter().find(|complaint| !excused(complaint))
    }
}
