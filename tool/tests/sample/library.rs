//! A tool of a small invented API, in the form in which tools are generated.

mod books;
mod reviews;
mod scans;
mod shelves;

use wharf_tool::table::{Credential, HeaderFlag, Resource, ServerFlag, Tool};
use wharf_tool::{Api, HeaderSetting, Location, Scheme, SchemeKind, Variable};

static TOOL: Tool = Tool {
    about: "The books of a library, and the shelves they stand on.",
    credentials: &[
        Credential { scheme: "Key", flag: "key", title: "The key of the library card" },
        Credential { scheme: "Staff", flag: "staff-key", title: "The key of the staff" },
        Credential { scheme: "Desk", flag: "desk", title: "The desk (NAME:PASSWORD)" },
    ],
    headers: &[HeaderFlag { header: "Library-Branch", flag: "branch", help: "The branch to look at." }],
    servers: &[ServerFlag { variable: "host_name", flag: "server-host-name" }],
    env_prefix: "LIBRARY",
    resources: &[
        Resource { name: "books", about: "Books that can be lent" },
        Resource { name: "books:scans", about: "Scans of books" },
    ],
    commands: &[
        &books::LIST,
        &books::CREATE,
        &books::RETRIEVE,
        &books::DELETE,
        &scans::CREATE,
        &scans::PRINT,
        &scans::CONTENT,
        &shelves::LIST,
        &shelves::WATCH,
        &shelves::DRAW,
        &shelves::LOOK,
        &shelves::LABEL,
        &reviews::CREATE,
    ],
    ..Tool::new("library", "1.2.3", &API)
};

static API: Api = Api {
    user_agent: "library/1.2.3",
    base_url: "http://{host_name}:9/v1",
    variables: &[Variable { name: "host_name", default: "127.0.0.1", values: &[] }],
    base_url_env: Some("LIBRARY_URL"),
    schemes: &[
        Scheme { name: "Key", kind: SchemeKind::Bearer, env: Some("LIBRARY_KEY") },
        Scheme {
            name: "Staff",
            kind: SchemeKind::ApiKey { location: Location::Query, name: "staff" },
            // Its variable is `LIBRARY_STAFF_KEY`, after its flag.
            env: None,
        },
        Scheme { name: "Guest", kind: SchemeKind::Bearer, env: Some("LIBRARY_GUEST") },
        Scheme { name: "Desk", kind: SchemeKind::Basic, env: Some("LIBRARY_DESK") },
    ],
    headers: &[HeaderSetting { name: "Library-Branch", env: Some("LIBRARY_BRANCH") }],
    ..Api::DEFAULT
};

#[test]
fn the_tables_hold_together() {
    assert_eq!(wharf_tool::table::problems(&TOOL), [""; 0]);
}

fn main() -> std::process::ExitCode {
    wharf_tool::run(&TOOL)
}
