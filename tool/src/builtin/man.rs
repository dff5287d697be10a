//! Manual pages.

use std::fs;
use std::io::{IsTerminal as _, Write as _, stdout};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use clap_mangen::Man;

use crate::arguments::{of_command, root, with_spaces};
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
        [resource, verb] => {
            let command = tool.commands.iter().find(|known| known.resource == *resource && known.verb == *verb);
            match command {
                Some(command) => page(tool, named(tool, command)),
                None => Err(Failure::usage(format!("there is no command `{resource} {verb}`")).hint(usage())),
            }
        }
        _ => Err(Failure::usage("which page is it?").hint(usage())),
    }
}

fn named(tool: &'static Tool, command: &'static Command) -> clap::Command {
    let name = format!("{}-{}-{}", tool.name, command.resource.replace(':', "-"), command.verb);
    of_command(tool, command).display_name(name)
}

/// The page of the tool. What it is stands in one line, by which `apropos` finds it.
fn of_tool(tool: &'static Tool) -> clap::Command {
    let about = tool.about.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    root(tool).display_name(tool.name).about(about)
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
    commands.extend(tool.commands.iter().map(|command| named(tool, command)));
    let count = commands.len();
    for command in commands {
        let name = command.get_display_name().unwrap_or(tool.name).to_owned();
        fs::write(folder.join(format!("{name}.1")), page(tool, command)?).map_err(wrong)?;
    }
    Ok(format!("{count} pages in {}\n", folder.display()))
}

#[cfg(test)]
mod tests {
    use wharf_runtime::Api;

    use super::man;
    use crate::table::Tool;

    static API: Api = Api::DEFAULT;
    static TOOL: Tool =
        Tool { about: "The books of a library\n\nAnd its shelves.", ..Tool::new("library", "1.2.3", &API) };

    #[test]
    fn what_a_tool_is_stands_in_one_line() {
        let page = man(&TOOL, &[]).unwrap();
        let lines: Vec<&str> = page.lines().skip_while(|line| *line != ".SH NAME").take(3).collect();
        assert_eq!(lines, [".SH NAME", "library \\- The books of a library", ".SH SYNOPSIS"]);
        assert!(page.contains("\"library 1.2.3\"") && page.contains("And its shelves."), "{page}");
    }
}
