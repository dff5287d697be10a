//! Which faults strike which request.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::request::Parts;

use super::{Effect, Fault};
use crate::emulator::answer::Failure;

/// The request header that asks for a fault.
const HEADER: &str = "x-fault";

/// The faults to come, and those that came.
#[derive(Debug)]
pub struct Plan {
    waiting: Mutex<Vec<Fault>>,
    struck: Mutex<HashMap<String, u32>>,
}

/// The faults that strike one request.
#[derive(Debug, Default)]
pub struct Chosen(pub(super) Vec<Fault>);

impl Plan {
    /// A plan that starts with these.
    pub fn new(faults: Vec<Fault>) -> Self {
        Self { waiting: Mutex::new(faults), struck: Mutex::default() }
    }

    /// Adds a fault for later requests.
    pub fn add(&self, fault: Fault) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    /// The faults for a request: all that its own headers ask for, and the first that waits for its operation.
    pub fn choose(&self, request: &Parts, operation: &str) -> Result<Chosen, Failure> {
        let mut chosen = Vec::new();
        for value in request.headers.get_all(HEADER) {
            let text = value.to_str().unwrap_or_default();
            let fault: Fault = text.parse().map_err(|error: String| Failure::bad_request(error).param(HEADER))?;
            let key = format!("{} {} {text}", request.method, request.uri.path());
            if fault.is_for(operation) && self.is_due(key, fault.times) {
                chosen.push(fault);
            }
        }
        chosen.extend(self.next(operation));
        Ok(Chosen(chosen))
    }

    fn is_due(&self, key: String, times: Option<u32>) -> bool {
        let Some(times) = times else { return true };
        let mut struck = self.struck.lock().unwrap_or_else(PoisonError::into_inner);
        let count = struck.entry(key).or_insert(0);
        *count += 1;
        *count <= times
    }

    fn next(&self, operation: &str) -> Option<Fault> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (index, fault) =
            waiting.iter_mut().enumerate().find(|(_, fault)| fault.is_for(operation) && fault.times != Some(0))?;
        let chosen = fault.clone();
        if let Some(times) = &mut fault.times {
            *times -= 1;
            if *times == 0 {
                waiting.remove(index);
            }
        }
        Some(chosen)
    }
}

impl Chosen {
    /// Whether lists are to repeat their first page.
    pub fn repeats_page(&self) -> bool {
        self.0.iter().any(|fault| fault.effect == Effect::RepeatPage)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{Fault, Plan};

    fn strikes(plan: &Plan, header: Option<&str>, operation: &str) -> usize {
        let mut request = Request::builder().uri("/containers");
        if let Some(value) = header {
            request = request.header("x-fault", value);
        }
        plan.choose(&request.body(()).unwrap().into_parts().0, operation).unwrap().0.len()
    }

    #[test]
    fn a_header_counts_its_requests() {
        let plan = Plan::new(Vec::new());
        let counts = [0; 4].map(|_| strikes(&plan, Some("503;times=2"), "A"));
        assert_eq!(counts, [1, 1, 0, 0]);
        assert_eq!(strikes(&plan, Some("503"), "A"), 1);
        assert_eq!(strikes(&plan, Some("503;on=B"), "A"), 0);
    }

    #[test]
    fn waiting_faults_strike_one_after_the_other() {
        let plan = Plan::new(vec!["503;times=1;on=B".parse::<Fault>().unwrap()]);
        plan.add("429;times=1".parse().unwrap());
        let counts = ["A", "A", "B", "B"].map(|operation| strikes(&plan, None, operation));
        assert_eq!(counts, [1, 0, 1, 0]);
    }
}
