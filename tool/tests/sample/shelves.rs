//! `shelves`

use wharf_tool::table::{Answer, Body, BodyKind, Command, Flag, Listing, Media, Member, Object, Others, Place, Shape};
use wharf_tool::{Method, Operation, Parameter, Style};

pub static LIST: Command = Command {
    summary: "List shelves",
    answer: Answer::List(Listing::WHOLE),
    ..Command::new("shelves", "list", &Operation::new("listShelves", Method::GET, "/shelves"))
};

pub static WATCH: Command = Command {
    summary: "Watch what is put on shelves",
    flags: &[
        Flag::new("only", &ONLY, Place::Parameter(Parameter::query("only").style(Style::PipeDelimited).explode(false))),
        Flag::new("trace", &Shape::SECRET, Place::Parameter(Parameter::header("X-Trace"))),
    ],
    answer: Answer::Events,
    ..Command::new("shelves", "watch", &Operation::new("watchShelves", Method::GET, "/shelves/events"))
};

static ONLY: Shape = Shape::list(&Shape::Choice(&["in", "out"]));

pub static DRAW: Command = Command {
    summary: "Replace the drawing of a shelf",
    flags: &[
        Flag::required("shelf-id", &Shape::INTEGER, Place::Parameter(Parameter::path("shelf_id"))),
        Flag::new("drawing", &Shape::Binary, Place::Body(&[])),
    ],
    body: Some(&Body { required: true, media: &[Media::new("image/svg+xml", BodyKind::Bytes, &Shape::Binary)] }),
    answer: Answer::Text,
    ..Command::new("shelves", "draw", &Operation::new("drawShelf", Method::PUT, "/shelves/{shelf_id}/drawing"))
};

pub static LOOK: Command = Command {
    summary: "Look whether a shelf has a drawing",
    flags: &[
        Flag::required("shelf-id", &Shape::INTEGER, Place::Parameter(Parameter::path("shelf_id"))),
        Flag::new("note", &Shape::TEXT, Place::Parameter(Parameter::header("X-Note"))),
    ],
    answer: Answer::None,
    ..Command::new("shelves", "look", &Operation::new("lookAtShelf", Method::HEAD, "/shelves/{shelf_id}/drawing"))
};

/// With forms of a body that have nothing in common, and two credentials at once.
pub static LABEL: Command = Command {
    summary: "Label a shelf",
    flags: &[
        Flag::required("shelf-id", &Shape::INTEGER, Place::Parameter(Parameter::path("shelf_id"))),
        Flag::new("words", &Shape::TEXT, Place::Body(&["words"])),
        Flag::new("picture", &Shape::Binary, Place::Body(&["picture"])),
        Flag::new("body", &Shape::TEXT, Place::Body(&[])),
    ],
    body: Some(&Body {
        required: true,
        media: &[
            Media { takes: &["words"], ..Media::json(&WORDS) },
            Media { takes: &["picture"], ..Media::multipart(&PICTURE) },
            Media::new("text/plain", BodyKind::Text, &Shape::TEXT),
        ],
    }),
    answer: Answer::None,
    ..Command::new(
        "shelves",
        "label",
        &Operation::new("labelShelf", Method::PUT, "/shelves/{shelf_id}/label").security(&[&["Staff", "Desk"]]),
    )
};

static WORDS: Shape = Shape::Object(&Object {
    name: "Words",
    members: &[Member::required("words", &Shape::TEXT)],
    others: Others::Unsaid,
});

static PICTURE: Shape = Shape::Object(&Object {
    name: "Picture",
    members: &[Member::required("picture", &Shape::Binary)],
    others: Others::Unsaid,
});
