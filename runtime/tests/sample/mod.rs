//! A client written by hand in the form of generated ones.

#![allow(dead_code, reason = "each test uses a part")]

pub mod models;
