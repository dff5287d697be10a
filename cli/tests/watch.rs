//! `--watch`: each change of an input makes a run.

mod common;

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use common::{Place, Stream};
use wharf_cli::codegen::{self, Job, Mode};
use wharf_cli::print::Terminal;

/// Long enough for a slow machine; a test that passes never waits for it.
const LONG: Duration = Duration::from_secs(60);

fn until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < LONG, "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn every_input_is_watched_and_errors_do_not_end_it() {
    let place = Place::new("load parts/pet.yaml");
    place.put("parts/pet.yaml", "file pet one");
    place.put("overlay.yaml", "file over one");
    place.put("wharf.toml", "");
    let settings = Some(place.root().join("wharf.toml"));
    let job = Job { overlays: vec![place.root().join("overlay.yaml")], settings, ..place.job() };
    let (out, err) = (Stream::default(), Stream::default());
    let streams = (out.clone(), err.clone());
    // The thread ends with the process: watching has no end of its own.
    thread::spawn(move || {
        let mut terminal = Terminal::to(Box::new(streams.0), Box::new(streams.1));
        codegen::run(&job, Mode { watch: true, ..Mode::default() }, &mut terminal)
    });
    let holds = |path: &str, text: &str| fs::read_to_string(place.out().join(path)).is_ok_and(|found| found == text);

    until("the first run", || holds("pet", "one\n"));
    place.put("parts/pet.yaml", "file pet two");
    until("a file that the document refers to", || holds("pet", "two\n"));
    place.put("overlay.yaml", "file over two");
    until("an overlay", || holds("over", "two\n"));
    place.put("wharf.toml", "nonsense = 1");
    until("settings", || err.text().contains("wharf.toml:1:"));
    place.put("wharf.toml", "");
    until("a run after an error", || out.text().matches("wrote ").count() == 4);

    // As editors save: a new file takes the place of the old one.
    place.put("api.yaml.new", "load parts/pet.yaml\nload late/late.yaml");
    fs::rename(place.root().join("api.yaml.new"), place.root().join("api.yaml")).unwrap();
    until("a file that is not there", || err.text().contains("no-such-file"));
    place.put("late/late.yaml", "file late one");
    until("a file that comes later", || holds("late", "one\n"));
}
