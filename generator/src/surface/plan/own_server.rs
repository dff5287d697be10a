//! Calls that go to another server than the others, and the variables of all servers.

use crate::api::{Api, Operation, Server, ServerVariable};
use crate::diagnostic::Severity;

use super::{Context, Finding, about};

/// The variables that users choose: those of the API's server, and what those of calls have besides.
pub(super) fn variables(api: &Api) -> Vec<&ServerVariable> {
    let mut known: Vec<&ServerVariable> = Vec::new();
    // Where no server is that of the API, the user says where all calls go.
    let Some(server) = api.server() else { return known };
    let own = api.operations.iter().filter_map(|operation| operation.server.as_ref());
    for variable in std::iter::once(server).chain(own).flat_map(|server| &server.variables) {
        if known.iter().all(|other| other.name != variable.name) {
            known.push(variable);
        }
    }
    known
}

/// Whether a variable is one that users choose, and no other one of that name.
fn is_chosen(api: &Api, variable: &ServerVariable) -> bool {
    let is_same = |known: &&ServerVariable| {
        known.name == variable.name && known.default == variable.default && known.values == variable.values
    };
    variables(api).iter().any(is_same)
}

impl Context<'_> {
    /// The URL of the server that an operation has for itself, with the variables that users choose in braces.
    pub(super) fn own_server(&self, operation: &Operation) -> Option<String> {
        let server = operation.server.as_ref()?;
        let mut url = server.url.clone();
        for variable in server.variables.iter().filter(|variable| !is_chosen(self.api, variable)) {
            url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
            self.find(Finding::new(
                Severity::Hint,
                "server-variables",
                &server.origin,
                format!(
                    "`{}` cannot be chosen here, as it means something else for other calls: these go to `{}`",
                    variable.name,
                    server.usual()
                ),
                "give the variable a name of its own; or give the client a base URL, which holds for these calls too",
            ));
        }
        Some(url)
    }

    /// Where such a call goes, in words; none where it goes where all go.
    pub(super) fn said_of_server(&self, operation: &Operation) -> Option<String> {
        let own = operation.server.as_ref()?;
        let of_all = self.api.server();
        if of_all.map(Server::usual) == Some(own.usual()) {
            return None;
        }
        let url = self.own_server(operation)?;
        let place = if url.starts_with("//") || url.contains("://") {
            format!("the server `{url}`")
        } else {
            format!("`{url}` on the host of the client")
        };
        let is_known = |variable: &ServerVariable| of_all.is_some_and(|server| server.variables.contains(variable));
        let further = own.variables.iter().filter(|variable| is_chosen(self.api, variable) && !is_known(variable));
        let further: Vec<String> = further.map(|variable| about::variable(variable, true)).collect();
        let said = format!("Goes to {place}, unless the client was given a base URL.");
        Some(if further.is_empty() { said } else { format!("{said}\n\n{}", further.join("\n")) })
    }
}
