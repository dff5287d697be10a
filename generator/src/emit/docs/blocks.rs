//! Blocks of Markdown: what is finished, and the enclosing blocks that are open.

/// An open block.
pub struct Frame {
    /// What it is.
    pub kind: Kind,
    /// Finished blocks within it, each in lines.
    pub blocks: Vec<Block>,
}

/// A finished block.
pub struct Block {
    /// Its lines.
    pub lines: Vec<String>,
    /// Whether it is a list.
    pub is_list: bool,
}

/// What an enclosing block is.
pub enum Kind {
    /// The whole text.
    Root,
    /// A quote.
    Quote,
    /// With the number of the next item, if it is numbered.
    List(Option<u64>),
    /// With what stands before its first line.
    Item(String),
}

impl Frame {
    /// One without blocks.
    pub fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new() }
    }

    /// Columns that its prefix takes.
    pub fn prefix_width(&self) -> usize {
        match &self.kind {
            Kind::Root | Kind::List(_) => 0,
            Kind::Quote => 2,
            Kind::Item(marker) => marker.len(),
        }
    }
}

/// Blocks one below the other, with an empty line between them, but not before a list if `is_item`.
pub fn join(blocks: Vec<Block>, is_item: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        let continues = is_item && block.is_list;
        if !lines.is_empty() && !continues {
            lines.push(String::new());
        }
        lines.extend(block.lines);
    }
    lines
}

/// Items of a list; with empty lines between them as soon as one has such lines itself.
pub fn join_items(items: Vec<Block>) -> Vec<String> {
    let apart = items.iter().any(|item| item.lines.iter().any(String::is_empty));
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        if apart && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(item.lines);
    }
    lines
}

/// `lines` with `first` before the first of them and `others` before the others.
pub fn prefixed(lines: &[String], first: &str, others: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(lines.len().max(1));
    for (at, line) in lines.iter().enumerate() {
        let prefix = if at == 0 { first } else { others };
        out.push(format!("{prefix}{line}").trim_end().to_owned());
    }
    out
}
