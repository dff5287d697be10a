//! Making containers.

use serde_json::Value;

use super::{Call, account};
use crate::emulator::answer::{Answer, Failure};
use crate::emulator::upload::Sent;

/// Makes a container with copies of the files that it names.
pub fn create(call: &Call<'_>, sent: Sent) -> Result<Answer, Failure> {
    let Sent::Json(body) = sent else {
        return Err(Failure::bad_request("The request needs a JSON body."));
    };
    let ids = body.get("file_ids").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let copy = |(index, id)| account::copy(call.app, id, &format!("file_ids[{index}]"));
    let files = ids.enumerate().map(copy).collect::<Result<_, _>>()?;
    Ok(Answer::json(call.app.store.create(&body, files)))
}
