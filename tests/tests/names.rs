//! Names and texts that are no names and texts in Rust: the client compiles without a warning, clippy has nothing to
//! say, and on the wire everything is called as the document calls it.

use std::sync::OnceLock;

use serde_json::{Value, json};
use wharf_tests::recorder::{Answer, Recorder};
use wharf_tests::sandbox::{Generation, Program, Sandbox, repository};

fn sandbox() -> &'static Sandbox {
    static SANDBOX: OnceLock<Result<Sandbox, String>> = OnceLock::new();
    let made = || {
        let sandbox = Sandbox::new("names")?;
        sandbox.generate(&Generation::of(repository().join("tests/names/document.yaml"))).fine()?;
        Ok(sandbox)
    };
    SANDBOX.get_or_init(made).as_ref().unwrap_or_else(|said| panic!("{said}"))
}

fn everything() -> Value {
    json!({
        "type": "*/", "self": "a", "Self": "b", "crate": "c", "super": "d", "": "e", "é": "f", "日本": 1,
        "a-b": "g", "a_b": "h", "aB": "i", "a b": "j", "1": 2, "$ref_": "k", "@id": "l", "quote\"back\\slash": "m",
        "new\nline": "n", "{brace}": "o", "new": "p", "clone": "q", "encode": true, "decode": false, "fmt": "r",
        "eq": "s", "into": "t", "extra": "u", "default": "v", "Vec": { "len": 3, "vec": { "len": 4 } },
        "Option": { "some": "w", "none": null }, "String": { "box": "x" }, "Result": { "type": "Err", "r#error": "y" },
        "Box": { "box": "z" }, "Client": { "Error": { "Call": "!", "models": {} } },
        "many": ["text", { "some": true }, { "box": "" }], "map": { "*/": {}, "\"#": { "len": 5 } },
    })
}

#[test]
fn what_is_no_name_in_rust_keeps_its_name_on_the_wire() {
    let source = repository().join("tests/names/program.rs");
    let program: Program = sandbox().program(&source).unwrap_or_else(|said| panic!("{said}"));
    let all = everything().to_string();
    let answers = [
        Answer::json(200, all.clone()),
        Answer::json(200, all),
        Answer::new(204),
        Answer::new(200).header("content-type", "text/plain").body("text"),
    ];
    let recorder = Recorder::start(answers).unwrap();
    let ran = program.run(&[], &[("BASE_URL", recorder.url())]).unwrap();
    ran.fine().unwrap_or_else(|error| panic!("{error}"));
    let requests = recorder.finish().unwrap();

    assert_eq!(requests[0].path(), "/self/a%2Fb/type");
    let mut query = requests[0].query();
    query.sort_unstable();
    let expected = [
        "%24top=5",
        "%C3%A9=%C3%BC",
        "filter%5Ba-b%5D=x",
        "filter%5Ba-b%5D=y",
        "filter_a_b=1",
        "header=true",
        "timeout=t",
        "type=two%20words",
    ];
    assert_eq!(query, expected);
    assert_eq!((requests[0].header("type"), requests[0].header("x-key")), (vec!["h"], vec!["k"]));
    assert_eq!((requests[1].method.as_str(), requests[1].target.as_str()), ("PUT", "/self/self/type"));
    assert_eq!(serde_json::from_slice::<Value>(&requests[1].body).unwrap(), everything());
    assert_eq!(requests[2].target, "/async/await/fn?body=q");
    assert_eq!(requests[2].text(), r#"{"type":"ok!"}"#);
    assert_eq!((requests[3].method.as_str(), requests[3].target.as_str()), ("GET", "/crate"));
}

#[test]
fn clippy_has_nothing_to_say() {
    let arguments = ["clippy", "--all-targets", "--no-deps", "--", "-D", "warnings", "-W", "clippy::pedantic"];
    sandbox().cargo_in_client(&arguments).unwrap_or_else(|said| panic!("{said}"));
}

#[test]
fn rustdoc_has_nothing_to_say() {
    sandbox().cargo_in_client(&["doc", "--no-deps"]).unwrap_or_else(|said| panic!("{said}"));
}
