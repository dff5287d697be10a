//! The pull reader: one pass, no tree.

use super::Error;
use super::number::Digits;

/// Objects and arrays may be nested this deep.
const MAX_DEPTH: u32 = 128;
/// The stack that reading may use, in bytes. The depth alone does not bound it: a type with hundreds of
/// members has a large frame.
const MAX_STACK: usize = 512 * 1024;

/// The kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

/// Reads JSON step by step from a text.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: u32,
    /// An object or array was just opened: no comma before what comes.
    pub(super) fresh: bool,
    /// Bytes read again by unions that go back.
    pub(super) replayed: usize,
    /// Values passed over because the type has no place for them, with those in them.
    pub(super) skipped: usize,
    /// How deep the members of an object stand that must not be skipped, and how many were.
    pub(super) watched: (u32, usize),
    /// Values that the type does not know, though it keeps them.
    pub(super) strange: usize,
    /// How many values were kept by types that do not name them.
    pub(super) unnamed: usize,
    /// What becomes of digits that a value cannot hold.
    pub(crate) digits: Digits,
    /// Where the value began that was last kept as unknown.
    pub(crate) unknown_at: Option<usize>,
    /// Something was nested too deep. Of which branch a value is must not depend on the stack that is left.
    pub(crate) is_too_deep: bool,
    /// Strings with escapes, as long as nobody else owns them.
    pub(super) scratch: String,
    stack_base: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`.
    ///
    /// # Errors
    ///
    /// When `bytes` are not UTF-8.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let text =
            core::str::from_utf8(bytes).map_err(|error| Error::new("the text is not UTF-8", error.valid_up_to()))?;
        Ok(Self {
            text,
            at: 0,
            depth: 0,
            fresh: false,
            replayed: 0,
            skipped: 0,
            watched: (0, 0),
            strange: 0,
            unnamed: 0,
            digits: Digits::default(),
            unknown_at: None,
            is_too_deep: false,
            scratch: String::new(),
            stack_base: stack_pointer(),
        })
    }

    /// The offset of the next token, in bytes.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    ///
    /// When something follows.
    pub fn finish(&mut self) -> Result<(), Error> {
        match self.token() {
            None => Ok(()),
            Some(_) => Err(self.error("text after the value")),
        }
    }

    /// An error at the present place.
    #[must_use]
    #[cold]
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::new(message, self.at)
    }

    /// An error that says what should stand at the present place.
    #[cold]
    pub(crate) fn expected(&mut self, what: &str) -> Error {
        match self.peek() {
            Ok(kind) => self.error(format!("expected {what}, found {}", kind.name())),
            Err(error) => error,
        }
    }

    /// The kind of the next value, judged by its first character.
    ///
    /// # Errors
    ///
    /// When no value begins here.
    pub fn peek(&mut self) -> Result<Kind, Error> {
        match self.token() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::String),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(_) => Err(self.error("expected a value")),
            None => Err(self.error("the text ends where a value should begin")),
        }
    }

    /// Skips white space and looks at the byte after it.
    #[inline]
    pub(super) fn token(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Reads `null` if it stands here.
    ///
    /// # Errors
    ///
    /// When the text breaks off inside the word.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Error> {
        if self.token() != Some(b'n') {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// When something else stands here.
    pub fn boolean(&mut self) -> Result<bool, Error> {
        match self.token() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => Err(self.expected("a boolean")),
        }
    }

    pub(super) fn word(&mut self, word: &str) -> Result<(), Error> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            Err(self.error("expected a value"))
        }
    }

    /// Enters an object; [`key`](Self::key) goes through its members. Gives the offset of its brace.
    ///
    /// # Errors
    ///
    /// When something else stands here, or the nesting is too deep.
    pub fn begin_object(&mut self) -> Result<usize, Error> {
        match self.token() {
            Some(b'{') => self.enter(),
            _ => Err(self.expected("an object")),
        }
    }

    /// Enters an array; [`item`](Self::item) goes through its items. Gives the offset of its bracket.
    ///
    /// # Errors
    ///
    /// When something else stands here, or the nesting is too deep.
    pub fn begin_array(&mut self) -> Result<usize, Error> {
        match self.token() {
            Some(b'[') => self.enter(),
            _ => Err(self.expected("an array")),
        }
    }

    fn enter(&mut self) -> Result<usize, Error> {
        let stack = self.stack_base.abs_diff(stack_pointer());
        if self.depth >= MAX_DEPTH || stack > MAX_STACK {
            self.is_too_deep = true;
            return Err(self.error("nested too deep"));
        }
        self.depth += 1;
        self.at += 1;
        self.fresh = true;
        Ok(self.at - 1)
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.at += 1;
    }

    /// The name of the next member, whose value stands next; `None` when the object has ended.
    ///
    /// # Errors
    ///
    /// When the object is broken here.
    #[inline]
    pub fn key(&mut self) -> Result<Option<&str>, Error> {
        let fresh = core::mem::take(&mut self.fresh);
        match self.token() {
            Some(b'}') => {
                self.leave();
                return Ok(None);
            }
            Some(b'"') if fresh => {}
            Some(b',') if !fresh => {
                self.at += 1;
                if self.token() != Some(b'"') {
                    return Err(self.error("expected the name of a member"));
                }
            }
            _ if fresh => return Err(self.error("expected the name of a member or `}`")),
            _ => return Err(self.error("expected `,` or `}`")),
        }
        let name = self.string_token()?;
        if self.token() != Some(b':') {
            return Err(self.error("expected `:`"));
        }
        self.at += 1;
        Ok(Some(name.unwrap_or(&self.scratch)))
    }

    /// Whether another item stands next; `false` when the array has ended.
    ///
    /// # Errors
    ///
    /// When the array is broken here.
    #[inline]
    pub fn item(&mut self) -> Result<bool, Error> {
        let fresh = core::mem::take(&mut self.fresh);
        match self.token() {
            Some(b']') => {
                self.leave();
                Ok(false)
            }
            Some(_) if fresh => Ok(true),
            Some(b',') => {
                self.at += 1;
                if self.token() == Some(b']') {
                    return Err(self.error("expected a value"));
                }
                Ok(true)
            }
            _ => Err(self.error("expected `,` or `]`")),
        }
    }
}

impl Kind {
    /// With its article, for messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// About where the stack ends now: the address of a local variable.
#[inline]
fn stack_pointer() -> usize {
    let marker = 0_u8;
    core::ptr::from_ref(core::hint::black_box(&marker)).addr()
}
