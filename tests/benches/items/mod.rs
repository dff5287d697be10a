//! A page of items: types as a generator prints them, types that somebody wrote by hand with serde's derives, and a text
//! that both read.

#![allow(dead_code, reason = "each benchmark uses a part")]

/// How many items the page has.
pub const ITEMS: usize = 1_000;

/// What a generator prints.
pub mod generated {
    use wharf_runtime::{Constant, Exact, Presence, Unknown};

    #[derive(Debug, Clone, PartialEq)]
    pub struct Page {
        pub object: String,
        pub data: Vec<Item>,
        pub first_id: Option<String>,
        pub last_id: Option<String>,
        pub has_more: bool,
    }

    wharf_runtime::object!(Page {
        object: "object" required,
        data: "data" required,
        first_id: "first_id" optional,
        last_id: "last_id" optional,
        has_more: "has_more" required,
    });

    #[derive(Debug, Clone, PartialEq)]
    pub struct Item {
        pub id: String,
        pub name: String,
        pub created_at: i64,
        pub weight: f64,
        pub state: State,
        pub note: Presence<String>,
        pub labels: Vec<String>,
        pub origin: Origin,
    }

    wharf_runtime::object!(Item {
        id: "id" required,
        name: "name" required,
        created_at: "created_at" required,
        weight: "weight" required,
        state: "state" required,
        note: "note" nullable,
        labels: "labels" required,
        origin: "origin" required,
    });

    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    pub enum State {
        Active,
        Expired,
        Unknown(Unknown<String>),
    }

    wharf_runtime::string_enum!(State { Active: "active", Expired: "expired" });

    #[derive(Debug, Clone, PartialEq)]
    pub enum Origin {
        Upload(Upload),
        Made(Made),
        Unknown(Unknown<Exact>),
    }

    wharf_runtime::tagged_union!(Origin, "type" { "upload" => Upload: Upload, "made" => Made: Made });

    #[derive(Debug, Clone, PartialEq)]
    pub struct Upload {
        pub r#type: Constant,
        pub path: String,
        pub bytes: i64,
    }

    wharf_runtime::object!(Upload { r#type: "type" constant "upload", path: "path" required, bytes: "bytes" required });

    #[derive(Debug, Clone, PartialEq)]
    pub struct Made {
        pub r#type: Constant,
        pub by: String,
    }

    wharf_runtime::object!(Made { r#type: "type" constant "made", by: "by" required });
}

/// What people write.
pub mod by_hand {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    pub struct Page {
        pub object: String,
        pub data: Vec<Item>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_id: Option<String>,
        pub has_more: bool,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    pub struct Item {
        pub id: String,
        pub name: String,
        pub created_at: i64,
        pub weight: f64,
        pub state: State,
        pub note: Option<String>,
        pub labels: Vec<String>,
        pub origin: Origin,
    }

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum State {
        Active,
        Expired,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    pub enum Origin {
        Upload { path: String, bytes: i64 },
        Made { by: String },
    }
}

/// A page as a server would send it: members in the order of the document, and one that nobody knows.
pub fn page() -> String {
    let item = |at: usize| {
        let origin = if at.is_multiple_of(2) {
            format!(r#"{{"type":"upload","path":"/mnt/data/{at}.csv","bytes":{}}}"#, at * 37)
        } else {
            r#"{"type":"made","by":"somebody \"else\""}"#.to_owned()
        };
        format!(
            r#"{{"id":"item_{at:032x}","name":"Item {at} – å","created_at":17{at:08},"weight":{at}.25,"state":"active","note":null,"labels":["a","b c"],"new":{{"x":[1,2]}},"origin":{origin}}}"#
        )
    };
    let items: Vec<String> = (0..ITEMS).map(item).collect();
    format!(r#"{{"object":"list","data":[{}],"first_id":"a","last_id":"b","has_more":true}}"#, items.join(","))
}
