//! Values that begin with a dash, as in `--title -x`. clap takes such a word for a flag, unless it stands behind `=`: there
//! it is put where it is no known flag, and where it is one the value before it was forgotten.

use std::ffi::{OsStr, OsString};

use crate::failure::Failure;
use crate::values::nearest;

/// The words with such values behind `=`.
pub(super) fn joined(command: &clap::Command, words: &[OsString]) -> Result<Vec<OsString>, Failure> {
    let flags = Flags::of(command);
    let mut out = Vec::with_capacity(words.len());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        // Behind it nothing is a flag.
        if word == "--" {
            out.push(word.clone());
            out.extend(words.cloned());
            break;
        }
        let Some(name) = flags.waiting(word) else {
            out.push(word.clone());
            continue;
        };
        match words.next() {
            Some(value) if begins_with_dash(value) => out.push(flags.joined(word, name, value)?),
            value => out.extend([word].into_iter().chain(value).cloned()),
        }
    }
    Ok(out)
}

/// Whether a word could be a flag: `-` alone is none, it stands for standard input.
fn begins_with_dash(word: &OsStr) -> bool {
    let word = word.as_encoded_bytes();
    word.len() > 1 && word.first() == Some(&b'-')
}

/// The flags that a command has, with those of the tool.
struct Flags<'c> {
    all: Vec<&'c clap::Arg>,
}

impl<'c> Flags<'c> {
    /// Those of a command and of the commands below it.
    fn of(command: &'c clap::Command) -> Self {
        let mut all: Vec<&clap::Arg> = command.get_arguments().collect();
        all.extend(command.get_subcommands().flat_map(|below| Self::of(below).all));
        Self { all }
    }

    fn long(&self, name: &str) -> Option<&'c clap::Arg> {
        let is_called = |arg: &&clap::Arg| {
            arg.get_long() == Some(name) || arg.get_all_aliases().is_some_and(|aliases| aliases.contains(&name))
        };
        self.all.iter().copied().find(is_called)
    }

    fn short(&self, name: char) -> Option<&'c clap::Arg> {
        self.all.iter().copied().find(|arg| arg.get_short() == Some(name))
    }

    /// The flag whose value is the next word, by its long name.
    fn waiting(&self, word: &OsStr) -> Option<&'c str> {
        let word = word.to_str()?;
        let flag = match word.strip_prefix("--") {
            Some(name) => self.long(name),
            None => self.last_of_cluster(word.strip_prefix('-')?),
        }?;
        takes_next(flag).then(|| flag.get_long())?
    }

    /// The flag that ends a word like `-ro`: what stands before it are switches.
    fn last_of_cluster(&self, letters: &str) -> Option<&'c clap::Arg> {
        let last = letters.chars().next_back()?;
        let before = letters.strip_suffix(last)?;
        let are_switches = before.chars().all(|one| self.short(one).is_some_and(|flag| !takes_next(flag)));
        self.short(last).filter(|_| are_switches)
    }

    /// Whether a word is a flag, with or without a value in it.
    fn knows(&self, word: &str) -> bool {
        if let Some(name) = word.strip_prefix("--") {
            return name.is_empty() || self.long(bare(name)).is_some();
        }
        for letter in word.chars().skip(1) {
            match self.short(letter) {
                // What follows is its value.
                Some(flag) if takes_next(flag) => return true,
                Some(_) => {}
                None => return false,
            }
        }
        true
    }

    /// A flag and its value in one word; refused where the value is a flag, or seems to be one that is mistyped.
    fn joined(&self, word: &OsStr, name: &str, value: &OsStr) -> Result<OsString, Failure> {
        let shown = value.to_string_lossy();
        let forgotten = |problem: &str| Failure::usage(format!("--{name}: a value is missing: `{shown}` {problem}"));
        // No number is called as a flag is.
        let is_number = self
            .long(name)
            .and_then(clap::Arg::get_value_names)
            .is_some_and(|names| names.iter().any(|name| ["INTEGER", "NUMBER"].contains(&name.as_str())));
        let as_value = (!is_number).then(|| format!("`--{name}={shown}` gives it as the value"));
        if shown == "--" {
            return Err(as_value
                .into_iter()
                .fold(Failure::usage(format!("--{name}: a value is missing")), Failure::hint));
        }
        if self.knows(&shown) {
            return Err(as_value.into_iter().fold(forgotten("is a flag"), Failure::hint));
        }
        let names = self.all.iter().filter(|flag| !flag.is_hide_set()).filter_map(|flag| flag.get_long());
        let near = shown.strip_prefix("--").and_then(|other| nearest(bare(other), names));
        if let Some(near) = near {
            let failure = forgotten("looks like a flag").hint(format!("did you mean `--{near}`?"));
            return Err(as_value.into_iter().fold(failure, Failure::hint));
        }
        // Of a cluster the switches stay.
        let mut joined =
            match word.to_str().and_then(|word| word.strip_prefix('-')).filter(|word| !word.starts_with('-')) {
                Some(letters) => OsString::from(format!("-{letters}")),
                None => OsString::from(format!("--{name}")),
            };
        joined.push("=");
        joined.push(value);
        Ok(joined)
    }
}

