//! The flags that every command has.

use wharf_runtime::Method;

use crate::table::{Answer, Command, Tool};

/// A flag of the tool itself.
#[derive(Debug, Clone)]
pub(crate) struct Global {
    pub(crate) name: String,
    pub(crate) short: Option<char>,
    pub(crate) aliases: &'static [&'static str],
    /// What stands for its value; none for a switch.
    pub(crate) value: Option<&'static str>,
    pub(crate) heading: &'static str,
    pub(crate) help: String,
    /// The environment variable that stands in for it.
    pub(crate) env: Option<String>,
    pub(crate) choices: &'static [&'static str],
    /// Shown by `--help` only, not by `-h`.
    pub(crate) rare: bool,
}

impl Global {
    /// Whether it is meant by `name`, a long name or `-x`.
    pub(crate) fn answers_to(&self, name: &str) -> bool {
        let short = name.strip_prefix('-').and_then(|name| name.chars().next());
        self.name == name || self.aliases.contains(&name) || short.is_some_and(|short| self.short == Some(short))
    }
}

/// Whether a flag of the tool can change anything of what is answered so.
pub(crate) fn changes(name: &str, answer: &Answer) -> bool {
    match name {
        "max-items" => {
            matches!(answer, Answer::List(_) | Answer::Events | Answer::Lines | Answer::Sequence)
        }
        "resume" => matches!(answer, Answer::Download),
        "jq" | "format" | "raw-output" => !matches!(answer, Answer::Download),
        _ => true,
    }
}

/// Whether a command is offered a flag of the tool: any of its answers counts.
pub(crate) fn is_offered(name: &str, command: &Command) -> bool {
    if name == "resume" && command.operation.method() != Method::GET {
        return false;
    }
    let mut answers = std::iter::once(&command.answer).chain(command.streamed.as_ref().map(|other| &other.answer));
    answers.any(|answer| changes(name, answer))
}

/// How results can be shown.
pub(crate) const FORMATS: &[&str] = &["auto", "json", "jsonl", "yaml", "table", "raw", "explore", "pretty"];
/// How errors can be shown.
pub(crate) const ERROR_FORMATS: &[&str] = &["auto", "json", "jsonl", "yaml", "raw", "pretty"];
/// When there is colour.
pub(crate) const COLOURS: &[&str] = &["auto", "always", "never"];

const OUTPUT: &str = "Output";
const CONNECTION: &str = "Connection";
const CREDENTIALS: &str = "Credentials";
const OTHER: &str = "Other";

/// All of them, in the order in which they are shown.
pub(crate) fn globals(tool: &Tool) -> Vec<Global> {
    let mut all = output();
    all.extend(credentials(tool));
    all.extend(connection(tool));
    all.extend(other());
    for global in &mut all {
        let is_file = global.heading == CREDENTIALS && global.value == Some("FILE");
        let is_outside = [CREDENTIALS, CONNECTION].contains(&global.heading) && !is_file;
        let has_variable = is_outside || ENVIRONMENT.contains(&global.name.as_str());
        if global.env.is_none() && has_variable && !tool.env_prefix.is_empty() {
            global.env = Some(format!("{}_{}", tool.env_prefix, global.name.to_uppercase().replace('-', "_")));
        }
    }
    all
}

/// The flags of the tool that a variable stands in for, beside those of the API and the connection to it.
const ENVIRONMENT: &[&str] =
    &["format", "format-error", "jq", "jq-error", "raw-output", "debug", "quiet", "color", "no-pager"];

fn flag(heading: &'static str, name: &str, value: Option<&'static str>, help: impl Into<String>) -> Global {
    Global {
        name: name.to_owned(),
        short: None,
        aliases: &[],
        value,
        heading,
        help: help.into(),
        env: None,
        choices: &[],
        rare: false,
    }
}

