//! Putting files into containers.

use serde_json::Value;

use super::{Call, account};
use crate::emulator::answer::{Answer, Failure};
use crate::emulator::router::Operation;
use crate::emulator::store::NewFile;
use crate::emulator::upload::{Form, Sent};

/// What is wrong with a new file's body beyond its schema: mistakes that deserve their own words.
pub fn misplaced(call: &Call<'_>, sent: &Sent) -> Option<Failure> {
    if call.operation != Operation::CreateContainerFile || call.app.fixtures {
        return None;
    }
    let has = |name: &str| match sent {
        Sent::Nothing => false,
        Sent::Json(value) => value.get(name).is_some(),
        Sent::Form(form) => form.texts.contains_key(name) || form.files.iter().any(|file| file.0 == name),
    };
    let as_text = match sent {
        Sent::Form(form) => form.texts.contains_key("file"),
        _ => has("file"),
    };
    match (has("file"), has("file_id")) {
        (true, true) => Some(Failure::bad_request("Send either 'file' or 'file_id', not both.")),
        (false, false) => Some(Failure::bad_request("Send 'file' in a form, or 'file_id' as JSON.")),
        (true, false) if as_text => {
            let message = "Invalid 'file': a file is a part of multipart/form-data with a file name, not a string.";
            Some(Failure::bad_request(message).param("file").code("invalid_type"))
        }
        _ => None,
    }
}

/// Puts a file into a container: one that was sent, or a copy of one of the account's.
pub fn create(call: &Call<'_>, sent: Sent) -> Result<Answer, Failure> {
    let new = match sent {
        Sent::Form(form) => from_form(call, form)?,
        Sent::Json(value) => from_id(call, value.get("file_id").and_then(Value::as_str))?,
        Sent::Nothing => from_id(call, None)?,
    };
    call.app.store.add_file(call.container_id(), new).map(Answer::json)
}

fn from_form(call: &Call<'_>, mut form: Form) -> Result<NewFile, Failure> {
    match form.files.pop() {
        Some((_, file)) => Ok(file),
        None => from_id(call, form.texts.get("file_id").and_then(Value::as_str)),
    }
}

fn from_id(call: &Call<'_>, id: Option<&str>) -> Result<NewFile, Failure> {
    match id {
        Some(id) => account::copy(call.app, id, "file_id"),
        // Only with fixtures does a request without either come this far.
        None => Ok(NewFile { name: "file".into(), bytes: 0, content: call.app.store.blank()?.into_temp_path() }),
    }
}
