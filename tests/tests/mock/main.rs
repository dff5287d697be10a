//! Every call of a client of a whole document, over HTTP: what is sent is what was given and what the document allows, and
//! what the document allows is read.
//!
//! It compiles 288 calls, so it is left out unless it is asked for:
//!
//! ```sh
//! WHARF_SPECS=… cargo test -p wharf-tests --test mock -- --ignored
//! ```

mod calls;
mod client;
#[allow(dead_code, reason = "verdicts use the rest")]
#[path = "../verdicts/contract.rs"]
mod contract;
mod form;
mod request;
#[allow(dead_code, reason = "verdicts use the rest")]
#[path = "../verdicts/schemas.rs"]
mod schemas;

use client::Client;
use contract::Contract;
use wharf_tests::specs;

#[test]
#[ignore = "takes minutes: compiles a client of 288 calls"]
fn what_is_sent_and_read_is_what_the_document_says() {
    let Some(specs) = specs() else { return };
    let mut client = Client::of(&specs.join("openai.yaml")).unwrap();
    let surface = client.surface.clone();
    let document = client.document();
    let contract = Contract::read(&document);
    let all = calls::all(&surface, &contract);
    assert_eq!(all.len(), client.calls.len());
    let (mut told, mut count) = (Vec::new(), 0);
    for (number, call) in all.iter().enumerate() {
        assert_eq!(call.operation.pointer, client.calls[number]);
        let streams = client.streams.contains(&number);
        for (round, trial) in call.trials(&contract, streams).into_iter().enumerate() {
            count += 1;
            if let Err(wrong) = client.tries(number, call, &trial, &contract) {
                told.push(format!(
                    "{} {} ({round}): {wrong}\n  {}",
                    call.operation.method, call.operation.path, trial.given
                ));
            }
        }
    }
    println!("{} operations, {count} requests and answers, {} wrong", all.len(), told.len());
    assert!(count >= all.len() * 7 && told.is_empty(), "{}", told.join("\n"));
}
