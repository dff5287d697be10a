//! What a group's calls are called: list, create, retrieve and so on by method and shape, else by `operationId`.

mod phrase;
mod rivals;

use crate::api::Operation;

use super::actions;
use super::groups::is_item_path;
use super::ident::{Scope, snake};
use super::operation_words::id_words;
use phrase::Phrase;

/// The calls of a group in the order in which people look for them.
const ORDER: &[&str] = &["list", "create", "retrieve", "replace", "update", "delete"];

/// Words of those who change items by `POST`.
const CHANGES: &[&str] = &["change", "edit", "modify", "patch", "update"];

/// What is known of an operation when it is named.
pub(super) struct Candidate<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The name pinned for it.
    pub pinned: Option<&'a str>,
    /// Whether its answer is a list.
    pub lists: bool,
    /// The segments of its group.
    pub chain: &'a [String],
}

/// The method name of each candidate of one group.
pub(super) fn names(candidates: &[Candidate<'_>]) -> Vec<String> {
    let phrases: Vec<Phrase> = candidates.iter().map(|one| Phrase::new(one.operation, one.chain)).collect();
    let verbs: Vec<Option<&str>> = (0..candidates.len()).map(|at| verb(candidates, &phrases, at)).collect();
    let mut scope = Scope::with(&["new", "clone"]);
    let mut out = vec![String::new(); candidates.len()];
    // Pins first, then verbs, then what is left: nobody takes a name from one who has a better right to it.
    for (slot, candidate) in out.iter_mut().zip(candidates) {
        if let Some(pinned) = candidate.pinned {
            *slot = scope.claim(&snake(pinned));
        }
    }
    for (index, slot) in out.iter_mut().enumerate().filter(|(_, slot)| slot.is_empty()) {
        if let Some(verb) = verbs.get(index).copied().flatten()
            && owns(candidates, &phrases, &verbs, index, verb)
            && !scope.has(verb)
        {
            *slot = scope.claim(verb);
        }
    }
    for (slot, candidate) in out.iter_mut().zip(candidates).filter(|(slot, _)| slot.is_empty()) {
        let action = actions::name(candidate.operation, candidate.chain).map(|action| snake(&action));
        if let Some(action) = action.filter(|action| !scope.has(action) && is_plain(candidates, candidate)) {
            *slot = scope.claim(&action);
        }
    }
    let qualified = rivals::qualified(&phrases, &verbs);
    let mut left: Vec<usize> = (0..out.len()).filter(|at| out.get(*at).is_some_and(String::is_empty)).collect();
    // A phrase that loses nothing when it is shortened has the better right to the short name.
    left.sort_by_key(|at| phrases.get(*at).map(Phrase::lost));
    for at in left {
        let own = phrases.get(at).map(Phrase::names).unwrap_or_default();
        let names: Vec<String> = qualified.get(at).cloned().flatten().into_iter().chain(own).collect();
        let free = names.iter().find(|name| !scope.has(name)).or(names.last());
        if let (Some(slot), Some(name)) = (out.get_mut(at), free) {
            *slot = scope.claim(name);
        }
    }
    out
}

/// Whether no other operation on the same segment has fewer words, as one without `beta_` has.
fn is_plain(candidates: &[Candidate<'_>], one: &Candidate<'_>) -> bool {
    let name = |of: &Candidate<'_>| actions::name(of.operation, of.chain);
    let length = |of: &Candidate<'_>| id_words(of.operation).len();
    candidates.iter().filter(|other| name(other) == name(one)).all(|other| length(one) <= length(other))
}

/// Sorts names of calls as people look for them. What gets all that is there comes first, also where that is no list.
pub(super) fn rank<'n>(name: &'n str, operation: &Operation) -> (usize, &'n str) {
    let is_of_all = name == "retrieve" && !is_item_path(&operation.path);
    let verb = if is_of_all { "list" } else { name };
    (ORDER.iter().position(|known| *known == verb).unwrap_or(ORDER.len()), name)
}

fn verb(candidates: &[Candidate<'_>], phrases: &[Phrase], at: usize) -> Option<&'static str> {
    let candidate = candidates.get(at).filter(|one| one.pinned.is_none())?;
    if actions::name(candidate.operation, candidate.chain).is_some() {
        return None;
    }
    let item = is_item_path(&candidate.operation.path);
    match candidate.operation.method.0.as_str() {
        "GET" if candidate.lists || (!item && phrases.get(at)?.lists(has_items(candidates, candidate))) => Some("list"),
        "GET" => Some("retrieve"),
        // Where nothing stands below it is one thing that is changed, not one more of many that is made.
        "POST" if phrases.get(at)?.begins_with(CHANGES) && (item || !has_items(candidates, candidate)) => {
            Some("update")
        }
        "POST" if !item => Some("create"),
        // Of an item of which nothing else is said: what can be retrieved is there already.
        "POST" if phrases.get(at)?.says_only("post") => {
            Some(if is_retrieved(candidates, candidate) { "update" } else { "create" })
        }
        "PUT" => Some("replace"),
        "PATCH" => Some("update"),
        "DELETE" => Some("delete"),
        _ => None,
    }
}

/// Whether the path of `collection` has items that can be retrieved.
fn has_items(candidates: &[Candidate<'_>], collection: &Candidate<'_>) -> bool {
    let path = collection.operation.path.trim_end_matches('/');
    let is_item = |path_of_item: &str| {
        let rest = path_of_item.strip_prefix(path).and_then(|rest| rest.strip_prefix('/'));
        rest.is_some_and(|rest| rest.starts_with('{') && !rest.contains('/'))
    };
    candidates.iter().any(|one| one.operation.method.0 == "GET" && is_item(&one.operation.path))
}

/// Whether what stands at the path of `item` can be retrieved.
fn is_retrieved(candidates: &[Candidate<'_>], item: &Candidate<'_>) -> bool {
    candidates.iter().any(|one| one.operation.method.0 == "GET" && one.operation.path == item.operation.path)
}

/// Whether a candidate has the best right to its verb: it is the only one, or the only one on the kind of path that the
/// verb is about (the collection for list and create, the item for the others), or the plain one among several.
fn owns(candidates: &[Candidate<'_>], phrases: &[Phrase], verbs: &[Option<&str>], index: usize, verb: &str) -> bool {
    let about_items = !matches!(verb, "list" | "create");
    let claims = |right_path: bool| {
        let same = candidates.iter().zip(verbs).enumerate().filter(|(_, (_, other))| **other == Some(verb));
        let fitting = same.filter(move |(_, (one, _))| !right_path || is_item_path(&one.operation.path) == about_items);
        fitting.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (all, right) = (claims(false), claims(true));
    let rivals = if right.is_empty() { &all } else { &right };
    all == [index] || right == [index] || rivals::plain(phrases, rivals, verb) == Some(index)
}

#[cfg(test)]
mod tests {
    use super::{Candidate, names};
    use crate::api::{Docs, Method, Operation, Origin};

    fn operation(text: &str) -> Operation {
        let mut words = text.split(' ');
        let mut next = || words.next().unwrap_or_default().to_owned();
        let (method, path, id) = (next(), next(), next());
        Operation {
            id: Some(id).filter(|id| !id.is_empty()),
            method: Method(method),
            path,
            server: None,
            docs: Docs { title: words.collect::<Vec<_>>().join(" "), ..Docs::default() },
            about_path: String::new(),
            heading: String::new(),
            tags: Vec::new(),
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            security: Vec::new(),
            origin: Origin::default(),
        }
    }

    /// The names of operations of the group `group`, none of which answers an array.
    fn named(group: &str, operations: &[&str]) -> Vec<String> {
        let chain: Vec<String> = group.split('.').map(str::to_owned).collect();
        let operations: Vec<Operation> = operations.iter().map(|text| operation(text)).collect();
        let candidates: Vec<Candidate<'_>> = operations
            .iter()
            .map(|operation| Candidate { operation, pinned: None, lists: false, chain: &chain })
            .collect();
        names(&candidates)
    }

    #[test]
    fn what_is_changed_by_post_is_updated() {
        let calls = ["GET /pets/limit getLimit", "POST /pets/limit updateLimit"];
        assert_eq!(named("pets.limit", &calls), ["retrieve", "update"]);
        assert_eq!(named("pets", &["POST /pets/{id} modifyPet", "GET /pets/{id} getPet"]), ["update", "retrieve"]);
        let calls = ["POST /pets updatePets", "GET /pets/{id} getPet"];
        assert_eq!(named("pets", &calls), ["create", "retrieve"]);
    }

    #[test]
    fn collections_are_listed_and_items_retrieved() {
        let calls = ["GET /pets getPets", "GET /pets/{id} getPet"];
        assert_eq!(named("pets", &calls), ["list", "retrieve"]);
        let calls = ["GET /shop/{id}/readme getReadme", "GET /shop/{id}/readme/{folder} getReadmeOfFolder"];
        assert_eq!(named("shop.readme", &calls), ["get", "retrieve"]);
        assert_eq!(named("pets", &["GET /pets listPetsMethod", "GET /pets/{id} x"]), ["list", "retrieve"]);
    }

    #[test]
    fn a_resource_before_the_name_is_not_said_again() {
        let calls = [
            "GET /orders Orders_GetAll",
            "GET /orders/{id} Orders_GetById",
            "POST /orders Orders_PostOrder",
            "PUT /orders Orders_PutAll",
        ];
        assert_eq!(named("orders", &calls), ["list", "retrieve", "create", "replace"]);
        let calls = [
            "GET /users UsersController_findAll",
            "GET /users/{id} UsersController_findOne",
            "GET /users/{id}/{day} UsersController_findVisits",
        ];
        assert_eq!(named("users", &calls), ["list", "retrieve", "find_visits"]);
        let calls = ["GET /shop/lines shop.lines.getAll", "GET /shop/lines/{id} shop.lines.getOne"];
        assert_eq!(named("shop.lines", &calls), ["list", "retrieve"]);
        // What no group says stays.
        let calls = ["GET /orders Orders_GetAll", "GET /orders?old=true OldOrders_GetAll"];
        assert_eq!(named("orders", &calls), ["list", "old_list"]);
    }

    #[test]
    fn the_plain_one_of_several_has_the_verb() {
        let calls = ["POST /pets/{id}/walk walkPet", "POST /pets/{id}/walk?beta=true beta_walkPet"];
        assert_eq!(named("pets.walk", &calls), ["create", "beta_create"]);
        let calls =
            ["GET /pets/{id} getPet", "GET /pets/{id}?beta=true beta_getPet", "GET /pets/{id}/{day} getPetOfDay"];
        assert_eq!(named("pets", &calls), ["retrieve", "beta_retrieve", "retrieve_of_day"]);
        let calls = ["GET /files/{id} getFile", "GET /files/{id}/{format} downloadFile"];
        assert_eq!(named("files", &calls), ["retrieve", "download"]);
        let calls = ["POST /toys counttoys", "POST /toys?beta=true beta_counttoys"];
        assert_eq!(named("toys", &calls), ["create", "beta_create"]);
    }

    #[test]
    fn what_changes_an_item_is_an_update_whatever_the_word() {
        let calls = ["POST /pets/{id} modifyPet", "DELETE /pets/{id} deletePet"];
        assert_eq!(named("pets", &calls), ["update", "delete"]);
        let calls = ["POST /pets/{id} modifyPet", "PATCH /pets/{id} patchPet"];
        assert_eq!(named("pets", &calls), ["modify", "patch"]);
        assert_eq!(named("pets", &["POST /pets/{id} feedPet"]), ["feed"]);
        let calls = ["GET /pets/{id} GetPetsPet", "POST /pets/{id} PostPetsPet", "POST /pets PostPets"];
        assert_eq!(named("pets", &calls), ["retrieve", "update", "create"]);
        assert_eq!(named("pets", &["POST /pets/{id}"]), ["create"]);
    }

    #[test]
    fn a_call_that_does_more_is_named_for_it() {
        let calls = ["POST /shops/rooms createShopAndRoom", "POST /shops/{id}/rooms createRoom"];
        assert_eq!(named("shops.rooms", &calls), ["create_shop_and_room", "create"]);
    }

    #[test]
    fn what_the_group_says_is_not_said_again() {
        let calls = [
            "PUT /shops/{id}/runners/labels runners/set-labels-for-shop",
            "DELETE /shops/{id}/runners/{r}/labels runners/remove-all-custom-labels-from-old-runner-for-shop",
            "DELETE /shops/{id}/runners/{r}/labels/{l} runners/remove-label",
            "POST /shops/{id}/runners/{r}/labels/{l} runners/create-label-and-runner",
        ];
        let group = "shops.runners.labels";
        assert_eq!(named(group, &calls), ["replace", "remove_all_custom_from_old_runner", "delete", "create"]);
        let calls = ["GET /pets/comments pets/list-comments-for-pet", "GET /pets/{id}/comments pets/list-comments"];
        assert_eq!(named("pets.comments", &calls), ["list_for_pet", "list"]);
    }

    #[test]
    fn what_a_framework_adds_to_a_function_is_not_said() {
        let calls = ["POST /pets/{id} feed_pet_pets__id__post", "POST /pets/{id}/{day} brush_pets__id___day__post"];
        assert_eq!(named("pets", &calls), ["feed", "brush"]);
    }
}
