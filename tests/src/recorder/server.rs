//! Listening in a thread of its own.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Answer, Request};

/// How long a peer may say nothing; a test that waits longer would hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server. It stops when this is dropped.
///
/// It takes one connection after the other and closes each after one answer, so that requests are kept in the order in
/// which they came.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    script: Vec<Answer>,
    log: Mutex<Log>,
    stopped: AtomicBool,
}

#[derive(Debug, Default)]
struct Log {
    requests: Vec<Request>,
    faults: Vec<String>,
}

impl Recorder {
    /// Starts a server that gives these answers in this order. A request behind the last one gets a 418, which no
    /// client repeats.
    ///
    /// # Errors
    /// A machine without a free port or thread.
    pub fn start(script: impl IntoIterator<Item = Answer>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let script = script.into_iter().collect();
        let shared = Arc::new(Shared { script, log: Mutex::default(), stopped: AtomicBool::new(false) });
        let of_thread = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("recorder".into()).spawn(move || of_thread.serve(&listener))?;
        Ok(Self { address, shared, thread: Some(thread) })
    }

    /// Where it listens, as a URL without a path and without a slash behind it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Host and port.
    #[must_use]
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// Stops, and gives every request in the order in which they came.
    ///
    /// # Errors
    /// What was sent to it that is no HTTP request, and connections that broke in one.
    pub fn finish(mut self) -> Result<Vec<Request>, String> {
        self.stop();
        let mut log = self.shared.log();
        if log.faults.is_empty() { Ok(std::mem::take(&mut log.requests)) } else { Err(log.faults.join("\n")) }
    }

    fn stop(&mut self) {
        self.shared.stopped.store(true, Ordering::Release);
        // Wakes the thread up; where this fails, it is not there any more.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            if self.stopped.load(Ordering::Acquire) {
                return;
            }
            if let Err(error) = self.exchange(stream) {
                self.log().faults.push(error.to_string());
            }
        }
    }

    fn exchange(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let Some(request) = Request::read(&mut stream)? else {
            return Ok(());
        };
        let answer = {
            let mut log = self.log();
            let index = log.requests.len();
            log.requests.push(request);
            self.script.get(index).cloned().unwrap_or_else(|| Answer::new(418).body("the script is over"))
        };
        // A client may go away before the end of an answer; that is its business.
        let _ = answer.write(&mut stream);
        let _ = stream.shutdown(Shutdown::Write);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::{Answer, Recorder};

    fn exchange(recorder: &Recorder, request: &str) -> String {
        let mut stream = TcpStream::connect(recorder.authority()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn records_and_answers_in_order() {
        let recorder = Recorder::start([Answer::json(200, "1"), Answer::new(404)]).unwrap();
        assert!(exchange(&recorder, "GET /a HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 200 "));
        assert!(exchange(&recorder, "GET /b HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 "));
        assert!(exchange(&recorder, "GET /c HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 418 "));
        let targets: Vec<String> = recorder.finish().unwrap().into_iter().map(|request| request.target).collect();
        assert_eq!(targets, ["/a", "/b", "/c"]);
    }

    #[test]
    fn reports_what_is_no_request() {
        let recorder = Recorder::start([]).unwrap();
        exchange(&recorder, "nonsense\r\n\r\n");
        assert!(recorder.finish().unwrap_err().contains("nonsense"));
    }
}
