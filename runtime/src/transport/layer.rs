//! Layers around a transport: middleware.

use core::fmt;

use http::header::CONTENT_LENGTH;

use super::{Body, Sending, Transport};

/// What stands between a client and its transport, and sees every attempt: for headers that are made on the way,
/// signatures, metrics, caches and the like.
///
/// A layer may change the request, send it on with [`Next::send`] or not, send it more than once, and change the answer.
/// `Content-Length` follows the body by itself once the last layer has sent it on.
/// What it takes counts towards the time that an attempt may take.
pub trait Layer: Send + Sync + 'static {
    /// Handles one request.
    fn send<'a>(&'a self, request: http::Request<Body>, next: Next<'a>) -> Sending<'a>;
}

/// What follows a layer: the layers within it, and the transport at last.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    layers: &'a [Box<dyn Layer>],
    transport: &'a dyn Transport,
}

impl<'a> Next<'a> {
    pub(crate) fn new(layers: &'a [Box<dyn Layer>], transport: &'a dyn Transport) -> Self {
        Self { layers, transport }
    }

    /// Sends the request on.
    #[must_use = "nothing is sent before it is awaited"]
    pub fn send(self, request: http::Request<Body>) -> Sending<'a> {
        match self.layers.split_first() {
            Some((layer, within)) => layer.send(request, Next { layers: within, transport: self.transport }),
            None => self.transport.send(measured(request)),
        }
    }
}

/// The same with the length of the body that it has by now: a layer may have put another one in its place.
fn measured(mut request: http::Request<Body>) -> http::Request<Body> {
    let length = request.body().length();
    let headers = request.headers_mut();
    match length {
        // Whether a request without a body says so is for its method to tell, and was decided before.
        Some(0) if !headers.contains_key(CONTENT_LENGTH) => {}
        Some(length) => {
            headers.insert(CONTENT_LENGTH, http::HeaderValue::from(length));
        }
        None => {
            headers.remove(CONTENT_LENGTH);
        }
    }
    request
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next").field("layers", &self.layers.len()).finish_non_exhaustive()
    }
}
