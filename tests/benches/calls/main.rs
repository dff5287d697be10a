//! Calls as generated clients make them, beside the same calls written by hand over `reqwest` and `serde_json`.
//!
//! `cargo bench -p wharf-tests --bench calls`. Both take turns within one run, so that a machine's moods hit both alike;
//! figures of different runs are not to be compared. `-- SIZE` sets how many MiB are sent and received, 1,024 without.

mod alone;
mod by_hand;
mod compare;
mod generated;
#[path = "../items/mod.rs"]
mod items;
mod server;
mod transfer;

use std::time::Duration;

use compare::{Comparison, Turn};
use tokio::runtime::{Builder, Runtime};

/// How often a page is asked for on each side.
const PAGES: usize = 200;

/// How often a call is made without a network.
const BATCHES: usize = 100;

/// How many calls are made in a row without a network, to have something that a clock can tell.
const BATCH: usize = 100;

/// How many calls are under way at the same time.
const AT_ONCE: usize = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [transfer::CHILD, by, what, url] => transfer::child(by, what, url),
        [] => run(1_024),
        [size] if size.parse::<u64>().is_ok() => run(size.parse().unwrap_or_default()),
        _ => eprintln!("the one argument is how many MiB are sent and received"),
    }
}

fn run(mebibytes: u64) {
    let server = server::start(mebibytes * 1024 * 1024);
    println!("{}", compare::HEAD);
    println!("{}", page(&server));
    println!("{}", building());
    println!("{}", alone());
    println!("{}", at_once(&server));
    for what in [transfer::UPLOAD, transfer::DOWNLOAD, transfer::UPLOAD_FILE, transfer::DOWNLOAD_FILE] {
        println!("{}", transfer::compare(what, &server, mebibytes));
    }
}

/// A page of a thousand items over the loopback interface.
fn page(url: &str) -> Comparison {
    let runtime = runtime();
    let (ours, theirs) = (generated::client(url), by_hand::client());
    compare::in_turns(
        &format!("a page of {} items", items::ITEMS),
        PAGES,
        1,
        Turn::new(|| assert_eq!(runtime.block_on(generated::page(&ours)), items::ITEMS)),
        Turn::new(|| assert_eq!(runtime.block_on(by_hand::page(&theirs, url)), items::ITEMS)),
    )
}

/// A call as far as the transport, its timeout and all that a retry would need included, beside building a request.
fn building() -> Comparison {
    let runtime = runtime();
    let (ours, theirs) = (generated::client_over(alone::Taking), by_hand::client());
    compare::in_turns(
        "building a request",
        BATCHES,
        BATCH,
        Turn::new(|| (0..BATCH).for_each(|_| runtime.block_on(generated::build_request(&ours)))),
        Turn::new(|| (0..BATCH).for_each(|_| runtime.block_on(by_hand::build_request(&theirs)))),
    )
}

/// A call without a network: building the request, and reading a small answer.
fn alone() -> Comparison {
    let runtime = runtime();
    let (ours, theirs) = (generated::client_over(alone::Answering), by_hand::client());
    compare::in_turns(
        "a call without network",
        BATCHES,
        BATCH,
        Turn::new(|| (0..BATCH).for_each(|_| runtime.block_on(generated::create(&ours)))),
        Turn::new(|| (0..BATCH).for_each(|_| runtime.block_on(by_hand::create(&theirs)))),
    )
}

/// Many calls of one client at the same time.
fn at_once(url: &str) -> Comparison {
    let runtime = runtime();
    let (ours, theirs) = (generated::client(url), by_hand::client());
    compare::in_turns(
        &format!("{AT_ONCE} calls at once"),
        20,
        AT_ONCE,
        Turn::new(|| runtime.block_on(all((0..AT_ONCE).map(|_| generated::small(&ours))))),
        Turn::new(|| runtime.block_on(all((0..AT_ONCE).map(|_| by_hand::small(&theirs, url))))),
    )
}

async fn all(calls: impl Iterator<Item = impl Future<Output = ()>>) {
    futures_util::future::join_all(calls).await;
}

/// One thread, so that what it allocates can be counted.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime starts where threads do")
}

/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(600);
