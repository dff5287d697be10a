//! The page of the Rust client beside that of a client in another language. Ours is written anew as the other would say it, and
//! then all lines have to be the same. What is written otherwise, each with its reason, is all that differs:
//!
//! | ours | theirs | reason |
//! |---|---|---|
//! | `# Files` | `ContainersFiles` | theirs is the way to it, whose parts stand beside each other |
//! | `containers().list()` | `containers.list()` | groups are methods here |
//! | what an operation does, in a line | – | theirs has the heading alone |
//! | what is said of arguments and options | – | theirs names them in the call alone |
//! | arguments in the order of the path | the last one first, the others in an object | a path is read from left to right |
//! | options of the call | an object of them, in the call | a later option breaks no code that makes a struct |
//! | – | `RequestOptions` | what holds for a call is set on it, whatever it calls |
//! | a body that may be left out is an option | a body that must be given | the document does not say that it must |
//! | the name of the enum of two bodies | the members of both | one of two bodies is sent, never members of both |
//! | `Page<…>`, `()`, `Download` | `CursorPage<… >`, `void`, `Response` | names of another library |
//! | a model, once | the same for each call that gives it | a schema is one type |
//! | `ContainerResource` | `ContainerListResponse` and so on | the name of the schema |
//! | `ContainerResourceExpiresAfter` | `ExpiresAfter { anchor, minutes }` | a name that is told alone says whose it is |
//! | the name of an enum, its variants with their values | its values | code names variants |
//! | `String`, `i64`, `Option<…>`, `Vec<…>` | `string`, `number`, `?`, `Array<…>` | types of another language |
//! | `r#type` | `type` | a keyword of Rust |
//! | marks of code in texts | – | lost where theirs was copied |

use crate::{published, seed};

/// The body of which theirs shows the members of both its kinds.
const TWO_BODIES: (&str, &str) = ("CreateContainerFileRequest", "{ file, file_id }");

/// A bullet: a name, a type, what is said, and what is in it.
#[derive(Debug, Clone, Default)]
struct Bullet {
    name: String,
    ty: String,
    docs: Vec<String>,
    inner: Vec<Bullet>,
}

#[derive(Debug, Default)]
struct Operation {
    title: String,
    /// `containers`, `files`, `create`.
    path: Vec<String>,
    /// What stands in the brackets of the call.
    taken: String,
    gives: String,
    route: String,
    arguments: Vec<Bullet>,
    options: Vec<Bullet>,
}

#[derive(Debug, Default)]
struct Section {
    title: String,
    operations: Vec<Operation>,
    /// The line of each model, and its members.
    models: Vec<(String, Vec<Bullet>)>,
}

/// Our page.
fn read(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let (mut is_models, mut within) = (false, String::new());
    for line in page.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("<!--")) {
        if let Some(title) = line.strip_prefix("# ") {
            sections.push(Section { title: title.to_owned(), ..Section::default() });
            continue;
        }
        let section = sections.last_mut().unwrap();
        if let Some(title) = line.strip_prefix("## ") {
            is_models = title == "Models";
            within.clear();
            if !is_models {
                section.operations.push(Operation { title: title.to_owned(), ..Operation::default() });
            }
        } else if let Some(heading) = line.strip_prefix("### ") {
            heading.clone_into(&mut within);
            if is_models {
                section.models.push((heading.trim_matches('`').to_owned(), Vec::new()));
            }
        } else if is_models {
            add(&mut section.models.last_mut().unwrap().1, line);
        } else {
            let operation = section.operations.last_mut().unwrap();
            if let Some(call) = line.strip_prefix("`client.") {
                let (call, gives) = call.trim_end_matches('`').split_once(") -> ").unwrap();
                let (path, taken) = call.rsplit_once('(').unwrap();
                operation.path = path.split('.').map(|name| name.trim_end_matches("()").to_owned()).collect();
                (operation.taken, operation.gives) = (taken.to_owned(), gives.to_owned());
            } else if let Some((method, path)) = line.strip_prefix("**").and_then(|rest| rest.split_once("** ")) {
                operation.route = format!("{}{}", method.to_uppercase(), path.trim_matches('`'));
            } else {
                match within.as_str() {
                    "Arguments" => add(&mut operation.arguments, line),
                    "Options" => add(&mut operation.options, line),
                    // What it does, in a line.
                    "" => {}
                    other => panic!("the other page has nothing like `{other}`"),
                }
            }
        }
    }
    sections
}

/// A line of bullets that stand within each other, two spaces a step.
fn add(bullets: &mut Vec<Bullet>, line: &str) {
    if let Some(rest) = line.strip_prefix("  ") {
        let bullet = bullets.last_mut().unwrap();
        if rest.starts_with("  ") || rest.starts_with("- `") {
            add(&mut bullet.inner, rest);
        } else {
            bullet.docs.push(rest.replace('`', ""));
        }
        return;
    }
    let code = line.strip_prefix("- `").unwrap().trim_end_matches('`');
    let (name, ty) = code.split_once(": ").unwrap();
    bullets.push(Bullet { name: name.to_owned(), ty: ty.to_owned(), ..Bullet::default() });
}

