//! Flags of the tool that would change nothing of what a command answers: they are refused, as their user counts on them.

use wharf_runtime::Method;

use crate::arguments::changes;
use crate::failure::Failure;
use crate::settings::{Origin, Settings};
use crate::table::{Answer, Command};

/// What is wrong with a flag that was typed. A variable or a profile is for many commands, of which some heed it.
pub(super) fn refused(settings: &Settings, command: &Command, answer: &Answer) -> Result<(), Failure> {
    if settings.is_typed("resume") && changes("resume", answer) && command.operation.method() != Method::GET {
        let method = command.operation.method();
        let problem = format!("--resume changes nothing here: {method} is not sent again for the rest of an answer");
        return Err(Failure::usage(problem).hint("it is for commands that only retrieve a file"));
    }
    for name in ["max-items", "resume", "jq", "format"] {
        let typed = match settings.value(name) {
            Some((word, Origin::Flag(_))) => Some(word),
            _ => settings.is_typed(name).then(String::new),
        };
        // A file is written as it comes, which these say.
        let is_as_it_comes = |word: &str| name == "format" && ["auto", "raw"].contains(&word);
        if typed.is_some_and(|word| !changes(name, answer) && !is_as_it_comes(&word)) {
            return Err(Failure::usage(format!("--{name} changes nothing here: {}", what(answer))).hint(hint(name)));
        }
    }
    Ok(())
}

/// What the command answers, in the words of people.
fn what(answer: &Answer) -> &'static str {
    match answer {
        Answer::None => "the command answers with nothing that is read",
        Answer::Json | Answer::Optional => "the command answers with one value",
        Answer::List(_) => "the command answers with a list",
        Answer::Text => "the command answers with text",
        Answer::Download => "the command answers with a file, which is written as it comes",
        Answer::Events | Answer::Lines | Answer::Sequence => "the command answers with a stream",
    }
}

fn hint(name: &str) -> &'static str {
    match name {
        "max-items" => "it is for lists and streams",
        "resume" => "it is for commands that answer with a file",
        _ => "a program behind `|` can read the file",
    }
}
