//! What has to hold beyond the shape of single fields, one file for each kind of object.

pub(super) mod components;
pub(super) mod cycles;
pub(super) mod exclusive;
pub(super) mod limits;
pub(super) mod links;
pub(super) mod parameters;
pub(super) mod paths;
pub(super) mod responses;
pub(super) mod schemas;
pub(super) mod security;
pub(super) mod servers;
pub(super) mod unions;
pub(super) mod values;
pub(super) mod whole;

mod fit;
pub(super) mod forms;
pub(super) mod regular;
