//! One point of the document of constructs: its name is the argument, `BASE_URL` the server.

use api::models::{ListenItem, Problem, Question, StartOutput};
use api::{Client, Error};
use futures_util::TryStreamExt;

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(url).max_retries(0).build().unwrap();
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "streams" => streams(&client).await,
        "statuses" => statuses(&client).await,
        other => panic!("no point is called {other:?}"),
    }
}

async fn streams(client: &Client) {
    let question = || Question::new("why");
    assert_eq!(client.answers().create(question()).await.unwrap().text, "so");
    let pieces = client.answers().create(question().stream(false)).stream().await.unwrap();
    let pieces: Vec<i64> = pieces.map_ok(|piece| piece.n).try_collect().await.unwrap();
    assert_eq!(pieces, [1, 2]);
    let mut broken = client.answers().create(question()).stream().await.unwrap();
    assert!(matches!(broken.try_next().await.unwrap_err(), Error::Reported(_)));

    assert_eq!(client.pulls().retrieve().await.unwrap().bytes().await.unwrap(), "bytes");
    let mut lines = client.pulls().retrieve().stream_query(false).stream().await.unwrap();
    assert_eq!(lines.try_next().await.unwrap().unwrap().n, 1);
    assert_eq!(lines.try_next().await.unwrap().unwrap().n, 2);
    assert!(lines.try_next().await.unwrap().is_none());

    let mut events = client.events().retrieve().await.unwrap();
    let ListenItem::Added(added) = events.try_next().await.unwrap().unwrap() else { panic!() };
    assert_eq!((added.data.n, added.id.as_deref()), (1, Some("7")));
    let ListenItem::Gone(gone) = events.try_next().await.unwrap().unwrap() else { panic!() };
    assert_eq!(gone.data, "all of it");
    let ListenItem::Unknown(other) = events.try_next().await.unwrap().unwrap() else { panic!() };
    assert_eq!(other.get()["event"], "new");
    assert_eq!(events.last_event_id(), Some("7"));

    let texts = client.sequence().retrieve().await.unwrap();
    assert_eq!(texts.try_collect::<Vec<_>>().await.unwrap().len(), 2);
}

async fn statuses(client: &Client) {
    let jobs = client.jobs();
    assert!(matches!(jobs.create().await.unwrap(), StartOutput::Ok(answer) if answer.text == "so"));
    assert!(matches!(jobs.create().await.unwrap(), StartOutput::Accepted(text) if text == "soon"));
    assert!(matches!(jobs.create().await.unwrap(), StartOutput::NoContent));
    let error = jobs.create().await.unwrap_err();
    assert!(error.is_not_modified());
    let error = jobs.create().await.unwrap_err();
    assert_eq!(error.body::<Problem>().unwrap().unwrap().title.as_deref(), Some("no"));

    assert_eq!(jobs.search().body(Question::new("where")).await.unwrap().text, "here");
    let there = jobs.exists().with_response().await.unwrap();
    assert_eq!(there.headers["content-length"], "12");
    assert!(jobs.exists().await.unwrap_err().is_not_found());
    assert_eq!(jobs.trace().await.unwrap_or_else(|error| panic!("{error}")).bytes().await.unwrap(), "TRACE /");
    assert_eq!(jobs.purge().await.unwrap().text, "gone");
    let error = jobs.purge().await.unwrap_err();
    assert_eq!(error.body::<api::models::Answer>().unwrap().unwrap().text, "not gone");

    let answer = client.login().retrieve().with_response().await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.headers["location"]), (302, &"/v1/form".parse().unwrap()));
}