/// The name in `name=value`.
fn bare(word: &str) -> &str {
    word.split('=').next().unwrap_or(word)
}

/// Whether the value of a flag may be the next word.
fn takes_next(flag: &clap::Arg) -> bool {
    flag.get_action().takes_values() && !flag.is_require_equals_set()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{Arg, ArgAction, Command};

    use super::joined;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn of(line: &str) -> String {
        let switch = |name: &'static str, short| Arg::new(name).long(name).short(short).action(ArgAction::SetTrue);
        let value = |name: &'static str| Arg::new(name).long(name).action(ArgAction::Append);
        let below = Command::new("v")
            .arg(value("title"))
            .arg(value("limit").alias("most").value_name("INTEGER"))
            .arg(value("lent").num_args(0..=1).require_equals(true))
            .arg(Arg::new("words").num_args(0..));
        let root = Command::new("t").arg(switch("raw", 'r')).arg(value("output").short('o'));
        let root = root.arg(switch("quiet", 'q')).subcommand(Command::new("r").subcommand(below));
        match joined(&root, &words(line)) {
            Ok(words) => words.iter().map(|word| word.to_str().unwrap()).collect::<Vec<_>>().join(" "),
            Err(failure) => format!("{} ({})", failure.message, failure.hints.join("; ")),
        }
    }

    #[test]
    fn values_with_dashes_are_values() {
        for (line, expected) in [
            ("t r v --title -x --limit -5", "t r v --title=-x --limit=-5"),
            ("t r v --most --no-such-thing", "t r v --limit=--no-such-thing"),
            ("t r v --title --- --limit 5 -x", "t r v --title=--- --limit 5 -x"),
            ("t r v --title -quick", "t r v --title=-quick"),
            ("t r v --title=-a --title -", "t r v --title=-a --title -"),
            ("t r v -o -x -ro -y -ofile", "t r v -o=-x -ro=-y -ofile"),
            ("t r v --lent -x", "t r v --lent -x"),
            ("t r v -- --title -x", "t r v -- --title -x"),
            ("t r v x --title", "t r v x --title"),
            // A word that is a value is no flag that waits for another one.
            ("t r v --title --- -x --title a --limit", "t r v --title=--- -x --title a --limit"),
        ] {
            assert_eq!(of(line), expected);
        }
    }

    #[test]
    fn a_flag_in_the_place_of_a_value_is_refused() {
        for (line, expected) in [
            (
                "t r v --title --limit 5",
                "--title: a value is missing: `--limit` is a flag (`--title=--limit` gives it as the value)",
            ),
            (
                "t r v --title --limit=5",
                "--title: a value is missing: `--limit=5` is a flag (`--title=--limit=5` gives it as the value)",
            ),
            ("t r v --title -rq", "--title: a value is missing: `-rq` is a flag (`--title=-rq` gives it as the value)"),
            ("t r v --title -ox", "--title: a value is missing: `-ox` is a flag (`--title=-ox` gives it as the value)"),
            (
                "t r v --title --limti 5",
                "--title: a value is missing: `--limti` looks like a flag (did you mean `--limit`?; \
                 `--title=--limti` gives it as the value)",
            ),
            ("t r v --limit --title x", "--limit: a value is missing: `--title` is a flag ()"),
            ("t r v --title -- x", "--title: a value is missing (`--title=--` gives it as the value)"),
        ] {
            assert_eq!(of(line), expected);
        }
    }
}
