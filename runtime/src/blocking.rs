//! Calls from code that is not async.
//!
//! [`Wait`] gives whatever can be awaited the method `wait`, and [`WaitEach`] gives lists and other streams
//! `wait_each`, an iterator:
//!
//! ```
//! # use wharf_runtime::{Api, Call, Client, ClientBuilder, Error, Method, Operation, Pending, Value, output};
//! # use wharf_runtime::mock::{Mock, Reply};
//! # static API: Api = Api { base_url: "https://api.example.com", ..Api::DEFAULT };
//! # static RETRIEVE: Operation = Operation::new("RetrieveBook", Method::GET, "/book");
//! # fn retrieve(client: &Client) -> Pending<Value> { Call::new(client, &RETRIEVE).send::<output::json<Value>>() }
//! # fn main() -> Result<(), Error> {
//! # let mock = Mock::new();
//! # mock.reply("RetrieveBook", Reply::json(200, r#"{"title":"Emma"}"#));
//! # let client: Client = ClientBuilder::new(&API).mock(&mock).build()?;
//! use wharf_runtime::blocking::Wait;
//!
//! let book = retrieve(&client).wait()?;
//! assert_eq!(book["title"], "Emma");
//! # Ok(())
//! # }
//! ```
//!
//! The thread that waits does the work itself; one more thread, the same for all clients, keeps timers and connections
//! going.
//!
//! Within async code, where waiting holds up a thread of the executor, `.await` is the better way. On a runtime of several
//! threads waiting works all the same, as the others go on; within a `LocalSet` tokio tells by a panic that is caught here, but
//! for a program that is built with `panic = "abort"`. On a runtime of one thread nothing goes on while it waits: what
//! was begun there by `.await`, as a download of which only the beginning came, or a connection that is kept, does not come
//! to its end, and waiting for that ends with its timeout. `tokio::task::spawn_blocking` is the place to wait there.

use core::cell::Cell;
use core::future::{IntoFuture, poll_fn};
use core::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, RuntimeFlavor};

use crate::error::{Error, Failure};

/// Waiting for what can be awaited.
pub trait Wait: IntoFuture {
    /// Waits until it is done.
    ///
    /// # Errors
    ///
    /// Those of what is awaited, and when the thread that keeps connections going cannot be started.
    fn wait(self) -> Self::Output;
}

impl<F, T, E> Wait for F
where
    F: IntoFuture<Output = Result<T, E>>,
    F::IntoFuture: Send,
    T: Send,
    E: From<Error> + Send,
{
    fn wait(self) -> Result<T, E> {
        block_on(self.into_future())
    }
}

/// Going through a stream without async: items of a list, pages, events, pieces of a download.
pub trait WaitEach: Stream + Sized {
    /// An iterator that waits for each item.
    fn wait_each(self) -> Each<Self> {
        Each(self)
    }
}

impl<S, T, E> WaitEach for S
where
    S: Stream<Item = Result<T, E>> + Send + Unpin,
    T: Send,
    E: From<Error> + Send,
{
}

/// An iterator over a stream.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for items"]
pub struct Each<S>(S);

impl<S, T, E> Iterator for Each<S>
where
    S: Stream<Item = Result<T, E>> + Send + Unpin,
    T: Send,
    E: From<Error> + Send,
{
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = poll_fn(|context| Pin::new(&mut self.0).poll_next(context));
        block_on(async { Ok::<_, E>(next.await) }).unwrap_or_else(|error| Some(Err(error)))
    }
}

fn block_on<F, T, E>(future: F) -> Result<T, E>
where
    F: Future<Output = Result<T, E>> + Send,
    T: Send,
    E: From<Error> + Send,
{
    let handle = driver().map_err(|reason| E::from(Error::Configuration(Failure::new(reason))))?;
    let Ok(current) = Handle::try_current() else { return handle.block_on(future) };
    if current.runtime_flavor() == RuntimeFlavor::MultiThread && may_block_in_place() {
        // The other tasks of this thread, such as connections, move to another one.
        return tokio::task::block_in_place(|| handle.block_on(future));
    }
    // A thread that runs an executor must not run a second one.
    let on_thread = std::thread::scope(|scope| scope.spawn(|| handle.block_on(future)).join());
    on_thread.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Whether this thread may give its tasks to another one. Within a `LocalSet` it may not, of which tokio tells by a panic
/// alone.
fn may_block_in_place() -> bool {
    thread_local! {
        static MAY: Cell<bool> = const { Cell::new(true) };
    }
    let may = MAY.get() && std::panic::catch_unwind(|| tokio::task::block_in_place(|| ())).is_ok();
    // Once is enough: where it may again, another thread is as good.
    MAY.set(may);
    may
}

/// What keeps timers and connections going. Where it cannot be started now it may be at the next call.
fn driver() -> Result<&'static Handle, &'static str> {
    static DRIVER: OnceLock<Handle> = OnceLock::new();
    static START: Mutex<()> = Mutex::new(());
    if let Some(handle) = DRIVER.get() {
        return Ok(handle);
    }
    let _one_at_a_time = START.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = DRIVER.get() {
        return Ok(handle);
    }
    let handle = start().map_err(|_| "the thread that keeps connections going cannot be started")?;
    Ok(DRIVER.get_or_init(|| handle))
}

fn start() -> std::io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let drive = move || runtime.block_on(core::future::pending::<()>());
    std::thread::Builder::new().name("wharf-blocking".into()).spawn(drive)?;
    Ok(handle)
}
