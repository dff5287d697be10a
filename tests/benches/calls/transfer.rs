//! Large files, each in a process of its own, so that the memory of one side can be told.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::stream;
use wharf_runtime::Upload;

use crate::compare::{self, Comparison};
use crate::{by_hand, generated, runtime};

/// The argument by which a process knows that it is one of these.
pub const CHILD: &str = "transfer";
/// Sending.
pub const UPLOAD: &str = "upload";
/// Receiving.
pub const DOWNLOAD: &str = "download";
/// Sending from a file.
pub const UPLOAD_FILE: &str = "upload-file";
/// Receiving into a file.
pub const DOWNLOAD_FILE: &str = "download-file";

const GENERATED: &str = "generated";
const BY_HAND: &str = "by-hand";

/// How often each side does it.
const ROUNDS: usize = 5;

/// How much is sent at a time.
const PIECE: usize = 64 * 1024;

/// One side's time, and the most memory that it had in use, where the system tells.
struct Sample {
    time: Duration,
    memory: Option<u64>,
}

/// Sends or receives `mebibytes` in turns.
pub fn compare(what: &str, url: &str, mebibytes: u64) -> String {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(start(GENERATED, what, url, mebibytes));
        theirs.push(start(BY_HAND, what, url, mebibytes));
    }
    let most = |samples: &[Sample]| samples.iter().filter_map(|sample| sample.memory).max();
    let memory = [most(&ours), most(&theirs)].map(|kib| kib.map_or("?".to_owned(), |kib| (kib / 1024).to_string()));
    let times = |samples: Vec<Sample>| samples.into_iter().map(|sample| sample.time).collect();
    let comparison: Comparison = compare::of(&format!("{what} of {mebibytes} MiB"), times(ours), times(theirs));
    format!("{comparison}   memory {} to {} MiB", memory[0], memory[1])
}

fn start(by: &str, what: &str, url: &str, mebibytes: u64) -> Sample {
    let program = std::env::current_exe().expect("this program runs from a file");
    let output = Command::new(program).args([CHILD, by, what, &format!("{url}#{mebibytes}")]).output();
    let output = output.expect("this program can be started again");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words = text.split_whitespace().map(str::parse::<u64>);
    let Some(Ok(micros)) = words.next() else { panic!("{}", String::from_utf8_lossy(&output.stderr)) };
    Sample { time: Duration::from_micros(micros), memory: words.next().and_then(Result::ok) }
}

/// What such a process does: it prints microseconds and, where the system tells, KiB.
pub fn child(by: &str, what: &str, url: &str) {
    let (url, mebibytes) = url.split_once('#').expect("the parent says how much");
    let size = mebibytes.parse::<u64>().expect("the parent says how much") * 1024 * 1024;
    let start = Instant::now();
    runtime().block_on(transfer(by, what, url, size));
    let memory = peak().map(|kib| kib.to_string()).unwrap_or_default();
    println!("{} {memory}", start.elapsed().as_micros());
}

async fn transfer(by: &str, what: &str, url: &str, size: u64) {
    // It is in memory where the system has a place for that: disks are not what is measured.
    let folder = Path::new("/dev/shm");
    let folder = if folder.is_dir() { folder.to_owned() } else { std::env::temp_dir() };
    let file = folder.join(format!("wharf-transfer-{}", std::process::id()));
    if what == UPLOAD_FILE {
        let made = std::fs::File::create(&file).and_then(|file| file.set_len(size));
        made.expect("files can be made there");
    }
    match (by, what) {
        (GENERATED, UPLOAD_FILE) => generated::upload(&generated::client(url), Upload::path(&file)).await,
        (GENERATED, DOWNLOAD_FILE) => generated::save(&generated::client(url), &file).await,
        (_, UPLOAD_FILE) => {
            let file = tokio::fs::File::open(&file).await.expect("the file is there");
            by_hand::upload(&by_hand::client(), url, file.into(), size).await;
        }
        (_, DOWNLOAD_FILE) => by_hand::save(&by_hand::client(), url, &file).await,
        _ => in_memory(by, what, url, size).await,
    }
    let _ = std::fs::remove_file(&file);
}

async fn in_memory(by: &str, what: &str, url: &str, size: u64) {
    let pieces = usize::try_from(size).unwrap_or(usize::MAX) / PIECE;
    let piece = bytes::Bytes::from(vec![7; PIECE]);
    let pieces = stream::iter(std::iter::repeat_n(piece, pieces).map(Ok::<_, std::io::Error>));
    match (by, what) {
        (GENERATED, UPLOAD) => generated::upload(&generated::client(url), Upload::stream(pieces).length(size)).await,
        (GENERATED, _) => assert_eq!(generated::download(&generated::client(url)).await, size),
        (_, UPLOAD) => by_hand::upload(&by_hand::client(), url, reqwest::Body::wrap_stream(pieces), size).await,
        _ => assert_eq!(by_hand::download(&by_hand::client(), url).await, size),
    }
}

/// The most memory that this process had in use, in KiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
