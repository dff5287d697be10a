//! Listening, and stopping.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tower::ServiceExt;

use super::app::App;
use super::faults::Cut;
use super::{Clock, Fault, Recorded, Settings, router};

/// How long a stop waits for answers that are under way.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why a server does not start.
#[derive(Debug)]
pub enum StartError {
    /// The OpenAPI document is of no use.
    Document(String),
    /// The address is taken, or there is no room for files.
    Io(io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Document(error) => write!(formatter, "the document cannot be used: {error}"),
            Self::Io(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for StartError {}

impl From<io::Error> for StartError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A running server. It stops when this is dropped.
///
/// It runs in threads of its own, so that it serves tests with and without an asynchronous runtime, and goes on while
/// a test blocks.
#[derive(Debug)]
pub struct Emulator {
    app: Arc<App>,
    address: SocketAddr,
    clock: Clock,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Emulator {
    /// Starts a server; when this returns, it listens.
    ///
    /// # Errors
    /// A document that cannot be used, an address that is taken, a machine without room.
    pub fn start(settings: Settings) -> Result<Self, StartError> {
        let app = Arc::new(App::new(&settings)?);
        let listener = TcpListener::bind(settings.listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let router = router::build(Arc::clone(&app));
        let run = move || run(&runtime, listener, &router, stopped);
        let thread = std::thread::Builder::new().name("emulator".into()).spawn(run)?;
        Ok(Self { app, address, clock: settings.clock, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a client takes as its base URL, with `/v1` and no slash behind it.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// The server's clock, to let containers expire.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Every request so far, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.app.log.requests()
    }

    /// What was wrong with answers of this server, which are faults of its own; each was sent as a 500.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.app.log.violations()
    }

    /// Lets something go wrong in requests to come. Faults strike in the order in which they were given, the next one
    /// once the one before has struck as often as it should.
    pub fn inject(&self, fault: Fault) {
        self.app.faults.add(fault);
    }

    /// Stops: answers that are under way are finished if that takes no longer than two seconds.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            // Fails only where the server has ended by itself, which is as good.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.end();
    }
}

fn run(runtime: &Runtime, listener: TcpListener, router: &Router, stopped: oneshot::Receiver<()>) {
    runtime.block_on(async {
        // The listener is not blocking, as this wants it.
        if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
            accept(listener, router, stopped).await;
        }
    });
}

async fn accept(listener: tokio::net::TcpListener, router: &Router, mut stopped: oneshot::Receiver<()>) {
    let connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            _ = &mut stopped => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // The peer was gone again, or there are too many files open; either may pass.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        // Small answers go out at once; that this cannot be set on a dead connection does not matter.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |request| respond(router.clone(), request));
        let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connections.watch(connection));
    }
    drop(listener);
    let _ = tokio::time::timeout(PATIENCE, connections.shutdown()).await;
}

/// The answer to a request; an error makes the connection end without one.
async fn respond(router: Router, request: hyper::Request<hyper::body::Incoming>) -> io::Result<Response> {
    let request: Request = request.map(Body::new);
    let Ok(response) = router.oneshot(request).await;
    match response.extensions().get::<Cut>() {
        Some(Cut) => Err(io::ErrorKind::ConnectionAborted.into()),
        None => Ok(response),
    }
}
