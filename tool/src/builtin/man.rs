//! Manual pages.

use std::fs;
use std::path::Path;

use clap_mangen::Man;

use crate::arguments::{of_command, root};
use crate::failure::{Exit, Failure};
use crate::table::{Command, Tool};

/// The page of the tool or of one command; with `--directory` all of them go to a folder.
pub(super) fn man(tool: &'static Tool, words: &[String]) -> Result<String, Failure> {
    let usage = || format!("{} man [RESOURCE VERB | --directory DIR]", tool.name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => page(root(tool).display_name(tool.name)),
        ["--help" | "-h"] => {
            Ok(format!("Prints a manual page, to be read by `man -l -`, or writes all to a folder.\n\n{}\n", usage()))
        }
        ["--directory", folder] => write_all(tool, Path::new(folder)),
        [resource, verb] => {
            let command = tool.commands.iter().find(|known| known.resource == *resource && known.verb == *verb);
            match command {
                Some(command) => page(named(tool, command)),
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

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let wrong = |problem: String| Failure::new(Exit::Api, format!("the page cannot be made: {problem}"));
    Man::new(command).render(&mut page).map_err(|error| wrong(error.to_string()))?;
    String::from_utf8(page).map_err(|error| wrong(error.to_string()))
}

fn write_all(tool: &'static Tool, folder: &Path) -> Result<String, Failure> {
    let wrong = |error: std::io::Error| Failure::usage(format!("{} cannot be written: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(wrong)?;
    let mut commands = vec![root(tool).display_name(tool.name)];
    commands.extend(tool.commands.iter().map(|command| named(tool, command)));
    let count = commands.len();
    for command in commands {
        let name = command.get_display_name().unwrap_or(tool.name).to_owned();
        fs::write(folder.join(format!("{name}.1")), page(command)?).map_err(wrong)?;
    }
    Ok(format!("{count} pages in {}\n", folder.display()))
}
