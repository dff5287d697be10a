//! The files that an update changes are those that are emitted otherwise.

use std::collections::BTreeSet;

use wharf::{Input, Source, Version, compare_versions, version};

use crate::Nothing;
use crate::frame::{documents, rules};

fn made(text: &str) -> Version {
    let input = Input::new(Source { name: "api.yaml".to_owned(), bytes: text.as_bytes().to_vec() }, &Nothing);
    let (version, told) = version(&input);
    version.unwrap_or_else(|| panic!("{told:?}"))
}

/// What is not printed to find them is put down to what it is made of.
#[test]
fn regenerated_files_are_all_that_differ() {
    let (mut with_index, mut without) = (0, 0);
    let same = "openapi: 3.1.0\ninfo: { title: A, version: \"1\" }\npaths: {}\n";
    let titled = "openapi: 3.1.0\ninfo: { title: B, version: \"1\" }\npaths: {}\n";
    let examples = rules().into_iter().filter_map(|rule| rule.example.as_ref().map(documents));
    for (old, new) in examples.chain([(same.to_owned(), titled.to_owned())]) {
        let (old, new) = (made(&old), made(&new));
        let (before, after) = (old.all_outputs(), new.all_outputs());
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let differing: Vec<&String> = paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).collect();
        let told = compare_versions(&old, &new).regenerated;
        assert_eq!(told.iter().collect::<Vec<_>>(), differing);
        *(if told.iter().any(|path| path == "reference/index.html") { &mut with_index } else { &mut without }) += 1;
    }
    assert!(with_index > 20 && without > 5, "{with_index} {without}");
}
