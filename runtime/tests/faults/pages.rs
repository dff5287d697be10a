//! Lists that a server does not bring to an end.

use crate::case::{Kind, answer, each, is};
use crate::server::Script;

/// Pages, the last again and again; what must come of it; how it must end: empty for an end like any other.
type Pages = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

const LISTS: &[Pages] = &[
    (&[r#"{"data":[{"id":"a"}],"has_more":true}"#], &["a"], &["repeated_page"]),
    (&[r#"{"data":[{"id":"a"}]}"#], &["a"], &[]),
    (&[r#"{"data":[],"has_more":true}"#], &[], &[]),
    (&[r#"{"data":[{"id":"a"}],"has_more":true}"#, r#"{"data":[],"has_more":true}"#], &["a"], &[]),
    (
        &[r#"{"data":[{"id":"a"}],"has_more":true}"#, r#"{"data":[{"id":"b"}],"has_more":true}"#],
        &["a", "b"],
        &["repeated_page"],
    ),
    (
        &[
            r#"{"data":[{"id":"a"}],"has_more":true}"#,
            r#"{"data":[{"id":"b"}],"has_more":true}"#,
            r#"{"data":[{"id":"a"}],"has_more":true}"#,
        ],
        &["a", "b"],
        &["repeated_page"],
    ),
    (&[r#"{"data":[{"id":"a"}],"has_more":true}"#, "{"], &["a"], &["decode"]),
    (&[r#"{"data":[{"id":"a"}],"has_more":true}"#, "null"], &["a"], &["decode"]),
    (&[r#"{"data":[{"id":""}],"has_more":true}"#], &[""], &[]),
    (&[r#"{"data":null,"has_more":true}"#], &[], &["decode"]),
    (&[r#"{"has_more":true}"#], &[], &["decode"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_stands_still_ends() {
    let scripts = LISTS.iter().map(|list| {
        let pages = list.0.iter().map(|page| answer("200 OK\r\nconnection: close", Kind::Items, page)).collect();
        (list, Kind::Items, Script::Series(pages))
    });
    let server = each(
        scripts.collect(),
        |builder| builder,
        |(_, items, ends), _, (came, end)| match end {
            _ if !came.iter().zip(items.iter()).all(|(came, item)| came == item) => Err("other items came".to_owned()),
            _ if came.len() < items.len() => Err("items were lost".to_owned()),
            Ok(()) if ends.is_empty() => Ok(()),
            end => is(end, ends),
        },
    )
    .await;
    for case in 0..LISTS.len() {
        assert!(server.count(case).requests <= 4, "{case}: {:?}", server.count(case));
    }
}
