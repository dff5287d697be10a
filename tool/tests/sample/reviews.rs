//! `reviews`: a command whose flags have the names of the tool's own.

use wharf_tool::table::{
    Answer, Body, Command, Flag, Limits, Media, Member, Object, Others, Place, Shape, Streamed, Union, Variant,
};
use wharf_tool::{Method, Operation};

pub static CREATE: Command = Command {
    summary: "Let a review be written",
    flags: &[
        Flag { help: "What to go by.", ..Flag::required("input", &INPUT, Place::Body(&["input"])) },
        Flag { help: "How bold it may be.", default: "1", ..Flag::new("boldness", &BOLD, Place::Body(&["boldness"])) },
        Flag { help: "How it is to sound.", ..Flag::new("tone", &TONE, Place::Body(&["tone"])) },
        Flag { help: "What it is about.", ..Flag::new("topic", &TOPICS, Place::Body(&["topics"])) },
        Flag { help: "How many stars for what.", ..Flag::new("stars", &STARS, Place::Body(&["stars"])) },
        Flag { help: "Sends it word by word.", ..Flag::new("stream", &Shape::Boolean, Place::Body(&["stream"])) },
    ],
    body: Some(&Body { required: true, media: &[Media::json(&REVIEW)] }),
    streamed: Some(Streamed { flag: "stream", answer: Answer::Events, accept: "text/event-stream" }),
    ..Command::new("reviews", "create", &Operation::new("createReview", Method::POST, "/reviews"))
};

static BOLD: Shape = Shape::Nullable(&Shape::Number(Limits { min: Some(0.0), max: Some(2.0), ..Limits::<f64>::NONE }));

static TONE: Shape = Shape::Choice(&["", "kind", "harsh"]);

static INPUT: Shape = Shape::Union(&Union {
    name: "",
    tag: "",
    variants: &[Variant { name: "", tags: &[], shape: &Shape::TEXT }, Variant { name: "", tags: &[], shape: &TEXTS }],
});

static TOPICS: Shape = Shape::Nullable(&TEXTS);

static STARS: Shape = Shape::Nullable(&Shape::Map(&Shape::INTEGER));

static TEXTS: Shape = Shape::list(&Shape::TEXT);

static REVIEW: Shape = Shape::Object(&Object {
    name: "NewReview",
    members: &[
        Member::required("input", &INPUT),
        Member::new("boldness", &BOLD),
        Member::new("tone", &TONE),
        Member::new("topics", &TOPICS),
        Member::new("stars", &STARS),
        Member::new("stream", &Shape::Boolean),
    ],
    others: Others::Unsaid,
});
