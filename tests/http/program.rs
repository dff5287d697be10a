//! One point of the document of constructs: its name is the argument, `BASE_URL` the server.

use api::models::{Answer, ChooseBody, Form, HandBody, ListenItem, MixBody, Pair, Piece, Place, Problem, Question, StartOutput, UniteBody};
use api::{Client, Error, Lines, Upload, Value};
use futures_util::TryStreamExt;

#[tokio::main]
async fn main() {
    let url = std::env::var("BASE_URL").unwrap();
    let client = Client::builder().base_url(&url).max_retries(0).build().unwrap();
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "streams" => streams(&client).await,
        "statuses" => statuses(&client).await,
        "forms" => forms(&client).await,
        "lines" => lines(&client).await,
        "parameters" => parameters(&client).await,
        "media" => media(&client).await,
        "credentials" => credentials(&url).await,
        "pages" => pages(&client).await,
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
    assert_eq!(error.body::<Answer>().unwrap().unwrap().text, "not gone");

    let answer = client.login().retrieve().with_response().await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.headers["location"]), (302, &"/v1/form".parse().unwrap()));
}

async fn forms(client: &Client) {
    let place = || Place::new().street("a b").number(7).at([1.5, 2.0]);
    let form = Form::new().tags(["x", "y z"]).place(place()).note("a/b c").more([1_i64, 2]).plain([3_i64, 4]).json(place());
    client.forms().create(form).await.unwrap();
    let pictures = [Upload::bytes("one").header("X-Number", "1"), Upload::bytes("two").content_type("image/jpeg")];
    let mut hand = HandBody::new(pictures).place(place()).places([place(), Place::new()]).tags(["t", "u"]);
    hand.extra.insert("other".to_owned(), Value::from(true).into());
    client.forms().replace("s1", hand).place_x_rate(5).await.unwrap();
    client.forms().update(MixBody::new("text").b(place())).await.unwrap();
    let whole = UniteBody::new([Upload::bytes("p"), Upload::bytes("q")]).id("7").mode("auto");
    let whole = whole.source(Upload::bytes("r").file_name("r.png")).other(place()).place(place());
    client.unions().create(whole).include(["words"]).x_beta("fast=v1").await.unwrap();
}

async fn lines(client: &Client) {
    let pieces = [Piece::new(1), Piece::new(2)];
    client.lines().create(pieces.clone()).await.unwrap();
    client.lines().replace().body((3..5).map(Piece::new)).await.unwrap();
    client.lines().update(ChooseBody::lines(Lines::once(pieces))).await.unwrap();
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(Piece::new(6))]);
    client.lines().create(Lines::stream(stream)).await.unwrap();
}

async fn parameters(client: &Client) {
    let list = || ["x", "y z", "&"].map(str::to_owned);
    let mut pair = Pair::new().a("x y").b(2);
    pair.extra.insert("c".to_owned(), "é".to_owned());
    let cookie = Pair::new().a("x/y").b(2);
    let call = client.p().retrieve(&pair, &list(), &list());
    call.form(list())
        .members(pair.clone())
        .whole(pair.clone())
        .space(list())
        .pipe(list())
        .deep(pair.clone())
        .reserved("a/b?c=d&e f")
        .json(cookie.clone())
        .text("plain")
        .x_list(list())
        .form_cookie(list())
        .cookie(cookie.clone())
        .await
        .unwrap();
    let empty: [String; 0] = [];
    let call = client.p().retrieve(&Pair::new().a("x"), &list(), &list());
    call.form(empty.clone()).deep(Pair::new()).members(Pair::new()).x_list(empty.clone()).form_cookie(empty).await.unwrap();
    let bad = client.p().retrieve(&pair, &list(), &list()).cookie(Pair::new().a("x;y")).await.unwrap_err();
    assert!(bad.to_string().contains("a cookie cannot hold"), "{bad}");
    client.query().ask_form(&pair).await.unwrap();
    client.query().replace().filter(cookie).await.unwrap();
    client.query().fixed().q("r").await.unwrap();
    client.query().apart().q("r").await.unwrap();
    client.query().twice("r").await.unwrap();
}

async fn media(client: &Client) {
    let media = client.media();
    assert_eq!(media.create(Answer::new("x")).await.unwrap().text, "y");
    let painted = media.replace(Upload::bytes("png").file_name("a.png")).await.unwrap();
    assert_eq!(painted.content_type(), Some("image/png"));
    assert_eq!(media.update(Upload::bytes("<a/>")).await.unwrap(), "<b/>");
    assert_eq!(media.retrieve().await.unwrap().text, "any");
}

async fn credentials(url: &str) {
    let builder = || Client::builder().base_url(url).max_retries(0);
    let clients = [
        builder().credential_for("dpop", "DPoP token").credential_for("key", "k"),
        builder().credential_for("query", "q&").credential_for("cookie", "c;").credential_for("key", "k"),
        builder().credential_for("oauth", "o"),
        builder().credential_for("oidc", "i").credential_for("key", "k"),
    ];
    for builder in clients {
        builder.build().unwrap().secure().retrieve().await.unwrap();
    }
    let error = builder().credential_for("key", "k").build().unwrap().secure().retrieve().await.unwrap_err();
    assert!(error.to_string().contains("a credential is missing: dpop, or query and cookie, or oauth, or oidc"), "{error}");
}

async fn pages(client: &Client) {
    let books: Vec<_> = client.books().list().items().map_ok(|book| book.text).try_collect().await.unwrap();
    assert_eq!(books, ["a", "b"]);
    let book = client.books().create().await.unwrap();
    assert_eq!(client.books().retrieve(&book.text).await.unwrap().text, "c");
}
