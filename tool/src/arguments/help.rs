//! Texts of help.

use anstyle::{AnsiColor, Style};
use clap::builder::Styles;

use crate::table::{Command, Flag, Place, Shape, Tool};
use crate::values::{DEEPEST, choices, describe, inner, limits};

/// Colours of help and errors, the same as those of results.
pub(super) const STYLES: Styles = Styles::styled()
    .header(Style::new().bold())
    .usage(Style::new().bold())
    .literal(AnsiColor::Cyan.on_default())
    .error(AnsiColor::Red.on_default().bold())
    .valid(AnsiColor::Green.on_default())
    .invalid(AnsiColor::Yellow.on_default());

/// A text whose paragraphs are one line each, so that they can be wrapped. Lines of lists stay lines.
pub(super) fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim();
        let begins = line.is_empty() || line.starts_with("- ") || line.starts_with("* ");
        if !out.is_empty() {
            let ends = out.ends_with('\n');
            out.push_str(if ends {
                ""
            } else if begins {
                "\n"
            } else {
                " "
            });
        }
        out.push_str(line);
        if line.is_empty() {
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

/// The first two paragraphs: the title and what it is.
pub(super) fn beginning(text: &str) -> String {
    paragraphs(text).split("\n\n").take(2).collect::<Vec<_>>().join("\n\n")
}

/// One line about a command.
pub(crate) fn summary(command: &Command) -> String {
    let summary = if command.summary.is_empty() { first_sentence(command.description) } else { command.summary };
    let deprecated = if command.deprecated { "(deprecated) " } else { "" };
    format!("{deprecated}{}", paragraphs(summary))
}

/// All about a command.
pub(super) fn long(command: &Command) -> String {
    let operation = command.operation;
    let mut text = summary(command);
    let description = paragraphs(command.description);
    if description.starts_with(text.trim_end_matches('.')) {
        // Many documents begin with what sums it up.
        text = description;
    } else if !description.is_empty() {
        text.extend(["\n\n", &description]);
    }
    text.extend(["\n\n", operation.method().as_str(), " ", operation.path()]);
    text
}

/// Where settings can stand besides the command line.
pub(super) fn configuration(tool: &Tool) -> String {
    let other = match tool.env_prefix {
        "" => String::new(),
        prefix => format!(", or the file that {prefix}_CONFIG names"),
    };
    let example = match tool.credentials.first() {
        Some(credential) => {
            let (flag, name) = (credential.flag, tool.name);
            format!(
                "{flag}-keyring = true    # the entry `default` of `{name}` in the system's keyring\n  \
                 # or {flag}-command = [\"pass\", \"show\", \"{name}\"], or {flag}-file = \"FILE\""
            )
        }
        None => "format = \"yaml\"".to_owned(),
    };
    format!(
        "Configuration:\n  Flags go before environment variables, and those before a profile of\n  \
         ~/.config/{name}/config.toml{other}. Its keys are names of flags:\n\n  \
         [profiles.default]\n  {example}",
        name = tool.name
    )
}

/// What stands below the flags.
pub(super) fn after(tool: &Tool, command: &Command) -> String {
    let mut text = String::new();
    if !command.examples.is_empty() {
        text.push_str("Examples:\n");
        for example in command.examples {
            let line = format!("  {} {example}", tool.name);
            text.push_str(&unbroken(&if line.chars().count() > NARROW { folded(&line) } else { line }));
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(crate::failure::EXIT_CODES);
    text
}

/// Command lines of more characters than this get a line for each flag.
const NARROW: usize = 78;

/// Stands for a space at which no line is broken: what is wrapped elsewhere is no longer what a shell would read.
const UNBROKEN: char = '\u{e000}';

fn unbroken(line: &str) -> String {
    line.replace(' ', &UNBROKEN.to_string())
}

/// A rendered text with such spaces as spaces.
pub(crate) fn with_spaces(text: &str) -> String {
    text.replace(UNBROKEN, " ")
}

/// A command line in the form in which shells read it over several lines: each flag in one of its own.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut is_quoted = false;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        if !is_quoted && rest.starts_with(" --") {
            out.push_str(" \\\n     ");
        }
        is_quoted ^= first == '\'';
        out.push(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    out
}

/// What is said of a flag: `long` with everything, else the first sentence.
pub(super) fn of_flag(flag: &Flag, long: bool) -> String {
    let help = if flag.help.is_empty() && long { wire_name(flag) } else { paragraphs(flag.help) };
    let mut text = if long { help } else { first_sentence(&help).to_owned() };
    let mut notes = Vec::new();
    if flag.required && !flag.name.contains('.') {
        notes.push("required".to_owned());
    }
    if flag.deprecated {
        notes.push("deprecated".to_owned());
    }
    let known = known_values(flag.shape);
    if !known.is_empty() {
        notes.push(format!("values: {}", choices(&known)));
    }
    if !flag.default.is_empty() {
        notes.push(format!("default: {}", flag.default));
    }
    if long {
        let limits = limits(flag.shape);
        notes.extend(Some(limits).filter(|limits| !limits.is_empty()));
        if crate::values::may_repeat(flag.shape) {
            notes.push("may be given several times".to_owned());
        }
        if matches!(inner(flag.shape), Shape::Object(_) | Shape::Union(_) | Shape::List(..) | Shape::Map(_)) {
            notes.push(describe(flag.shape));
        }
    }
    for note in notes {
        text.extend([if text.is_empty() { "[" } else { " [" }, &note, "]"]);
    }
    text
}

/// What a flag is called on the wire, which says something where nobody described it.
fn wire_name(flag: &Flag) -> String {
    match flag.place {
        Place::Parameter(parameter) => format!("Sent as `{}`.", parameter.name()),
        Place::Within(parameter, path) => format!("The member `{}` of `{}`.", path.join("."), parameter.name()),
        Place::Body(path) if !path.is_empty() => format!("The member `{}`.", path.join(".")),
        Place::Item(list, path) => format!("The member `{}` of an item of `{}`.", path.join("."), list.join(".")),
        Place::Body(_) | Place::Answer => String::new(),
    }
}

/// The values that are known of a shape, each once.
pub(crate) fn known_values(shape: &Shape) -> Vec<&'static str> {
    let mut all = Vec::new();
    add_known(shape, DEEPEST, &mut all);
    all
}

fn add_known(shape: &Shape, depth: usize, all: &mut Vec<&'static str>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let known = match inner(shape) {
        Shape::Choice(known) | Shape::Suggestion(known) => *known,
        Shape::Constant(json) => &[bare(json)],
        Shape::List(items, _) => return add_known(items, depth, all),
        Shape::Boolean => &["true", "false"],
        Shape::Union(union) => {
            return union.variants.iter().for_each(|variant| add_known(variant.shape, depth, all));
        }
        _ => &[],
    };
    for value in known {
        if !all.contains(value) {
            all.push(value);
        }
    }
}

