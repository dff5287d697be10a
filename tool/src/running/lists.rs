//! Lists: items as they come, page by page.

use wharf_runtime::paging::{Next as Following, Position, digest};
use wharf_runtime::{Call, Listed, Method, Turn, output};

use super::answer::says_nothing;
use super::{Run, failed};
use crate::data::{Data, parse_json};
use crate::failure::{Exit, Failure};
use crate::sending::{Access, unreadable};
use crate::show::Results;
use crate::table::{Listing, Next};

/// A page as it came.
struct Page {
    listed: Listed,
    whole: Data,
}

impl Run {
    /// Shows the items of all pages, or as many as are wanted. Where a page does not come, what came before is still
    /// whole by itself.
    pub(super) async fn list(&self, access: &Access, listing: &Listing) -> Result<(), Failure> {
        let mut results = Results::open(&self.settings, self.terminal, self.command)?;
        match self.pages(access, listing, &mut results).await {
            Ok(Some(explored)) => self.explore(Data::List(explored), results).await,
            Ok(None) => {
                let count = results.end()?;
                results.finish()?;
                if count == Some(0) && self.terminal.output {
                    self.note("there are none");
                }
                Ok(())
            }
            // A file appears only when it is complete.
            Err(failure) if failure.exit == Exit::Fine || self.settings.value("output").is_some() => Err(failure),
            Err(failure) => results.end().and_then(|_| results.finish()).and(Err(failure)),
        }
    }

    /// Shows page after page; for the interactive view gives all items.
    async fn pages(
        &self,
        access: &Access,
        listing: &Listing,
        results: &mut Results,
    ) -> Result<Option<Vec<Data>>, Failure> {
        let mut left: u64 = self.settings.number("max-items")?.unwrap_or(u64::MAX);
        let mut explored = self.explores().then(Vec::new);
        let mut next = Some(self.call(access).0);
        let mut begun = false;
        while let Some(call) = next.take() {
            let page = page(call).await.map_err(|error| error.told(access))?;
            if results.is_raw() {
                results.raw_page(page.listed.body())?;
                // Pages are shown whole; no more are asked for than hold what is wanted.
                left = left.saturating_sub(items(&page.whole, listing).map_or(0, |items| items.len() as u64));
                next = if left == 0 { None } else { page.turn(listing, access)?.call() };
                continue;
            }
            let Some(items) = items(&page.whole, listing) else {
                return Err(page.no_list(listing));
            };
            let items: Vec<Data> = items.iter().take(usize::try_from(left).unwrap_or(usize::MAX)).cloned().collect();
            left -= items.len() as u64;
            let turn = if left == 0 { Turned::End } else { page.turn(listing, access)? };
            if matches!(turn, Turned::Repeated) {
                break;
            }
            if let Some(explored) = &mut explored {
                for item in items {
                    explored.extend(results.filtered(item)?);
                }
            } else {
                if !begun {
                    results.begin()?;
                }
                begun = true;
                items.iter().try_for_each(|item| results.item(item))?;
                results.page()?;
            }
            next = turn.call();
        }
        Ok(explored)
    }
}

/// A page that did not come.
enum Missing {
    Call(Box<wharf_runtime::Error>),
    Body(Box<Failure>),
}

impl Missing {
    fn told(self, access: &Access) -> Failure {
        match self {
            Self::Call(error) => failed(&error, access),
            Self::Body(failure) => *failure,
        }
    }
}

async fn page(call: Call) -> Result<Page, Missing> {
    let listed = call.send::<output::listed>().await.map_err(|error| Missing::Call(Box::new(error)))?;
    if listed.body().is_empty() && says_nothing(listed.status()) {
        return Ok(Page { listed, whole: Data::Null });
    }
    match parse_json(listed.body()) {
        Ok(whole) => Ok(Page { listed, whole }),
        Err(error) => {
            let is_empty = listed.body().is_empty();
            let no_json = || format!("a body that is no JSON: {error}");
            let problem = if is_empty { "no body, where a list is expected".to_owned() } else { no_json() };
            Err(Missing::Body(Box::new(wrong(&listed, &problem))))
        }
    }
}

fn wrong(listed: &Listed, problem: &str) -> Failure {
    unreadable(&Method::GET, listed.status(), listed.request_id(), listed.body(), problem)
}

/// What comes after a page.
enum Turned {
    Next(Box<Call>),
    End,
    Repeated,
}

impl Turned {
    fn call(self) -> Option<Call> {
        match self {
            Self::Next(call) => Some(*call),
            Self::End | Self::Repeated => None,
        }
    }
}

impl Page {
    fn no_list(&self, listing: &Listing) -> Failure {
        let is = self.whole.kind();
        match listing.items {
            [] => wrong(&self.listed, &format!("{is}, where a list is expected")),
            path => wrong(&self.listed, &format!("{is} without a list at `{}`", path.join("."))),
        }
    }

    fn turn(self, listing: &Listing, access: &Access) -> Result<Turned, Failure> {
        let Some(next) = listing.next else {
            return Ok(Turned::End);
        };
        let items = items(&self.whole, listing).unwrap_or_default();
        let has_more = match listing.has_more {
            [] => None,
            path => self.whole.at(path).and_then(Data::word).map(|word| word == "true"),
        };
        let next = match next {
            Next::LastItem(path) => Following::Cursor(items.last().and_then(|item| item.at(path)).and_then(Data::word)),
            Next::Field(path) => Following::Field(self.whole.at(path).and_then(Data::word)),
            Next::PageNumber(first) => Following::PageNumber { first, digest: digest(items) },
            Next::Offset => Following::Offset { digest: digest(items) },
        };
        let position = Position { items: items.len(), has_more, next };
        let turn = self.listed.turn(&position, listing.query).map_err(|error| failed(&error, access))?;
        Ok(match turn {
            Turn::Next(call) => Turned::Next(Box::new(call)),
            Turn::End => Turned::End,
            Turn::Repeated => Turned::Repeated,
        })
    }
}

fn items<'a>(whole: &'a Data, listing: &Listing) -> Option<&'a [Data]> {
    // Nothing at all is an answer without content.
    if *whole == Data::Null {
        return Some(&[]);
    }
    match whole.at(listing.items)? {
        Data::List(items) => Some(items),
        // A list that is empty may be null.
        Data::Null => Some(&[]),
        _ => None,
    }
}
