//! Prints a schema and values of its type, for the test to check with a validator.

use api::json_schemas::Described;
use api::models::{Invoice, InvoiceLine, Person};

fn main() {
    println!("{}", Invoice::schema());
    let invoice = |title: &str| Invoice::new(title, [InvoiceLine::new("a book")]);
    let values = [
        (true, invoice("Books").share(0.5).note_null()),
        (false, invoice("books")),
        (false, invoice("Books").share(0.0)),
        (false, invoice("Books").payer(Person::new())),
        (false, Invoice::new("Books", [InvoiceLine::new("a"), InvoiceLine::new("a")])),
    ];
    for (fits, value) in values {
        println!("{fits} {}", serde_json::to_string(&value).unwrap());
    }
}
