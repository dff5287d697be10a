//! The account's own files, which this server does not keep: any id of their form stands for a file whose content is
//! that id.

use std::io::Write;

use crate::emulator::answer::Failure;
use crate::emulator::app::App;
use crate::emulator::store::NewFile;

/// A copy of the account's file of this id; `param` is where the request names it.
pub fn copy(app: &App, id: &str, param: &str) -> Result<NewFile, Failure> {
    if !app.fixtures && !is_file_id(id) {
        let message = format!("Invalid '{param}': '{id}' is not the id of a file. These begin with 'file-'.");
        return Err(Failure::bad_request(message).param(param).code("invalid_value"));
    }
    let mut blank = app.store.blank()?;
    blank.write_all(id.as_bytes()).map_err(|error| Failure::broken("no room for the file", &error))?;
    Ok(NewFile { name: id.to_owned(), bytes: id.len() as u64, content: blank.into_temp_path() })
}

fn is_file_id(id: &str) -> bool {
    let rest = id.strip_prefix("file-").unwrap_or_default();
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
