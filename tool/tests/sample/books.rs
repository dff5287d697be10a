//! `books`

use wharf_tool::table::{
    Answer, Body, Command, Flag, Limits, Listing, Media, Member, Next, Object, Others, Place, Shape, Text, Union,
    Variant,
};
use wharf_tool::{Method, Operation, Parameter, Style};

const BY: Parameter = Parameter::query("by").style(Style::DeepObject);

const KEY: &[&[&str]] = &[&["Key"]];

pub static LIST: Command = Command {
    summary: "List books",
    description: "Gives the books of the library, the newest first unless asked\notherwise.\n\nOf each:\n- its id\n- its title",
    flags: &[
        Flag {
            help: "How many to give in one page. The rest comes in further pages, which are asked for by themselves.",
            default: "20",
            ..Flag::new(
                "limit",
                &Shape::Integer(Limits { min: Some(1), max: Some(100), ..Limits::NONE }),
                Place::Parameter(Parameter::query("limit")),
            )
        },
        Flag {
            help: "Which come first.",
            default: "desc",
            ..Flag::new("order", &Shape::Choice(&["asc", "desc"]), Place::Parameter(Parameter::query("order")))
        },
        Flag {
            help: "Keeps only books of these genres.",
            ..Flag::new("genre", &GENRES, Place::Parameter(Parameter::query("genres")))
        },
        Flag { hidden: true, ..Flag::new("genres", &GENRES, Place::Parameter(Parameter::query("genres"))) },
        Flag {
            help: "The form of the titles.",
            ..Flag::new(
                "api-format",
                &Shape::Suggestion(&["short", "a b$(x)"]),
                Place::Parameter(Parameter::query("format")),
            )
        },
        Flag { help: "Keeps only what an author wrote.", ..Flag::new("by", &AUTHOR, Place::Parameter(BY)) },
        Flag { required: true, ..Flag::new("by.name", &Shape::TEXT, Place::Within(BY, &["name"])) },
        Flag::new("by.born", &Shape::INTEGER, Place::Within(BY, &["born"])),
    ],
    answer: Answer::List(Listing {
        items: &["data"],
        has_more: &["has_more"],
        next: Some(Next::LastItem(&["id"])),
        query: "after",
    }),
    columns: &["id", "title", "pages", "lent_at"],
    times: &[&["lent_at"]],
    examples: &["books list --limit 5"],
    ..Command::new("books", "list", &Operation::new("listBooks", Method::GET, "/books").security(KEY))
};

static GENRES: Shape = Shape::list(&Shape::TEXT);

pub static RETRIEVE: Command = Command {
    summary: "Retrieve a book",
    flags: &[Flag::required("book-id", &Shape::TEXT, Place::Parameter(Parameter::path("book_id")))],
    times: &[&["lent_at"], &["loans", "at"]],
    ..Command::new("books", "retrieve", &Operation::new("getBook", Method::GET, "/books/{book_id}").security(KEY))
};

pub static DELETE: Command = Command {
    summary: "Delete a book",
    deprecated: true,
    flags: &[Flag::required("book-id", &Shape::TEXT, Place::Parameter(Parameter::path("book_id")))],
    answer: Answer::None,
    ..Command::new(
        "books",
        "delete",
        &Operation::new("deleteBook", Method::DELETE, "/books/{book_id}").security(&[&["Staff"], &["Key"]]),
    )
};

