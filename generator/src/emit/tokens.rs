//! Items printed from tokens: those whose layout is nobody's concern.
//!
//! Long lists, macro invocations and the document's texts have a layout of their own, which [`super::layout`] and
//! [`super::docs`] print: prettyplease leaves macros as they are and knows no Markdown.

use proc_macro2::TokenStream;

/// The items, each laid out by itself, with an empty line between them.
pub fn items(tokens: TokenStream) -> String {
    // The tokens come from `quote!`; should they be no items, rustc says so better than a panic would.
    let written = tokens.to_string();
    let Ok(file) = syn::parse2::<syn::File>(tokens) else { return written };
    let alone = |item| syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    let printed = file.items.into_iter().map(|item| prettyplease::unparse(&alone(item)));
    printed.collect::<Vec<_>>().join("\n")
}

/// A path, as the scope writes it.
pub fn path(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    #[test]
    fn items_stand_apart() {
        let item = quote! { struct A; #[doc = " Words."] type B = A; };
        assert_eq!(super::items(item), "struct A;\n\n/// Words.\ntype B = A;\n");
    }
}
