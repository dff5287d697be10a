//! Which address belongs to which operation.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodFilter, on};

use super::answer::{Answer, Failure};
use super::app::App;
use super::exchange;

/// The operations of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    ListContainers,
    CreateContainer,
    RetrieveContainer,
    DeleteContainer,
    ListContainerFiles,
    CreateContainerFile,
    RetrieveContainerFile,
    DeleteContainerFile,
    RetrieveContainerFileContent,
}

/// Where an operation is found.
#[derive(Debug)]
pub struct Route {
    path: &'static str,
    method: MethodFilter,
    /// What it does.
    pub operation: Operation,
    /// Its `operationId` in the document.
    pub id: &'static str,
}

macro_rules! routes {
    ($($method:ident $path:literal $operation:ident;)*) => {
        /// Every operation.
        pub static ROUTES: &[Route] = &[$(Route {
            path: $path,
            method: MethodFilter::$method,
            operation: Operation::$operation,
            id: stringify!($operation),
        }),*];
    };
}

routes! {
    GET "/containers" ListContainers;
    POST "/containers" CreateContainer;
    GET "/containers/{container_id}" RetrieveContainer;
    DELETE "/containers/{container_id}" DeleteContainer;
    GET "/containers/{container_id}/files" ListContainerFiles;
    POST "/containers/{container_id}/files" CreateContainerFile;
    GET "/containers/{container_id}/files/{file_id}" RetrieveContainerFile;
    DELETE "/containers/{container_id}/files/{file_id}" DeleteContainerFile;
    GET "/containers/{container_id}/files/{file_id}/content" RetrieveContainerFileContent;
}

/// Every operation at `/…` and at `/v1/…`.
pub fn build(app: Arc<App>) -> Router {
    // Not nested, which would cut `/v1` off what is recorded.
    let addresses = ["", "/v1"].into_iter().flat_map(|base| ROUTES.iter().map(move |route| (base, route)));
    let router = addresses.fold(Router::new(), |router, (base, route)| {
        let serve = move |State(app): State<Arc<App>>, path: Path, request: Request| async move {
            match path {
                Ok(path) => exchange::serve(app, route, owned(&path), request).await,
                Err(_) => refuse(&app, request, Failure::bad_request("The path is no valid UTF-8.")).await,
            }
        };
        router.route(&format!("{base}{}", route.path), on(route.method, serve))
    });
    router.method_not_allowed_fallback(wrong_method).fallback(elsewhere).with_state(app)
}

type Path = Result<RawPathParams, RawPathParamsRejection>;

fn owned(path: &RawPathParams) -> BTreeMap<String, String> {
    path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn wrong_method(State(app): State<Arc<App>>, request: Request) -> Response {
    let message = format!("Not allowed: {} {}.", request.method(), request.uri().path());
    refuse(&app, request, Failure::new(StatusCode::METHOD_NOT_ALLOWED, message)).await
}

async fn elsewhere(State(app): State<Arc<App>>, request: Request) -> Response {
    if app.fixtures && request.uri().path() == "/" {
        return exchange::outside(&app, request, Answer::json(serde_json::json!({}))).await;
    }
    let message = format!("Nothing is at {} {}.", request.method(), request.uri().path());
    refuse(&app, request, Failure::new(StatusCode::NOT_FOUND, message)).await
}

async fn refuse(app: &Arc<App>, request: Request, failure: Failure) -> Response {
    exchange::outside(app, request, failure.into()).await
}
