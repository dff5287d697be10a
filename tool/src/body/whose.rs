//! Which flag sets what: problems are told of flags, since those are what was typed.

use wharf_runtime::Parameter;

use crate::arguments::Given;
use crate::table::{Command, Flag, Place};
use crate::values::{Problem, Stray, did_you_mean};

/// What flags set members of.
#[derive(Clone, Copy)]
pub(super) enum Whole {
    Body,
    Parameter(Parameter),
}

impl Whole {
    /// The flag for the member that these names lead to.
    fn flag(self, command: &Command, names: &[&str]) -> Option<&'static Flag> {
        command.flags.iter().find(|flag| self.is_at(&flag.place, names))
    }

    fn is_given(self, given: &[Given], names: &[&str]) -> Option<&'static Flag> {
        given.iter().map(|given| given.flag).find(|flag| self.is_at(&flag.place, names))
    }

    fn is_at(self, place: &Place, names: &[&str]) -> bool {
        match (self, place) {
            (Self::Body, Place::Body(path)) => !path.is_empty() && *path == names,
            (Self::Body, Place::Item(list, within)) => {
                let index = names.get(list.len()).is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
                index && names.starts_with(list) && names.get(list.len() + 1..) == Some(within)
            }
            (Self::Parameter(parameter), Place::Within(other, path)) => other.is_same(&parameter) && *path == names,
            _ => false,
        }
    }

    /// The flag for a member that is missing.
    pub(super) fn missing(self, command: &Command, problem: &Problem) -> Option<&'static Flag> {
        let member = problem.missing?;
        self.flag(command, &steps(&problem.place, Some(member)))
    }

    /// A line about a problem, with the flag that was given for the value that is wrong; `of` is what the whole is called.
    pub(super) fn line(self, given: &[Given], problem: &Problem, of: &str) -> String {
        let names = steps(&problem.place, None);
        let outer = |count: usize| Some((self.is_given(given, names.get(..count)?)?, names.get(count..)?.join(".")));
        match (1..=names.len()).rev().find_map(outer) {
            Some((flag, rest)) if rest.is_empty() => format!("--{}: {}", flag.name, problem.words),
            Some((flag, rest)) => format!("--{}: at `{rest}`: {}", flag.name, problem.words),
            None => problem.line(of),
        }
    }

    /// Whether a problem is that of a flag that brings a member which may not be there.
    pub(super) fn is_flag_too_many(self, given: &[Given], problem: &Problem) -> bool {
        problem.refused.as_ref().is_some_and(|name| self.is_given(given, &steps(&problem.place, Some(name))).is_some())
    }

    /// What to say of members that nothing describes: of those that flags bring that they do not go together with the
    /// others, and of the rest of the value that they are there.
    pub(super) fn strays(
        self,
        command: &Command,
        given: &[Given],
        strays: &[Stray],
        of: &str,
        problems: &mut Vec<String>,
        warnings: &mut Vec<String>,
    ) {
        for stray in strays {
            let mut names: Vec<&str> = stray.place.iter().map(String::as_str).collect();
            names.push(&stray.name);
            match self.is_given(given, &names) {
                Some(flag) => problems.push(self.apart(command, flag, stray)),
                None => warnings.push(unknown(stray, of)),
            }
        }
    }

    /// Why a flag does not go together with what chose the branch.
    fn apart(self, command: &Command, flag: &Flag, stray: &Stray) -> String {
        let sibling = |name: &str| {
            let names: Vec<&str> = stray.place.iter().map(String::as_str).chain([name]).collect();
            self.flag(command, &names).map(|flag| format!("--{}", flag.name))
        };
        let tag = stray.branch.as_ref().map(|(tag, _)| *tag);
        let flags: Vec<String> =
            stray.known.iter().filter(|name| Some(**name) != tag).filter_map(|n| sibling(n)).collect();
        let has = match flags.as_slice() {
            [] => "no flags beside it".to_owned(),
            several => several.join(", "),
        };
        match &stray.branch {
            Some((tag, value)) => {
                let chosen = sibling(tag).unwrap_or_else(|| format!("`{tag}`"));
                format!("--{} does not go with {chosen} {value}, which has {has}", flag.name)
            }
            None => format!("--{} does not go with the others, of which there are {has}", flag.name),
        }
    }
}

/// The names that a place of a problem consists of.
fn steps<'p>(place: &'p str, member: Option<&'p str>) -> Vec<&'p str> {
    place.split('.').filter(|name| !name.is_empty()).chain(member).collect()
}

fn unknown(stray: &Stray, of: &str) -> String {
    let near = did_you_mean(&stray.name, stray.known.iter().copied());
    let at = if stray.place.is_empty() { String::new() } else { format!(" at `{}`:", stray.place.join(".")) };
    format!("{of}:{at} nothing describes the member `{}`, which is sent as it is{near}", stray.name)
}
