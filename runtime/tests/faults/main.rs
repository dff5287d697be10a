//! What servers and networks do wrong, in thousands of generated cases over real connections: each ends in a right
//! answer or in a typed error, soon, with little memory, and without a word about the credential.

#[path = "../sample/mod.rs"]
mod sample;

mod case;
mod crowd;
mod cuts;
mod floods;
mod framing;
mod pages;
mod redirects;
mod retries;
mod server;
mod stalls;
