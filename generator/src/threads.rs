//! Threads for work that is done side by side.

use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// How deep a thread may nest: as deep as the one that a program starts with, as types hold each other in long chains.
const STACK: usize = 8 << 20;

static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).build().ok());

/// Does `work`, and all that it splits by rayon, on threads of that depth; right here where there can be none.
pub fn within<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match &*POOL {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::alone::Nothing;
    use crate::{Input, Source, generate};

    /// How long the chain is: too long for the two megabytes that threads have by themselves.
    const LISTS: usize = 3000;

    #[test]
    fn lists_of_lists_may_be_as_long_as_in_a_program_itself() {
        let mut schemas = String::new();
        for at in 0..LISTS {
            let next = at + 1;
            let _ = write!(
                schemas,
                r##""A{at}": {{"type": "array", "items": {{"$ref": "#/components/schemas/A{next}"}}}}, "##
            );
        }
        let text = format!(
            r##"{{"openapi": "3.1.0", "info": {{"title": "Lists", "version": "1"}}, "paths": {{"/a": {{"get": {{"responses":
            {{"200": {{"description": "d", "content": {{"application/json": {{"schema": {{"$ref":
            "#/components/schemas/A0"}}}}}}}}}}}}}}}}, "components": {{"schemas": {{{schemas} "A{LISTS}": {{"type": "string"}}}}}}}}"##
        );
        let outcome = generate(&Input {
            command: "test".to_owned(),
            ..Input::new(Source { name: "lists.json".to_owned(), bytes: text.into_bytes() }, &Nothing)
        });
        assert!(outcome.outputs.is_some(), "{:#?}", outcome.diagnostics);
    }
}