fn output() -> Vec<Global> {
    vec![
        Global {
            choices: FORMATS,
            ..flag(
                OUTPUT,
                "format",
                Some("FORMAT"),
                "How results are shown. `auto` is a table for lists and aligned fields for objects on a terminal, and \
                 JSON elsewhere; `explore` is an interactive view.",
            )
        },
        Global {
            aliases: &["transform"],
            ..flag(
                OUTPUT,
                "jq",
                Some("FILTER"),
                "Passes results through a filter in the language of jq; of a list each item, as in `--jq .id`.",
            )
        },
        Global { short: Some('r'), ..flag(OUTPUT, "raw-output", None, "Prints texts as they are, without quotes.") },
        Global {
            short: Some('o'),
            ..flag(
                OUTPUT,
                "output",
                Some("FILE"),
                "Writes the result to a file, which appears when it is complete; `-` is standard output.",
            )
        },
        Global {
            rare: true,
            ..flag(
                OUTPUT,
                "resume",
                None,
                "Keeps what came of a download that breaks, beside its file, and goes on with it in the next run.",
            )
        },
        flag(
            OUTPUT,
            "max-items",
            Some("COUNT"),
            "How many items of a list are shown at most; pages are asked for as needed.",
        ),
        Global {
            choices: ERROR_FORMATS,
            rare: true,
            ..flag(OUTPUT, "format-error", Some("FORMAT"), "How the body of an error is shown, on standard error.")
        },
        Global {
            aliases: &["transform-error"],
            rare: true,
            ..flag(OUTPUT, "jq-error", Some("FILTER"), "Passes the body of an error through a filter.")
        },
        Global {
            rare: true,
            choices: COLOURS,
            ..flag(OUTPUT, "color", Some("WHEN"), "When there is colour; `auto` heeds NO_COLOR and CLICOLOR_FORCE.")
        },
        Global { rare: true, ..flag(OUTPUT, "no-color", None, "The same as `--color never`.") },
        Global { rare: true, ..flag(OUTPUT, "no-pager", None, "Shows long results without a pager.") },
        Global { short: Some('q'), rare: true, ..flag(OUTPUT, "quiet", None, "Shows no progress and no warnings.") },
    ]
}

fn credentials(tool: &Tool) -> Vec<Global> {
    let mut all = Vec::new();
    for credential in tool.credentials {
        let title = if credential.title.is_empty() { credential.flag } else { credential.title };
        let scheme = tool.api.schemes.iter().find(|scheme| scheme.name == credential.scheme);
        all.push(Global {
            env: scheme.and_then(|scheme| scheme.env).map(str::to_owned),
            ..flag(
                CREDENTIALS,
                credential.flag,
                Some("SECRET"),
                format!(
                    "{title}; `-` reads it from standard input. What stands on a command line is visible to others on \
                     the machine and kept in the history of the shell: prefer a variable, a file or a profile."
                ),
            )
        });
        all.push(Global {
            rare: true,
            ..flag(CREDENTIALS, &format!("{}-file", credential.flag), Some("FILE"), format!("{title}, in a file."))
        });
    }
    all.push(flag(CREDENTIALS, "profile", Some("NAME"), "The profile of the configuration file to use."));
    all
}

fn connection(tool: &Tool) -> Vec<Global> {
    let mut all: Vec<Global> = Vec::new();
    for header in tool.headers {
        let known = tool.api.headers.iter().find(|known| known.name.eq_ignore_ascii_case(header.header));
        let help = if header.help.is_empty() {
            format!("Sent as the header {}.", header.header)
        } else {
            header.help.to_owned()
        };
        all.push(Global {
            env: known.and_then(|known| known.env).map(str::to_owned),
            ..flag(CONNECTION, header.flag, Some("VALUE"), help)
        });
    }
    all.push(Global {
        env: tool.api.base_url_env.map(str::to_owned),
        ..flag(CONNECTION, "base-url", Some("URL"), "The address of the API.")
    });
    for server in tool.servers {
        let Some(variable) = tool.api.variables.iter().find(|known| known.name == server.variable) else { continue };
        let help = format!("The part `{}` of the API's address; by default {}.", variable.name, variable.default);
        all.push(Global { choices: variable.values, rare: true, ..flag(CONNECTION, server.flag, Some("VALUE"), help) });
    }
    all.push(Global {
        rare: true,
        ..flag(
            CONNECTION,
            "timeout",
            Some("SECONDS"),
            "The longest that an attempt, or a pause of a stream, may take; 0 is no limit.",
        )
    });
    all.push(Global {
        rare: true,
        ..flag(CONNECTION, "max-retries", Some("COUNT"), "How often a request is sent again when that may help.")
    });
    all
}

fn other() -> Vec<Global> {
    vec![
        flag(OTHER, "dry-run", None, "Sends nothing; prints the request as a curl command, without secrets."),
        flag(OTHER, "debug", None, "Tells of each request and answer on standard error, without secrets."),
        Global {
            rare: true,
            ..flag(
                OTHER,
                "no-check",
                None,
                "Sends values as they are, also such as the API's description does not know.",
            )
        },
    ]
}
