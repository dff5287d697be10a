//! Parts of forms that are a file or something else.

use crate::Upload;
use crate::json::Encode;

/// A part of a form that may be a file, or a value of another type, such as a reference to a file.
///
/// Whatever converts into either is taken where one is asked for: an [`Upload`], or the other value.
#[derive(Debug, Clone, PartialEq)]
pub enum FileOr<T> {
    /// A file.
    File(Upload),
    /// The other value: text for a scalar, JSON for an object.
    Other(T),
}

impl<T> From<Upload> for FileOr<T> {
    fn from(upload: Upload) -> Self {
        Self::File(upload)
    }
}

// An upload has no JSON form, so the two never meet.
impl<T: Encode> From<T> for FileOr<T> {
    fn from(other: T) -> Self {
        Self::Other(other)
    }
}
