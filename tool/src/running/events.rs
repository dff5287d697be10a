//! Answers that come item by item.

use wharf_runtime::{Error, Events, output};

use super::{Run, failed};
use crate::data::Data;
use crate::failure::Failure;
use crate::sending::Access;
use crate::show::Results;
use crate::table::Answer;

impl Run {
    /// Shows each item when it comes.
    pub(super) async fn events(&self, access: &Access) -> Result<(), Failure> {
        let mut results = Results::open(&self.settings, self.terminal, self.command.columns)?;
        let (call, progress) = self.call(access);
        let events: Result<Events<Data>, Error> = match self.answer {
            Answer::Lines => call.send::<output::lines<Data>>().await,
            Answer::Sequence => call.send::<output::sequence<Data>>().await,
            _ => call.send::<output::events<Data>>().await,
        };
        progress.clear();
        let mut events = events.map_err(|error| failed(&error, access))?;
        let mut left: u64 = self.settings.number("max-items")?.unwrap_or(u64::MAX);
        while left > 0 {
            let Some(item) = events.try_next().await.map_err(|error| failed(&error, access))? else {
                break;
            };
            left -= 1;
            results.stream_item(&item)?;
            results.flush()?;
        }
        results.finish()
    }
}
