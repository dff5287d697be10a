//! What all pages have in common.

pub use wharf::diff::{escaped, prose};

/// A page: what stands in its head and in its body. `top` leads to the top of the site.
pub struct Page<'a> {
    pub title: &'a str,
    pub top: &'a str,
    /// Links to other pages: relation and address.
    pub links: &'a [(&'a str, String)],
    pub body: &'a str,
}

impl Page<'_> {
    pub fn html(&self) -> String {
        let Self { title, top, links, body } = self;
        let link = |(relation, to): &(&str, String)| format!("<link rel=\"{relation}\" href=\"{}\">\n", escaped(to));
        let links = links.iter().map(link).collect::<Vec<_>>().concat();
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Updates\" href=\"{top}feed.xml\">\n\
             {links}<link rel=\"stylesheet\" href=\"{top}style.css\">\n<script src=\"{top}site.js\" defer></script>\n</head>\n\
             <body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n{body}</body>\n</html>\n",
            escaped(title)
        )
    }
}
