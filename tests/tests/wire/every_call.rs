//! All nine calls of the client in `generated/`, end to end against the local server, which holds both sides to the
//! document.

use std::sync::OnceLock;

use wharf_tests::emulator::{Emulator, Recorded, Settings};
use wharf_tests::sandbox::{Program, Sandbox, repository};

const KEY: &str = "sk-local";

struct User {
    sandbox: Sandbox,
    program: Program,
}

fn user() -> &'static User {
    static USER: OnceLock<Result<User, String>> = OnceLock::new();
    let made = || {
        let sandbox = Sandbox::new("wire-every-call")?;
        let client = repository().join("generated/client");
        let program = sandbox.program_with(&repository().join("tests/wire/every_call.rs"), &client)?;
        Ok(User { sandbox, program })
    };
    USER.get_or_init(made).as_ref().unwrap_or_else(|said| panic!("{said}"))
}

fn server() -> Emulator {
    Emulator::start(Settings { api_key: Some(KEY.to_owned()), ..Settings::default() }).unwrap()
}

/// Lets the program go through a part; gives what it printed.
fn run(server: &Emulator, arguments: &[&str]) -> String {
    let user = user();
    let folder = user.sandbox.path("files");
    std::fs::create_dir_all(&folder).unwrap();
    let variables = [
        ("OPENAI_API_KEY", KEY.to_owned()),
        ("OPENAI_BASE_URL", server.base_url()),
        ("FOLDER", folder.display().to_string()),
    ];
    let ran = user.program.run(arguments, &variables).unwrap();
    let printed = ran.fine().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(server.violations(), [""; 0], "answers of the server that its document does not allow");
    printed
}

#[test]
fn containers_come_and_go() {
    run(&server(), &["containers"]);
}

#[test]
fn lists_go_on_over_pages() {
    let server = server();
    run(&server, &["pages"]);
    let lists: Vec<Recorded> = server.requests().into_iter().filter(|request| request.method == "GET").collect();
    assert_eq!(lists.len(), 3 + 3 + 3 + 2, "one request a page");
}

#[test]
fn files_go_in_and_come_out() {
    run(&server(), &["files"]);
}

#[test]
fn an_expired_container_is_an_error() {
    let server = server();
    let id = run(&server, &["soon-to-expire"]);
    server.clock().advance(61);
    run(&server, &["expired", id.trim()]);
}
