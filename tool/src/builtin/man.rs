//! Manual pages.

use std::fs;
use std::io::{IsTerminal as _, Write as _, stdout};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use clap_mangen::Man;

use crate::arguments::{of_command, summary, with_names, with_spaces};
use crate::failure::{Exit, Failure};
use crate::table::{Command, Tool};

/// Programs that show a page which is piped into them.
const READERS: &[&[&str]] = &[&["man", "-l", "-"], &["mandoc", "-a"]];

/// Shows a page to people by the program for it; programs get it as it is written.
pub(super) fn show(tool: &'static Tool, words: &[String]) -> Result<String, Failure> {
    let text = man(tool, words)?;
    if !stdout().is_terminal() || !text.starts_with(".\\\"") && !text.starts_with(".ie") {
        return Ok(text);
    }
    if READERS.iter().any(|reader| read_by(reader, &text)) {
        return Ok(String::new());
    }
    let failure = Failure::usage("there is neither `man` nor `mandoc` here to show the page");
    Err(failure.hint(format!(
        "`{0} man --directory DIR` writes all pages, for where there is one; `{0} --help` says the same",
        tool.name
    )))
}

/// Whether a program could show a page.
fn read_by(reader: &[&str], page: &str) -> bool {
    let Some((program, arguments)) = reader.split_first() else {
        return false;
    };
    let Ok(mut child) = Process::new(program).args(arguments).stdin(Stdio::piped()).spawn() else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        // Who has seen enough reads no more.
        let _ = input.write_all(page.as_bytes());
    }
    child.wait().is_ok_and(|status| status.success())
}

/// The page of the tool or of one command; with `--directory` all of them go to a folder.
fn man(tool: &'static Tool, words: &[String]) -> Result<String, Failure> {
    let usage = || format!("{} man [RESOURCE VERB | --directory DIR]", tool.name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => page(tool, of_tool(tool)),
        ["--help" | "-h"] => Ok(format!(
            "Shows a manual page, or prints it where the output is no terminal, or writes all to a folder.\n\n{}\n",
            usage()
        )),
        ["--directory", folder] => write_all(tool, Path::new(folder)),
        [resource, verb] => match pages(tool).find(|(_, known)| known.resource == *resource && known.verb == *verb) {
            Some((name, command)) => page(tool, of_command(tool, command).display_name(name)),
            None => Err(Failure::usage(format!("there is no command `{resource} {verb}`")).hint(usage())),
        },
        _ => Err(Failure::usage("which page is it?").hint(usage())),
    }
}

/// The commands with the names of their pages, of which no two are the same.
fn pages(tool: &'static Tool) -> impl Iterator<Item = (String, &'static Command)> {
    let mut taken: Vec<String> = Vec::new();
    tool.commands.iter().map(move |command| {
        let wanted = format!("{}-{}-{}", tool.name, command.resource.replace(':', "-"), command.verb);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = std::iter::once(wanted.clone()).chain(numbered);
        let name = names.find(|name| !taken.contains(name)).unwrap_or(wanted);
        taken.push(name.clone());
        (name, *command)
    })
}

/// The page of the tool. What it is stands in one line, by which `apropos` finds it.
fn of_tool(tool: &'static Tool) -> clap::Command {
    let about = tool.about.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let below = pages(tool).map(|(name, command)| {
        let name = name.strip_prefix(tool.name).and_then(|rest| rest.strip_prefix('-')).unwrap_or(&name).to_owned();
        (name, summary(command))
    });
    with_names(tool, below).display_name(tool.name).about(about)
}

fn page(tool: &Tool, command: clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let wrong = |problem: String| Failure::new(Exit::Api, format!("the page cannot be made: {problem}"));
    let page_of = Man::new(command).source(format!("{} {}", tool.name, tool.version));
    page_of.render(&mut page).map_err(|error| wrong(error.to_string()))?;
    String::from_utf8(page).map(|page| with_spaces(&page)).map_err(|error| wrong(error.to_string()))
}

fn write_all(tool: &'static Tool, folder: &Path) -> Result<String, Failure> {
    let wrong = |error: std::io::Error| Failure::usage(format!("{} cannot be written: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(wrong)?;
    let mut commands = vec![of_tool(tool)];
    commands.extend(pages(tool).map(|(name, command)| of_command(tool, command).display_name(name)));
    let count = commands.len();
    for command in commands {
        let name = command.get_display_name().unwrap_or(tool.name).to_owned();
        fs::write(folder.join(format!("{name}.1")), page(tool, command)?).map_err(wrong)?;
    }
    Ok(format!("{count} pages in {}\n", folder.display()))
}

#[cfg(test)]
mod tests {
    use wharf_runtime::{Api, Method, Operation};

    use super::{man, write_all};
    use crate::table::{Command, Tool};

    static API: Api = Api::DEFAULT;
    static LIST: Command = Command {
        summary: "List covers",
        ..Command::new("books:covers", "list", &Operation::new("a", Method::GET, "/a"))
    };
    static LISTS: Command = Command::new("books", "covers-list", &Operation::new("b", Method::GET, "/b"));
    static TOOL: Tool = Tool {
        about: "The books of a library\n\nAnd its shelves.",
        commands: &[&LIST, &LISTS],
        ..Tool::new("library", "1.2.3", &API)
    };

    #[test]
    fn what_a_tool_is_stands_in_one_line() {
        let page = man(&TOOL, &[]).unwrap();
        let lines: Vec<&str> = page.lines().skip_while(|line| *line != ".SH NAME").take(3).collect();
        assert_eq!(lines, [".SH NAME", "library \\- The books of a library", ".SH SYNOPSIS"]);
        assert!(page.contains("\"library 1.2.3\"") && page.contains("And its shelves."), "{page}");
    }

    #[test]
    fn the_page_of_the_tool_names_the_others_that_there_are() {
        let page = man(&TOOL, &[]).unwrap();
        assert!(page.contains("library\\-books\\-covers\\-list(1)\nList covers"), "{page}");
        let folder = tempfile::tempdir().unwrap();
        write_all(&TOOL, folder.path()).unwrap();
        let mut names: Vec<_> = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["library-books-covers-list-2.1", "library-books-covers-list.1", "library.1"]);
        let words = ["books".to_owned(), "covers-list".to_owned()];
        assert!(man(&TOOL, &words).unwrap().contains("library\\-books\\-covers\\-list\\-2"));
    }
}