/// The lines of a section as the other page has them.
fn theirs(sections: &[Section]) -> Vec<String> {
    let mut out = Vec::new();
    let mut way = String::new();
    for section in sections {
        way.push_str(&section.title);
        out.push(way.clone());
        for operation in &section.operations {
            out.extend([operation.title.clone(), call(operation), operation.route.clone()]);
        }
        if !section.models.is_empty() {
            out.push("ModelsExpand Collapse".to_owned());
        }
        for operation in &section.operations {
            let gives = operation.gives.trim_start_matches("Page<").trim_end_matches('>');
            if let Some((head, members)) = section.models.iter().find(|(head, _)| head == gives) {
                let (name, braces) = head.split_once(' ').unwrap();
                out.push(format!("{} {braces}", answer(operation)));
                for member in members {
                    self::member(member, name, &mut out);
                }
            }
        }
    }
    out
}

fn call(operation: &Operation) -> String {
    let is_body = |bullet: &&Bullet| bullet.name == "body";
    let (bodies, options): (Vec<&Bullet>, Vec<&Bullet>) = operation.options.iter().partition(is_body);
    let (required, arguments): (Vec<&Bullet>, Vec<&Bullet>) = operation.arguments.iter().partition(is_body);
    let signature = operation.arguments.iter().map(|bullet| format!("{}: {}", bullet.name, bullet.ty));
    assert_eq!(signature.collect::<Vec<_>>().join(", "), operation.taken, "the call names its arguments");
    let parameters = format!("{}Params", subject(operation));
    let names = |bullets: &[&Bullet]| {
        let names: Vec<&str> = bullets.iter().map(|bullet| bullet.name.as_str()).collect();
        format!("{{ {} }}", names.join(", "))
    };
    let mut taken = Vec::new();
    if let Some((last, above)) = arguments.split_last() {
        assert_eq!(last.ty, "&str");
        taken.push(format!("string{}", camel(&last.name)));
        taken.extend((!above.is_empty()).then(|| format!("{parameters} {} params", names(above))));
    }
    taken.extend((!options.is_empty()).then(|| format!("{parameters} {} query?", names(&options))));
    taken.extend(bodies.iter().chain(&required).map(|body| {
        let braces = if body.ty == TWO_BODIES.0 { TWO_BODIES.1 } else { body.ty.split_once(' ').unwrap().1 };
        format!("{parameters} {braces} body")
    }));
    taken.push("RequestOptionsoptions?".to_owned());
    format!("client.{}({}): {}", operation.path.join("."), taken.join(", "), gives(operation))
}

fn gives(operation: &Operation) -> String {
    let model = |text: &str| format!("{} {}", answer(operation), text.split_once(' ').unwrap().1);
    match operation.gives.as_str() {
        "()" => "void".to_owned(),
        "Download" => "Response".to_owned(),
        other => match other.strip_prefix("Page<").and_then(|rest| rest.strip_suffix('>')) {
            Some(item) => format!("CursorPage<{} >", model(item)),
            None => model(other),
        },
    }
}

/// `ContainerListResponse`
fn answer(operation: &Operation) -> String {
    format!("{}Response", subject(operation))
}

/// `ContainerList`
fn subject(operation: &Operation) -> String {
    let [.., group, verb] = operation.path.as_slice() else { panic!("{operation:?}") };
    capital(group.strip_suffix('s').unwrap_or(group)) + &capital(verb)
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// `containerID`
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap().to_owned();
    words.fold(first, |name, word| name + &if word == "id" { "ID".to_owned() } else { capital(word) })
}

/// The lines of a member of the model `model`, and of what is in it.
fn member(member: &Bullet, model: &str, out: &mut Vec<String>) {
    let inner = member.ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>'));
    let mark = if inner.is_some() { "?" } else { "" };
    let ty = inner.unwrap_or(&member.ty);
    let values: Vec<&str> =
        member.inner.iter().filter(|inner| inner.name.contains("::")).map(|inner| inner.ty.as_str()).collect();
    let members: Vec<&str> = member.inner.iter().map(|inner| plain(&inner.name)).collect();
    let ty = match ty {
        "String" => "string".to_owned(),
        "i64" => "number".to_owned(),
        "Vec<String>" => "Array<string>".to_owned(),
        constant if constant.starts_with('"') => constant.to_owned(),
        _ if !values.is_empty() => values.join(" | "),
        named => format!("{} {{ {} }}", named.strip_prefix(model).unwrap(), members.join(", ")),
    };
    out.push(format!("{}{mark}: {ty}", plain(&member.name)));
    out.extend((!member.docs.is_empty()).then(|| member.docs.join(" ")));
    if values.is_empty() {
        for inner in &member.inner {
            self::member(inner, model, out);
        }
    } else {
        out.push("One of the following:".to_owned());
        out.extend(values.into_iter().map(str::to_owned));
    }
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

#[test]
fn all_lines_are_the_same() {
    let (Some(outputs), Some(seed)) = (published(), seed("004")) else { return };
    let lines = seed.lines().map(str::trim).filter(|line| !line.is_empty());
    // What stands around the page where it was copied.
    let known: Vec<&str> = lines.skip_while(|line| *line != "Containers").collect();
    let ours = theirs(&read(&outputs["reference/rust/containers.md"]));
    for (number, (ours, known)) in ours.iter().zip(&known).enumerate() {
        assert_eq!(ours, known, "line {}", number + 1);
    }
    assert_eq!(ours.len(), known.len());
    assert!(known.len() > 170, "only {} lines were compared", known.len());
}
