//! What the tool's help shows can be typed.

#![cfg(unix)]

use std::path::Path;

#[test]
fn examples_are_accepted() {
    let (count, refused) = wharf_tests::examples::refused(Path::new(env!("CARGO_BIN_EXE_openai-for-tests"))).unwrap();
    assert!(refused.is_empty(), "{} of {count}:\n{}", refused.len(), refused.join("\n"));
}
