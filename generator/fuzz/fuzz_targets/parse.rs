//! Any bytes are read, followed and written, or refused with an error; nothing else happens.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::document::Document;
use wharf::{Load, Source};

/// Gives the document itself for every file that it refers to.
struct Itself<'a>(&'a [u8]);

impl Load for Itself<'_> {
    fn load(&self, name: &str) -> Result<Vec<u8>, String> {
        if name.len() > 20 { Err("too far away".to_owned()) } else { Ok(self.0.to_vec()) }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let source = Source { name: "api.yaml".to_owned(), bytes: bytes.to_vec() };
    let (document, diagnostics) = Document::parse(source, &Itself(bytes));
    let Some(mut document) = document else {
        assert!(diagnostics.iter().any(wharf::Diagnostic::is_error));
        return;
    };
    let _ = document.check_references();
    let overlay = Source { name: "overlay.yaml".to_owned(), bytes: bytes.to_vec() };
    let _ = document.apply_overlay(overlay, &Itself(bytes));
    let _ = document.slice(&["/a".to_owned()]);
    let _ = document.to_yaml();
});