/// A constant as it is typed: a text without its quotes, where nothing in it is escaped.
fn bare(json: &'static str) -> &'static str {
    let text = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    text.filter(|text| !text.contains('\\')).unwrap_or(json)
}

/// The first sentence, as it stands in a list.
pub(crate) fn in_short(text: &str) -> &str {
    first_sentence(text).trim_end_matches('.')
}

/// Up to the first full stop that ends a sentence.
pub(super) fn first_sentence(text: &str) -> &str {
    let paragraph = text.split("\n\n").next().unwrap_or_default().trim();
    let line = paragraph.lines().next().unwrap_or_default();
    let mut ends = line.match_indices(". ").filter_map(|(at, _)| line.get(..=at));
    ends.find(|sentence| !is_shortened(sentence)).unwrap_or(line)
}

/// Words that end with a full stop, and most often within a sentence.
const SHORTENED: &[&str] = &["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "incl.", "resp."];

/// Whether the full stop at the end is that of a word. Where it is that of the sentence too, the next one is taken with it.
fn is_shortened(sentence: &str) -> bool {
    let last = sentence.rsplit([' ', '(', '"', '`']).next().unwrap_or_default();
    SHORTENED.iter().any(|word| word.eq_ignore_ascii_case(last))
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, folded, known_values, paragraphs};
    use crate::table::{Shape, Union, Variant};

    #[test]
    fn flags_of_long_lines_have_lines_of_their_own() {
        assert_eq!(folded("  a b --c 'd --e' --f"), "  a b \\\n      --c 'd --e' \\\n      --f");
    }

    /// A list of words, of itself, or of what has one value.
    static WORDS: Shape = Shape::Union(&Union {
        name: "",
        tag: "",
        variants: &[
            Variant { name: "", tags: &[], shape: &Shape::Choice(&["a", "b"]) },
            Variant { name: "", tags: &[], shape: &Shape::list(&WORDS) },
            Variant { name: "", tags: &[], shape: &Shape::Constant("\"c\"") },
            Variant { name: "", tags: &[], shape: &Shape::Constant("\"a \\\"word\\\"\"") },
            Variant { name: "", tags: &[], shape: &Shape::Nullable(&Shape::Constant("5")) },
        ],
    });

    #[test]
    fn constants_are_values_that_are_known() {
        assert_eq!(known_values(&WORDS), ["a", "b", "c", "\"a \\\"word\\\"\"", "5"]);
    }

    #[test]
    fn paragraphs_are_lines() {
        assert_eq!(paragraphs("a\nb\n\nc\n- d\n- e\nf"), "a b\n\nc\n- d\n- e f");
        assert_eq!(paragraphs("either:\n\n- a\n- b\n\nc"), "either:\n\n- a\n- b\n\nc");
        assert_eq!(first_sentence("One. Two.\n\nThree."), "One.");
        assert_eq!(first_sentence("v1.5 of it"), "v1.5 of it");
        let abbreviated = "Formats (e.g. a or b), i.e. what it is, vs. others, etc. and so on. More.";
        assert_eq!(first_sentence(abbreviated), abbreviated.strip_suffix(" More.").unwrap());
        assert_eq!(first_sentence("E.g. this. That."), "E.g. this.");
    }
}
