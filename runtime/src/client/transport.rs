//! What a client sends over: the transport that was given, or else the default one.

#[cfg(feature = "reqwest")]
use super::Redirects;
use super::{Client, ClientBuilder};
use crate::address::Base;
use crate::body::BoxError;
#[cfg(feature = "reqwest")]
use crate::transport::Need;
use crate::transport::Transport;

impl<C: From<Client>> ClientBuilder<C> {
    #[cfg(feature = "reqwest")]
    pub(super) fn take_transport(&mut self, base: &Base) -> Result<Box<dyn Transport>, BoxError> {
        if let Some(transport) = self.transport.take() {
            if self.connection.is_usual() {
                return Ok(transport);
            }
            return Err("proxies, certificates and the time to connect are those of the transport given".into());
        }
        // Operations may have servers of their own unless all was sent elsewhere by hand; redirects, layers and proxies may
        // lead there.
        let need = if base.origin().starts_with("https:") {
            Need::Certain
        } else if self.base_url.is_none()
            || self.redirects == Redirects::Anywhere
            || !self.layers.is_empty()
            || self.connection.proxy.may_need_tls()
        {
            Need::Possible
        } else {
            Need::No
        };
        let proxy = core::mem::take(&mut self.connection.proxy);
        self.connection.proxy = proxy.resolved(base.origin(), |name| std::env::var(name).ok())?;
        let transport = crate::transport::ReqwestTransport::build(&self.connection, need)?;
        Ok(Box::new(transport))
    }

    #[cfg(not(feature = "reqwest"))]
    pub(super) fn take_transport(&mut self, _base: &Base) -> Result<Box<dyn Transport>, BoxError> {
        self.transport
            .take()
            .ok_or_else(|| "there is none: give one, or turn on the feature `rustls`, `native-tls` or `reqwest`".into())
    }
}
