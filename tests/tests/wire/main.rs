//! What generated clients put on the wire and make of what comes back: the points at which other generators fail, each
//! held against the client of this repository's document and, where they are at hand, those of the official one.

#[macro_use]
mod clients;
mod every_call;
mod points;

over_clients! {
    discriminators_are_sent_once_and_right,
    a_file_goes_as_a_form_byte_for_byte,
    the_same_call_takes_json,
    a_download_gives_the_bytes,
    an_unknown_value_is_kept,
    large_numbers_fit,
    paths_are_encoded,
    a_refusal_is_an_error_with_body_and_headers,
    a_limited_request_is_sent_again,
    a_limit_that_stays_is_an_error,
    a_wrong_shape_is_an_error,
    nothing_is_sent_that_was_not_set,
}
