//! Results, one by one, in the form that is wanted.

use std::io::Write as _;

use super::fields::fields;
use super::json::{Style, line};
use super::left_out::LeftOut;
use super::table::Table;
use super::times::{Times, readable};
use super::{Filter, Palette, Place, neutral, neutral_line, write_json};
use crate::arguments::FORMATS;
use crate::data::{Data, to_yaml};
use crate::failure::{Exit, Failure, unwritable};
use crate::settings::Settings;
use crate::table::Command;
use crate::terminal::Terminal;

/// How results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Auto,
    Json,
    Lines,
    Yaml,
    Table,
    Raw,
    Explore,
}

impl Format {
    /// What a flag says.
    pub(crate) fn of(settings: &Settings, flag: &str, known: &'static [&'static str]) -> Result<Self, Failure> {
        Ok(match settings.choice(flag, known)? {
            Some("json" | "pretty") => Self::Json,
            Some("jsonl") => Self::Lines,
            Some("yaml") => Self::Yaml,
            Some("table") => Self::Table,
            Some("raw") => Self::Raw,
            Some("explore") => Self::Explore,
            _ => Self::Auto,
        })
    }
}

/// Results on their way.
pub(crate) struct Results {
    place: Place,
    format: Format,
    style: Style,
    columns: &'static [&'static str],
    times: Times,
    width: usize,
    filter: Option<Filter>,
    bare: bool,
    /// The items of a list that is open.
    list: Option<List>,
    /// Whether a document of YAML was written that stands by itself.
    has_document: bool,
    /// Whether somebody chose the format.
    is_chosen: bool,
    /// What tables do not show, where people are told of it.
    left_out: Option<LeftOut>,
}

/// A list that is open.
#[derive(Default)]
struct List {
    count: usize,
    /// What waits for the end of the page.
    waiting: Vec<Data>,
    table: Option<Table>,
}

impl Results {
    /// Results as the flags want them.
    pub(crate) fn open(settings: &Settings, terminal: Terminal, command: &Command) -> Result<Self, Failure> {
        let filter = filter(settings, "jq")?;
        let format = Format::of(settings, "format", FORMATS)?;
        let bare = settings.is_on("raw-output");
        // Texts without quotes are for programs, and short.
        let place = Place::open(settings, terminal, !bare)?;
        let is_chosen = !matches!(format, Format::Auto | Format::Explore);
        let format = match format {
            Format::Auto if !place.is_terminal => Format::Json,
            Format::Explore => Format::Json,
            other => other,
        };
        let width = if place.is_terminal { terminal.width } else { usize::MAX };
        let is_output = settings.value("output").is_none_or(|(name, _)| name == "-");
        let style = Style { palette: Palette::new(terminal.colour && is_output), neutral: place.is_terminal };
        // What a filter makes is no longer what the command says.
        let times = if filter.is_some() { &[][..] } else { command.times };
        let tells = place.is_terminal && terminal.error && !settings.is_on("quiet");
        Ok(Self {
            style,
            format,
            columns: command.columns,
            times,
            width,
            filter,
            bare,
            list: None,
            has_document: false,
            is_chosen,
            left_out: tells.then(LeftOut::default),
            place,
        })
    }

    /// Whether somebody looks at them.
    pub(crate) fn is_shown(&self) -> bool {
        self.place.is_terminal
    }

    pub(crate) fn is_raw(&self) -> bool {
        self.format == Format::Raw && self.filter.is_none()
    }

    /// Whether a value is wanted, also of what is no JSON: a filter reads one, and some formats write one.
    pub(crate) fn wants_value(&self) -> bool {
        self.filter.is_some() || self.is_chosen && matches!(self.format, Format::Json | Format::Lines | Format::Yaml)
    }

