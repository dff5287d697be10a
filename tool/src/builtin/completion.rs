//! Completion: a script for each shell, which asks the tool itself what a word can become.
//!
//! A script that lists all commands and flags of a large API would be megabytes that the shell reads at its start; the
//! tool knows them anyway and answers in milliseconds.

use super::candidates::{Candidate, Completion, candidates};
use super::line::Line;
use crate::failure::Failure;
use crate::table::Tool;
use crate::values::did_you_mean;

/// The shells, and how their scripts are called.
pub(super) const SHELLS: &[&str] = &["bash", "zsh", "fish", "powershell", "elvish"];

/// The script for a shell.
pub(super) fn script(tool: &Tool, words: &[String]) -> Result<String, Failure> {
    let usage = || format!("{} completion {}", tool.name, SHELLS.join("|"));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        ["bash"] => include_str!("scripts/bash.sh"),
        ["zsh"] => include_str!("scripts/zsh.sh"),
        ["fish"] => include_str!("scripts/fish.fish"),
        ["powershell" | "pwsh"] => include_str!("scripts/powershell.ps1"),
        ["elvish"] => include_str!("scripts/elvish.elv"),
        ["--help" | "-h"] => {
            return Ok(format!("{}{}\n", include_str!("scripts/help.txt").replace("TOOL", tool.name), usage()));
        }
        [other] => {
            let near = did_you_mean(other, SHELLS.iter().copied());
            return Err(Failure::usage(format!("there is no script for `{other}`{near}")).hint(usage()));
        }
        [] => return Err(Failure::usage("which shell is it for?").hint(usage())),
        [_, second, ..] => return Err(Failure::usage(format!("there is no place for `{second}`")).hint(usage())),
    };
    let identifier = tool.name.replace(|character: char| !character.is_ascii_alphanumeric(), "_");
    Ok(text.replace("IDENTIFIER", &identifier).replace("TOOL", tool.name))
}

/// Signs at which bash breaks words, where a script does not say it.
const BREAKS: &str = " \t\n\"'><=;|&(:";

/// What a script asks: the shell, then the words of the line up to the one that is completed. Of bash it is the line
/// itself and the signs at which it breaks words, as it takes words apart at colons.
pub(super) fn complete(tool: &'static Tool, words: &[String]) -> String {
    let Some((shell, words)) = words.split_first() else {
        return String::new();
    };
    let line = match (shell.as_str(), words) {
        ("bash", [line]) => Some(Line::read(line, BREAKS)),
        ("bash", [line, breaks]) => Some(Line::read(line, breaks)),
        _ => None,
    };
    let words: Vec<String> = match (&line, shell.as_str(), words) {
        (Some(line), ..) => line.words.clone(),
        // An empty word would get lost on the way.
        (None, "powershell", [rest @ .., last]) => {
            let last = last.strip_prefix('=').unwrap_or(last).to_owned();
            rest.iter().cloned().chain([last]).collect()
        }
        (None, _, words) => words.to_vec(),
    };
    match candidates(tool, &words) {
        Completion::Words(all) => all.iter().filter_map(|candidate| shown(shell, candidate, line.as_ref())).collect(),
        Completion::File => FILES.to_owned(),
    }
}

/// The line that tells scripts to complete names of files. No candidate begins with a tab.
const FILES: &str = "\tfiles\n";

fn shown(shell: &str, (word, about): &Candidate, line: Option<&Line>) -> Option<String> {
    if let Some(line) = line {
        return Some(format!("{}\n", line.completed(word)?));
    }
    Some(match shell {
        "zsh" if about.is_empty() => format!("{}\n", word.replace(':', "\\:")),
        "zsh" => format!("{}:{about}\n", word.replace(':', "\\:")),
        _ if about.is_empty() => format!("{word}\n"),
        _ => format!("{word}\t{about}\n"),
    })
}
