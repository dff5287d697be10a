//! Why a run failed, and with which code it ends.

use crate::data::Data;

/// The code that the process ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Fine = 0,
    Api = 1,
    Usage = 2,
    Credentials = 3,
    NotFound = 4,
    RateLimited = 5,
    Network = 6,
    Interrupted = 130,
}

/// What `--help` says about them.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0    fine, also when the reader of the output went away
  1    the API answered with an error, or with what cannot be read or shown
  2    the command line or its input is wrong; nothing was sent
  3    a credential is missing or was refused
  4    not found
  5    too many requests
  6    the network: no connection, it broke, or it took too long
  130  interrupted";

/// Why a run failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// In one line; what a server says may have several.
    pub(crate) message: String,
    /// Several problems, a line each.
    pub(crate) problems: Box<[String]>,
    /// Facts such as the status and the id of the request.
    pub(crate) facts: Vec<String>,
    /// What to do about it.
    pub(crate) hints: Vec<String>,
    /// The body of the answer, if there was one.
    pub(crate) body: Option<Vec<u8>>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            problems: Box::default(),
            facts: Vec::new(),
            hints: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Several problems at once.
    pub(crate) fn problems(problems: &[String]) -> Self {
        match problems {
            [one] => Self::usage(one.clone()),
            several => Self { problems: several.into(), ..Self::usage(format!("{} problems:", several.len())) },
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The body of the answer as a value, or what is known otherwise.
    pub(crate) fn data(&self) -> Data {
        let body = self.body.as_deref().and_then(|body| crate::data::parse_json(body).ok());
        body.unwrap_or_else(|| {
            let lines = [std::slice::from_ref(&self.message), &self.problems].concat();
            let mut members = vec![("message".to_owned(), Data::text(lines.join("\n  ")))];
            // What is no JSON is kept as the text that it is.
            let text = self.body.as_deref().map(String::from_utf8_lossy).filter(|text| !text.is_empty());
            members.extend(text.map(|text| ("body".to_owned(), Data::text(text))));
            Data::Object(vec![("error".to_owned(), Data::Object(members))])
        })
    }
}

/// Writing the output failed.
pub(crate) fn unwritable(error: &std::io::Error) -> Failure {
    match error.kind() {
        // Whoever read it has seen enough.
        std::io::ErrorKind::BrokenPipe => Failure::new(Exit::Fine, ""),
        _ => Failure::new(Exit::Api, format!("the output cannot be written: {error}")),
    }
}