    /// Bytes as they came; on a terminal nothing in them acts.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.style.neutral {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.write(neutral(&text).as_bytes())?;
        } else {
            self.write(bytes)?;
        }
        if bytes.last().is_some_and(|last| *last != b'\n') && self.style.neutral {
            self.write(b"\n")?;
        }
        Ok(())
    }

    /// The same for one of several, each of which ends its line.
    pub(crate) fn raw_page(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.raw(bytes)?;
        if self.style.neutral || bytes.last() == Some(&b'\n') { Ok(()) } else { self.write(b"\n") }
    }

    /// What the filter makes of a value; without one the value itself.
    pub(crate) fn filtered(&self, data: Data) -> Result<Vec<Data>, Failure> {
        match &self.filter {
            Some(filter) => filter.run(&data),
            None => Ok(vec![data]),
        }
    }

    /// One result that is no list.
    pub(crate) fn value(&mut self, data: &Data) -> Result<(), Failure> {
        match &self.filter {
            Some(filter) => filter.run(data)?.iter().try_for_each(|result| self.one(result)),
            None => self.one(data),
        }
    }

    /// Begins a list.
    pub(crate) fn begin(&mut self) -> Result<(), Failure> {
        self.list = Some(List::default());
        if self.is_array() { self.write(b"[") } else { Ok(()) }
    }

    /// Whether the items of a list stand in an array of JSON. What a filter makes of them stands by itself.
    fn is_array(&self) -> bool {
        self.filter.is_none() && matches!(self.format, Format::Json | Format::Raw)
    }

    /// An item of a list.
    pub(crate) fn item(&mut self, data: &Data) -> Result<(), Failure> {
        match &self.filter {
            Some(filter) => filter.run(data)?.iter().try_for_each(|result| self.next(result)),
            None => self.next(data),
        }
    }

    fn next(&mut self, data: &Data) -> Result<(), Failure> {
        let is_array = self.is_array();
        let Some(list) = &mut self.list else {
            return self.one(data);
        };
        list.count += 1;
        if is_array {
            let comma: &[u8] = if list.count > 1 { b",\n  " } else { b"\n  " };
            self.write(comma)?;
            let style = self.style;
            return write_json(&mut self.place, data, style, 1).map_err(|error| unwritable(&error));
        }
        let is_table = match self.format {
            Format::Table => true,
            // What a filter made and is no object stands by itself, whole.
            Format::Auto => self.filter.is_none() || matches!(data, Data::Object(_)),
            _ => false,
        };
        if !is_table {
            return if self.format == Format::Yaml { self.yaml_item(data) } else { self.one(data) };
        }
        list.waiting.push(readable(data, self.times).into_owned());
        Ok(())
    }

    /// An item of a list in YAML, as an item of one list.
    fn yaml_item(&mut self, data: &Data) -> Result<(), Failure> {
        if self.filter.is_some() {
            return self.one(data);
        }
        let text = yaml(&Data::List(vec![data.clone()]))?;
        self.text(&text)
    }

    /// An item of a stream: a line of JSON unless something else is wanted.
    pub(crate) fn stream_item(&mut self, data: &Data) -> Result<(), Failure> {
        if self.filter.is_none() && matches!(self.format, Format::Json | Format::Auto | Format::Table) {
            self.format = Format::Lines;
        }
        // Each item says when it begins, as nobody knows whether another one will come.
        if self.filter.is_none() && self.format == Format::Yaml {
            self.write(b"---\n")?;
            self.has_document = false;
        }
        self.value(data)
    }

    /// A page of the list is complete: what waited is laid out, and what was shown so far can be seen.
    pub(crate) fn page(&mut self) -> Result<(), Failure> {
        let room = (self.width < usize::MAX).then_some(self.width);
        if let Some(list) = &mut self.list
            && !list.waiting.is_empty()
        {
            let items = std::mem::take(&mut list.waiting);
            let palette = self.style.palette;
            let (mut table, mut text) = match list.table.take() {
                None => {
                    let table = Table::new(self.columns, &items, room, palette);
                    let head = table.head(palette);
                    (table, head)
                }
                Some(table) => table.go_on(self.columns, &items, palette),
            };
            text.extend(items.iter().map(|item| table.row(item)));
            self.left_out.iter_mut().for_each(|left_out| table.tell(&items, left_out));
            list.table = Some(table);
            self.write(text.as_bytes())?;
        }
        self.place.flush().map_err(|error| unwritable(&error))
    }

    /// Ends a list, where one was begun, and gives the number of its items.
    pub(crate) fn end(&mut self) -> Result<Option<usize>, Failure> {
        self.page()?;
        let Some(List { count, .. }) = self.list.take() else {
            return Ok(None);
        };
        if self.is_array() {
            self.write(if count > 0 { b"\n]\n" } else { b"]\n" })?;
        } else if count == 0 && self.format == Format::Yaml && self.filter.is_none() {
            self.write(b"[]\n")?;
        }
        Ok(Some(count))
    }

    /// Lets what was written appear, and says what of it a table did not show.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let left_out = self.left_out.take().and_then(|left_out| left_out.words());
        self.place.finish()?;
        if let Some(left_out) = left_out {
            // Where this cannot be told, the table is what it is.
            let _ = writeln!(std::io::stderr(), "{} (`--format yaml` shows all)", neutral_line(&left_out));
        }
        Ok(())
    }

    /// What was written so far can be seen.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.place.flush().map_err(|error| unwritable(&error))
    }

    fn one(&mut self, data: &Data) -> Result<(), Failure> {
        match (self.format, data) {
            (_, Data::Text(text)) if self.bare => self.text(&format!("{text}\n")),
            (Format::Lines | Format::Raw, data) => {
                let line =
                    if self.style.neutral { super::neutral_line(&data.to_json()).into_owned() } else { data.to_json() };
                self.write(line.as_bytes())?;
                self.write(b"\n")
            }
            (Format::Yaml, data) => {
                let text = yaml(data)?;
                // What stands by itself is a document of its own.
                let mark = if std::mem::replace(&mut self.has_document, true) { "---\n" } else { "" };
                self.text(&format!("{mark}{text}"))
            }
            (Format::Table | Format::Auto, Data::List(items)) => {
                let items: Vec<Data> = items.iter().map(|item| readable(item, self.times).into_owned()).collect();
                let items = &items;
                let room = (self.width < usize::MAX).then_some(self.width);
                let mut table = Table::new(self.columns, items, room, self.style.palette);
                let rows: String = items.iter().map(|item| table.row(item)).collect();
                self.left_out.iter_mut().for_each(|left_out| table.tell(items, left_out));
                let text = table.head(self.style.palette) + &rows;
                self.write(text.as_bytes())
            }
            (Format::Table | Format::Auto, Data::Object(members)) if !members.is_empty() => {
                let text = fields(&readable(data, self.times), self.style.palette, self.width);
                self.write(text.as_bytes())
            }
            (_, Data::Object(_) | Data::List(_)) => {
                let style = self.style;
                write_json(&mut self.place, data, style, 0).map_err(|error| unwritable(&error))?;
                self.write(b"\n")
            }
            (_, scalar) => {
                let line = line(scalar, self.style);
                self.write(line.as_bytes())?;
                self.write(b"\n")
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Failure> {
        if self.style.neutral { self.write(neutral(text).as_bytes()) } else { self.write(text.as_bytes()) }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.place.write_all(bytes).map_err(|error| unwritable(&error))
    }
}

/// The filter of a flag.
pub(crate) fn filter(settings: &Settings, flag: &'static str) -> Result<Option<Filter>, Failure> {
    settings.value(flag).map(|(code, _)| Filter::new(&code, flag)).transpose()
}

/// A value as YAML.
pub(crate) fn yaml(data: &Data) -> Result<String, Failure> {
    to_yaml(data).map_err(|error| Failure::new(Exit::Api, format!("it cannot be written as YAML: {error}")))
}