pub static CREATE: Command = Command {
    summary: "Create a book",
    flags: &[
        Flag { help: "What stands on its cover.", ..Flag::required("title", &TITLE, Place::Body(&["title"])) },
        Flag::new("pages", &PAGES, Place::Body(&["pages"])),
        Flag::new("published", &PUBLISHED, Place::Body(&["published"])),
        Flag::new("shelf-mark", &SHELF_MARK, Place::Body(&["shelf_mark"])),
        Flag::new("lendable", &Shape::Boolean, Place::Body(&["lendable"])),
        Flag { help: "What people look for.", ..Flag::new("tag", &GENRES, Place::Body(&["tags"])) },
        Flag::new("label", &LABELS, Place::Body(&["labels"])),
        Flag { help: "Who wrote it.", ..Flag::new("author", &AUTHOR, Place::Body(&["author"])) },
        Flag { required: true, ..Flag::new("author.name", &Shape::TEXT, Place::Body(&["author", "name"])) },
        Flag::new("author.born", &Shape::INTEGER, Place::Body(&["author", "born"])),
        Flag { help: "How it is bound.", ..Flag::new("binding", &BINDING, Place::Body(&["binding"])) },
        Flag { required: true, ..Flag::new("binding.type", &BINDINGS, Place::Body(&["binding", "type"])) },
        Flag::new("binding.colour", &Shape::TEXT, Place::Body(&["binding", "colour"])),
        Flag::new("note", &NOTES, Place::Body(&["notes"])),
        Flag::new("note.text", &Shape::TEXT, Place::Item(&["notes"], &["text"])),
        Flag::new("note.page", &Shape::INTEGER, Place::Item(&["notes"], &["page"])),
        Flag::new("note.mark", &GENRES, Place::Item(&["notes"], &["marks"])),
        Flag::new("door-code", &DOOR_CODE, Place::Body(&["door_code"])),
        Flag { help: "What it costs.", ..Flag::new("price", &PRICE, Place::Body(&["price"])) },
        Flag { required: true, ..Flag::new("price.cents", &Shape::INT64, Place::Body(&["price", "cents"])) },
        Flag::new("price.currency", &Shape::TEXT, Place::Body(&["price", "currency"])),
    ],
    body: Some(&Body { required: true, media: &[Media::json(&NEW_BOOK)] }),
    ..Command::new("books", "create", &Operation::new("createBook", Method::POST, "/books").security(KEY))
};

static TITLE: Shape = Shape::Text(Text { min: Some(1), max: Some(40), ..Text::ANY });
static PAGES: Shape = Shape::Integer(Limits { min: Some(1), ..Limits::NONE });
static PUBLISHED: Shape = Shape::Text(Text { format: "date", ..Text::ANY });
static SHELF_MARK: Shape = Shape::Text(Text { pattern: "^[A-Z]{2}-[0-9]+$", ..Text::ANY });
static DOOR_CODE: Shape = Shape::Secret(Text { pattern: "^[0-9]+$", min: Some(4), ..Text::ANY });
static LABELS: Shape = Shape::Map(&Shape::TEXT);
static NOTES: Shape = Shape::List(&NOTE, Limits { max: Some(3), ..Limits::<u64>::NONE });
static BINDINGS: Shape = Shape::Choice(&["hard", "soft"]);

static NEW_BOOK: Shape = Shape::Object(&Object {
    name: "NewBook",
    members: &[
        Member::required("title", &TITLE),
        Member::new("pages", &PAGES),
        Member::new("published", &PUBLISHED),
        Member::new("shelf_mark", &SHELF_MARK),
        Member::new("lendable", &Shape::Boolean),
        Member::new("tags", &GENRES),
        Member::new("labels", &LABELS),
        Member::new("author", &AUTHOR),
        Member::new("binding", &BINDING),
        Member::new("notes", &NOTES),
        Member::new("door_code", &DOOR_CODE),
        Member::new("price", &PRICE),
    ],
    others: Others::Unsaid,
});

static AUTHOR: Shape = Shape::Object(&Object {
    name: "Author",
    members: &[Member::required("name", &Shape::TEXT), Member::new("born", &Shape::INTEGER)],
    others: Others::Refused,
});

static BINDING: Shape = Shape::Union(&Union {
    name: "Binding",
    tag: "type",
    variants: &[
        Variant { name: "Hard", tags: &["hard"], shape: &HARD },
        Variant { name: "Soft", tags: &["soft"], shape: &SOFT },
    ],
});

static HARD: Shape = Shape::Object(&Object {
    name: "Hard",
    members: &[Member::required("type", &Shape::Constant("\"hard\"")), Member::required("colour", &Shape::TEXT)],
    others: Others::Unsaid,
});

static SOFT: Shape = Shape::Object(&Object {
    name: "Soft",
    members: &[Member::required("type", &Shape::Constant("\"soft\""))],
    others: Others::Unsaid,
});

static NOTE: Shape = Shape::Object(&Object {
    name: "Note",
    members: &[
        Member::required("text", &Shape::TEXT),
        Member::new("page", &Shape::INTEGER),
        Member::new("marks", &GENRES),
    ],
    others: Others::Unsaid,
});

static PRICE: Shape = Shape::Union(&Union {
    name: "Price",
    tag: "",
    variants: &[
        Variant { name: "", tags: &[], shape: &Shape::INT64 },
        Variant { name: "Money", tags: &[], shape: &MONEY },
    ],
});

static MONEY: Shape = Shape::Object(&Object {
    name: "Money",
    members: &[Member::required("cents", &Shape::INT64), Member::new("currency", &Shape::TEXT)],
    others: Others::Unsaid,
});
