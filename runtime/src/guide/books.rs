// A client as Wharf generates one, for the examples of the guide, which include this text.

mod books {
    use wharf_runtime::{
        Api, Call, Client as Core, Method, Operation, Parameter, Unknown, mock::Example,
    };

    pub use wharf_runtime::{Download, Error, Presence, Redirects, Secret, Upload, blocking, transport, webhook as webhooks};

    pub mod models {
        pub use super::{Binding, Book, BookList, CreateBook, UpdateBook, Word};
    }

    pub mod mock {
        pub use wharf_runtime::mock::*;

        pub fn examples() -> Mock {
            Mock::with_examples(super::EXAMPLES)
        }
    }

    static API: Api = Api {
        base_url: "https://books.example.com/v1",
        request_id_header: "x-request-id",
        error_message: "/error/message",
        error_code: "/error/code",
        stream_end: "[DONE]",
        ..Api::DEFAULT
    };

    static EXAMPLES: &[Example] = &[
        Example::new("ListBooks", 200, "application/json", r#"{"data":[{"id":"b1","title":"Emma"}],"has_more":false}"#),
        Example::new("CreateBook", 201, "application/json", r#"{"id":"b1","title":"Emma"}"#),
        Example::new("RetrieveBook", 200, "application/json", r#"{"id":"b1","title":"Emma","binding":"cloth"}"#),
        Example::new("UpdateBook", 200, "application/json", r#"{"id":"b1","title":"Emma","note":null}"#),
        Example::new("CreateScan", 200, "application/json", r#"{"id":"b1","title":"Emma"}"#),
        Example::new("RetrieveScan", 200, "application/octet-stream", "all pages"),
        Example::new("ReadAloud", 200, "text/event-stream", "data: {\"word\":\"Emma\"}\n\ndata: [DONE]\n\n"),
    ];

    #[derive(Debug, Clone)]
    pub struct Client {
        core: Core,
    }

    impl From<Core> for Client {
        fn from(core: Core) -> Self {
            Self { core }
        }
    }

    impl Client {
        pub fn builder() -> wharf_runtime::ClientBuilder<Self> {
            wharf_runtime::ClientBuilder::new(&API)
        }

        pub fn books(&self) -> Books {
            Books { client: self.core.clone() }
        }
    }

    pub struct Books {
        client: Core,
    }

    static LIST: Operation = Operation::new("ListBooks", Method::GET, "/books");
    static CREATE: Operation = Operation::new("CreateBook", Method::POST, "/books");
    static RETRIEVE: Operation = Operation::new("RetrieveBook", Method::GET, "/books/{id}");
    static UPDATE: Operation = Operation::new("UpdateBook", Method::PATCH, "/books/{id}");
    static SCAN: Operation = Operation::new("CreateScan", Method::PUT, "/books/{id}/scan");
    static SCANNED: Operation = Operation::new("RetrieveScan", Method::GET, "/books/{id}/scan");
    static READ: Operation = Operation::new("ReadAloud", Method::GET, "/books/{id}/words");

    impl Books {
        pub fn list(&self) -> List {
            List(Call::new(&self.client, &LIST))
        }

        pub fn create(&self, body: impl Into<CreateBook>) -> Create {
            Create(Call::new(&self.client, &CREATE).json(&body.into()))
        }

        pub fn retrieve(&self, id: &str) -> Retrieve {
            Retrieve(Call::new(&self.client, &RETRIEVE).with(&Parameter::path("id"), id))
        }

        pub fn update(&self, id: &str, body: UpdateBook) -> Update {
            Update(Call::new(&self.client, &UPDATE).with(&Parameter::path("id"), id).json(&body))
        }

        pub fn upload(&self, id: &str, file: Upload) -> Scan {
            Scan(Call::new(&self.client, &SCAN).with(&Parameter::path("id"), id).bytes(file, "application/octet-stream"))
        }

        pub fn download(&self, id: &str) -> Scanned {
            Scanned(Call::new(&self.client, &SCANNED).with(&Parameter::path("id"), id))
        }

        pub fn read_aloud(&self, id: &str) -> Read {
            Read(Call::new(&self.client, &READ).with(&Parameter::path("id"), id))
        }
    }

    pub struct List(Call);
    wharf_runtime::call!(List => page BookList);
    impl List {
        pub fn limit(mut self, limit: i64) -> Self {
            self.0.set(&Parameter::query("limit"), &limit);
            self
        }
    }
    pub struct Create(Call);
    wharf_runtime::call!(Create => json Book);
    pub struct Retrieve(Call);
    wharf_runtime::call!(Retrieve => json Book);
    pub struct Update(Call);
    wharf_runtime::call!(Update => json Book);
    pub struct Scan(Call);
    wharf_runtime::call!(Scan => json Book);
    pub struct Scanned(Call);
    wharf_runtime::call!(Scanned => download);
    pub struct Read(Call);
    wharf_runtime::call!(Read => events Word);

    #[derive(Debug, Clone, PartialEq)]
    pub struct Book {
        pub id: String,
        pub title: String,
        pub binding: Option<Binding>,
        pub note: Presence<String>,
    }
    wharf_runtime::object!(Book {
        id: "id" required,
        title: "title" required,
        binding: "binding" optional,
        note: "note" nullable,
    });

    #[derive(Debug, Clone, PartialEq)]
    pub struct BookList {
        pub data: Vec<Book>,
        pub has_more: bool,
    }
    wharf_runtime::object!(BookList { data: "data" required, has_more: "has_more" required });
    wharf_runtime::paged!(BookList { items: data: Book, has_more: has_more, cursor: last_item id } query "after");

    #[derive(Debug, Clone, PartialEq)]
    pub struct CreateBook {
        pub title: String,
        pub binding: Option<Binding>,
    }
    impl CreateBook {
        pub fn new(title: impl Into<String>) -> Self {
            Self { title: title.into(), binding: None }
        }
    }
    wharf_runtime::object!(CreateBook { title: "title" required, binding: "binding" optional });
    wharf_runtime::setters!(CreateBook { binding: optional Binding });

    #[derive(Debug, Clone, PartialEq, Default)]
    pub struct UpdateBook {
        pub title: Option<String>,
        pub note: Presence<String>,
    }
    impl UpdateBook {
        pub fn new() -> Self {
            Self::default()
        }
    }
    wharf_runtime::object!(UpdateBook { title: "title" optional, note: "note" nullable });
    wharf_runtime::setters!(UpdateBook { title: optional String, note: nullable String => note_null });

    #[derive(Debug, Clone, PartialEq)]
    pub enum Binding {
        Cloth,
        Paper,
        Unknown(Unknown<String>),
    }
    wharf_runtime::string_enum!(Binding { Cloth: "cloth", Paper: "paper" });

    #[derive(Debug, Clone, PartialEq)]
    pub struct Word {
        pub word: String,
    }
    wharf_runtime::object!(Word { word: "word" required });
}
