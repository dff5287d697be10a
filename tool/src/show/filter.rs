//! Filters in the language of jq.

use std::sync::atomic::{AtomicBool, Ordering};

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};

use crate::data::{Data, parse_json};
use crate::failure::{Exit, Failure};

/// Whether a filter is at work.
static AT_WORK: AtomicBool = AtomicBool::new(false);

/// Whether a filter is at work, which may have no end: nothing else runs beside it.
pub(crate) fn is_at_work() -> bool {
    AT_WORK.load(Ordering::Relaxed)
}

/// Says so for as long as it is there.
struct Working;

impl Working {
    fn begin() -> Self {
        AT_WORK.store(true, Ordering::Relaxed);
        Self
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        AT_WORK.store(false, Ordering::Relaxed);
    }
}

/// A filter.
pub(crate) struct Filter(jaq_core::compile::Filter<jaq_core::Native<data::JustLut<Val>>>);

impl Filter {
    /// Reads a filter; `flag` is the one that it was given by.
    pub(crate) fn new(code: &str, flag: &str) -> Result<Self, Failure> {
        let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
        let arena = Arena::default();
        let modules = Loader::new(definitions).load(&arena, File { code, path: () });
        let wrong = |problem: String| {
            let failure = Failure::usage(format!("--{flag}: `{code}` is no filter: {problem}"));
            if code.trim_start().starts_with('.') {
                return failure;
            }
            failure.hint("filters are in the language of jq: `.id` is the member `id`, `.[].id` those of all items")
        };
        let modules = modules.map_err(|_| wrong("it cannot be read".to_owned()))?;
        let compiled = Compiler::default().with_funs(functions).compile(modules);
        compiled.map(Self).map_err(|errors| {
            let unknown: Vec<String> = errors
                .iter()
                .flat_map(|(_, undefined)| undefined.iter().map(|(name, kind)| format!("{} `{name}`", kind.as_str())))
                .collect();
            wrong(format!("unknown {}", unknown.join(", ")))
        })
    }

    /// What the filter makes of a value.
    pub(crate) fn run(&self, data: &Data) -> Result<Vec<Data>, Failure> {
        let input = read::parse_single(data.to_json().as_bytes());
        let input = input.map_err(|error| failed(format!("the filter cannot read the value: {error}")))?;
        let context = Ctx::<data::JustLut<Val>>::new(&self.0.lut, Vars::new([]));
        let mut results = Vec::new();
        let _working = Working::begin();
        for result in self.0.id.run((context, input)).map(unwrap_valr) {
            let value = result.map_err(|error| failed(format!("the filter failed: {error}")))?;
            // Numbers that JSON cannot write are null, as in jq.
            results.push(parse_json(value.to_string().as_bytes()).unwrap_or(Data::Null));
        }
        Ok(results)
    }
}

/// What was to be shown cannot be; whatever was asked of the server is done.
fn failed(problem: String) -> Failure {
    Failure::new(Exit::Api, problem)
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use crate::data::parse_json;

    fn run(code: &str) -> Vec<String> {
        let data = parse_json(br#"{"data":[{"id":"a","n":1},{"id":"b","n":12345678901234567890123}],"z":1}"#).unwrap();
        match Filter::new(code, "jq").and_then(|filter| filter.run(&data)) {
            Ok(results) => results.iter().map(crate::data::Data::to_json).collect(),
            Err(failure) => vec![failure.message],
        }
    }

    #[test]
    fn filters() {
        assert_eq!(run(".data[].id"), ["\"a\"", "\"b\""]);
        assert_eq!(run(".data[1].n"), ["12345678901234567890123"]);
        assert_eq!(run(".data | length"), ["2"]);
        assert_eq!(run(".data | map(.id) | join(\"-\")"), ["\"a-b\""]);
        assert!(run(".data[")[0].starts_with("--jq: `.data[` is no filter"));
        assert!(run("data.#.id")[0].contains("is no filter"));
        assert_eq!(run("nothing"), ["--jq: `nothing` is no filter: unknown filter `nothing`"]);
        assert!(run(".z.a")[0].starts_with("the filter failed: "));
    }
}
