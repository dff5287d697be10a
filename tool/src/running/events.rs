//! Answers that come item by item.

use wharf_runtime::{Error, Events, output};

use super::{Run, failed};
use crate::data::{Data, parse_json};
use crate::failure::Failure;
use crate::sending::{Access, debug};
use crate::show::Results;
use crate::table::Answer;

impl Run {
    /// Shows each item when it comes.
    pub(super) async fn events(&self, access: &Access) -> Result<(), Failure> {
        let mut results = Results::open(&self.settings, self.terminal, self.command)?;
        let (call, progress) = self.call(access);
        let events: Result<Events<Data>, Error> = match self.answer {
            Answer::Lines => call.send::<output::lines<Data>>().await,
            Answer::Sequence => call.send::<output::sequence<Data>>().await,
            _ => call.send::<output::events<Data>>().await,
        };
        progress.clear();
        let mut events = events.map_err(|error| failed(&error, access))?;
        let mut left: u64 = self.settings.number("max-items")?.unwrap_or(u64::MAX);
        let mut words = Words::default();
        while left > 0 {
            let Some(item) = events.try_next().await.map_err(|error| failed(&error, access))? else {
                break;
            };
            let is_json = parse_json(events.last_event().data.as_bytes()).is_ok();
            let shown = words.pass(item, is_json);
            for item in shown.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
                left -= 1;
                results.stream_item(&item)?;
            }
            results.flush()?;
        }
        if let Some(word) = words.held.filter(|_| self.settings.is_on("debug")) {
            debug(&format!("the stream ends with `{}`", word.word().unwrap_or_default()));
        }
        results.finish()
    }
}

/// A bare word behind items in JSON says that they are over, in whatever words an API has for it. Only what follows it
/// can show that it was an item, so that it is held back until then.
#[derive(Debug, Default)]
struct Words {
    held: Option<Data>,
    has_json: bool,
    has_text: bool,
}

impl Words {
    /// What can be shown now that an item came.
    fn pass(&mut self, item: Data, is_json: bool) -> Vec<Data> {
        let before = self.held.take();
        self.has_text |= before.is_some();
        let is_bare = item.word().is_some_and(|word| !word.trim().contains(char::is_whitespace));
        if !is_json && is_bare && self.has_json && !self.has_text {
            self.held = Some(item);
            return Vec::new();
        }
        self.has_json |= is_json;
        self.has_text |= !is_json;
        before.into_iter().chain([item]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Data, Words};
    use crate::data::parse_json;

    /// What is shown of a stream with these data.
    fn shown(all: &[&str]) -> String {
        let mut words = Words::default();
        let items = all.iter().flat_map(|text| match parse_json(text.as_bytes()) {
            Ok(item) => words.pass(item, true),
            Err(_) => words.pass(Data::text(*text), false),
        });
        items.map(|item| item.to_json()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_word_behind_all_items_is_none() {
        assert_eq!(shown(&["{}", "1", "[END]"]), "{} 1");
        assert_eq!(shown(&["{}", "[END]", "{}"]), "{} \"[END]\" {}");
        assert_eq!(shown(&["{}", "a", "b", "c"]), "{} \"a\" \"b\" \"c\"");
        assert_eq!(shown(&["{}", "it broke"]), "{} \"it broke\"");
        assert_eq!(shown(&["once", "upon", "a", "time"]), "\"once\" \"upon\" \"a\" \"time\"");
    }
}
