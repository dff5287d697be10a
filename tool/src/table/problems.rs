//! Whether tables hold together.

use super::{Command, Flag, Place, Tool};
use crate::arguments::{globals, input_flag};

/// What is wrong with the tables of a tool; nothing where they hold together. It is meant for tests of generated tools:
/// a run of the tool does not ask.
#[must_use]
pub fn problems(tool: &Tool) -> Vec<String> {
    let mut found = Vec::new();
    let schemes = || tool.api.schemes.iter().map(|scheme| scheme.name);
    for credential in tool.credentials {
        if schemes().all(|scheme| scheme != credential.scheme) {
            found.push(format!("--{}: there is no scheme `{}`", credential.flag, credential.scheme));
        }
    }
    for server in tool.servers {
        if tool.api.variables.iter().all(|variable| variable.name != server.variable) {
            found.push(format!("--{}: the server has no variable `{}`", server.flag, server.variable));
        }
    }
    let mut names: Vec<String> = globals(tool).into_iter().map(|global| global.name).collect();
    names.extend(["help".to_owned(), "version".to_owned(), "transform".to_owned(), "transform-error".to_owned()]);
    found.extend(twice(names.iter().map(String::as_str)).map(|name| format!("there are two flags --{name}")));
    let commands = tool.commands.iter().map(|command| format!("{} {}", command.resource, command.verb));
    let commands: Vec<String> = commands.collect();
    found.extend(twice(commands.iter().map(String::as_str)).map(|name| format!("there are two commands `{name}`")));
    for (command, title) in tool.commands.iter().zip(&commands) {
        let unknown = command.operation.schemes().iter().flat_map(|all| all.iter());
        for scheme in unknown.filter(|scheme| schemes().all(|known| known != **scheme)) {
            found.push(format!("{title}: there is no scheme `{scheme}`"));
        }
        found.extend(of_command(command, &names).into_iter().map(|problem| format!("{title}: {problem}")));
    }
    found
}

fn of_command(command: &Command, globals: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let flags = || command.flags.iter().map(|flag| flag.name);
    found.extend(twice(flags()).map(|name| format!("there are two flags --{name}")));
    let input = input_flag(command);
    for name in flags() {
        let is_of_body = command.body.is_some() && input.answers_to(name);
        if is_of_body || globals.iter().any(|global| global == name) {
            found.push(format!("--{name} is a flag of the tool"));
        }
    }
    let named = command.one_of.iter().flat_map(|group| group.iter().copied());
    let named = named.chain(command.streamed.map(|streamed| streamed.flag));
    found.extend(
        named.filter(|name| flags().all(|flag| flag != *name)).map(|name| format!("there is no flag --{name}")),
    );
    let of_path: Vec<&str> = command.flags.iter().filter_map(path_name).collect();
    let template: Vec<&str> =
        command.operation.path().split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    for name in template.iter().filter(|name| !of_path.contains(name)) {
        found.push(format!("nothing fills `{{{name}}}` of the path"));
    }
    for name in of_path.iter().filter(|name| !template.contains(name)) {
        found.push(format!("the path has no `{{{name}}}`"));
    }
    let has_body_flags = command.flags.iter().any(|flag| matches!(flag.place, Place::Body(_) | Place::Item(..)));
    match command.body {
        None if has_body_flags => found.push("flags of the body, but no body".to_owned()),
        Some(body) if body.media.is_empty() => found.push("a body without a media type".to_owned()),
        _ => {}
    }
    found
}

fn path_name(flag: &Flag) -> Option<&'static str> {
    match flag.place {
        Place::Parameter(parameter) if parameter.is_path() => Some(parameter.name()),
        _ => None,
    }
}

fn twice<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut seen = Vec::new();
    names.filter(move |name| {
        let is_known = seen.contains(name);
        seen.push(*name);
        is_known
    })
}

#[cfg(test)]
mod tests {
    use wharf_runtime::{Api, Method, Operation, Parameter};

    use super::problems;
    use crate::table::{Command, Credential, Flag, Place, RESERVED, Shape, Tool};

    static API: Api = Api::DEFAULT;
    static TOOL: Tool = Tool {
        credentials: &[Credential { scheme: "Other", flag: "quiet", title: "" }],
        commands: &[&WRONG, &WRONG],
        ..Tool::new("t", "1", &API)
    };
    static WRONG: Command = Command {
        flags: &[
            Flag::new("format", &Shape::TEXT, Place::Parameter(Parameter::query("q"))),
            Flag::new("a", &Shape::TEXT, Place::Body(&["a"])),
            Flag::new("a", &Shape::TEXT, Place::Parameter(Parameter::path("b"))),
        ],
        one_of: &[&["a", "c"]],
        ..Command::new("r", "v", &Operation::new("o", Method::GET, "/x/{id}").security(&[&["Key"]]))
    };

    #[test]
    fn what_is_wrong() {
        let found = problems(&TOOL);
        let expected = [
            "--quiet: there is no scheme `Other`",
            "there are two flags --quiet",
            "there are two commands `r v`",
            "r v: there is no scheme `Key`",
            "r v: there are two flags --a",
            "r v: --format is a flag of the tool",
            "r v: there is no flag --c",
            "r v: nothing fills `{id}` of the path",
            "r v: the path has no `{b}`",
            "r v: flags of the body, but no body",
        ];
        assert_eq!(found[..10], expected);
    }

    #[test]
    fn the_reserved_names_are_those_of_the_flags() {
        let tool = Tool::new("t", "1", &API);
        let globals = crate::arguments::globals(&tool);
        let mut names: Vec<&str> = globals.iter().map(|global| global.name.as_str()).collect();
        names.extend(globals.iter().flat_map(|global| global.aliases));
        names.extend(["help", "version", "input-file"]);
        names.sort_unstable();
        let mut reserved = RESERVED.to_vec();
        reserved.sort_unstable();
        assert_eq!(reserved, names);
    }
}
