//! Switches that a variable of the environment turns on.

use crate::arguments::globals;
use crate::failure::Failure;
use crate::table::Tool;

/// Whether a word turns a switch on; none for one that says neither.
pub(super) fn read(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Some(true),
        "0" | "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// Refuses words that say neither: whoever wrote one meant something.
pub(super) fn check(tool: &Tool, variables: &[(String, String)]) -> Result<(), Failure> {
    let switches = globals(tool).into_iter().filter(|global| global.value.is_none()).filter_map(|global| global.env);
    for name in switches {
        let word = variables.iter().find(|(known, _)| *known == name).map(|(_, word)| word.as_str());
        if let Some(word) = word.filter(|word| read(word).is_none()) {
            return Err(Failure::usage(format!("the variable {name}: `{word}` is neither true nor false"))
                .hint("1, true, yes and on turn it on; 0, false, no and off, or nothing, do not"));
        }
    }
    Ok(())
}
