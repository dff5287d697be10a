//! `books:scans` and `books:scans:content`

use wharf_tool::table::{Answer, Body, Command, Flag, Media, Member, Object, Others, Place, Shape, Union, Variant};
use wharf_tool::{Method, Operation, Parameter};

const BOOK: Flag = Flag::required("book-id", &Shape::TEXT, Place::Parameter(Parameter::path("book_id")));

pub static CREATE: Command = Command {
    summary: "Add a scan",
    flags: &[
        BOOK,
        Flag { help: "The scan itself.", ..Flag::new("file", &Shape::Binary, Place::Body(&["file"])) },
        Flag { help: "A scan that is there already.", ..Flag::new("scan-id", &Shape::TEXT, Place::Body(&["scan_id"])) },
        Flag::new("name", &Shape::TEXT, Place::Body(&["name"])),
        Flag { help: "Its cover, or where that is.", ..Flag::new("cover", &COVER, Place::Body(&["cover"])) },
        Flag { help: "A page, or several.", ..Flag::new("page", &PAGES, Place::Body(&["page"])) },
    ],
    one_of: &[&["file", "scan-id"]],
    body: Some(&Body {
        required: true,
        media: &[
            Media { takes: &["file", "name", "cover", "page"], ..Media::multipart(&UPLOAD) },
            Media { takes: &["scan_id", "name", "cover"], ..Media::json(&COPY) },
        ],
    }),
    ..Command::new(
        "books:scans",
        "create",
        &Operation::new("createScan", Method::POST, "/books/{book_id}/scans").security(&[&["Key"]]),
    )
};

pub static CONTENT: Command = Command {
    summary: "Retrieve the content of a scan",
    flags: &[BOOK, Flag::required("scan-id", &Shape::TEXT, Place::Parameter(Parameter::path("scan_id")))],
    answer: Answer::Download,
    ..Command::new(
        "books:scans:content",
        "retrieve",
        &Operation::new("getScan", Method::GET, "/books/{book_id}/scans/{scan_id}/content").security(&[&["Key"]]),
    )
};

pub static PRINT: Command = Command {
    summary: "Print a scan",
    flags: &[BOOK, Flag::required("scan-id", &Shape::TEXT, Place::Parameter(Parameter::path("scan_id")))],
    answer: Answer::Download,
    ..Command::new(
        "books:scans",
        "print",
        &Operation::new("printScan", Method::POST, "/books/{book_id}/scans/{scan_id}/print")
            .security(&[&["Key"], &["Guest"]]),
    )
};

static UPLOAD: Shape = Shape::Object(&Object {
    name: "Upload",
    members: &[
        Member::new("file", &Shape::Binary),
        Member::new("name", &Shape::TEXT),
        Member::new("cover", &COVER),
        Member::new("page", &PAGES),
    ],
    others: Others::Unsaid,
});

static COVER: Shape = Shape::Union(&Union {
    name: "Cover",
    tag: "",
    variants: &[
        Variant { name: "", tags: &[], shape: &Shape::Binary },
        Variant { name: "Reference", tags: &[], shape: &REFERENCE },
    ],
});

static REFERENCE: Shape = Shape::Object(&Object {
    name: "Reference",
    members: &[Member::required("id", &Shape::TEXT)],
    others: Others::Unsaid,
});

/// As an API says that took one file first.
static PAGES: Shape = Shape::Union(&Union {
    name: "Pages",
    tag: "",
    variants: &[
        Variant { name: "One", tags: &[], shape: &Shape::Binary },
        Variant { name: "Several", tags: &[], shape: &Shape::list(&Shape::Binary) },
    ],
});

static COPY: Shape = Shape::Object(&Object {
    name: "Copy",
    members: &[
        Member::new("scan_id", &Shape::TEXT),
        Member::new("name", &Shape::TEXT),
        Member::new("cover", &REFERENCE),
    ],
    others: Others::Unsaid,
});
