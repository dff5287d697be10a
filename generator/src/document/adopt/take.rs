//! Which part of what is to be written comes from which document.

use super::super::node::{Kind, Node};
use super::super::references::{Keys, child_keys};
use super::pairs::pairs;
use super::renamed::Renamed;
use super::texts::{is_prose, is_text};
use super::tree::{Form, Piece};
use crate::settings::Texts;

/// The parts of a new document, put together with an old one.
pub(super) struct Taking<'a> {
    old: Node<'a>,
    new: Node<'a>,
    texts: Texts,
    renamed: Renamed<'a>,
    pub left_out: Vec<String>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct At<'a> {
    /// In the old document.
    place: Option<Node<'a>>,
    /// In the old document, what says in words what the value is.
    said: Option<Node<'a>>,
    keys: Keys,
    /// The key that it stands under, and that of what it stands in.
    own: &'a str,
    within: &'a str,
}

impl<'a> Taking<'a> {
    pub fn new(old: Node<'a>, new: Node<'a>, texts: Texts) -> Self {
        let renamed = if texts == Texts::Keep { Renamed::find(old, new) } else { Renamed::default() };
        Self { old, new, texts, renamed, left_out: Vec::new() }
    }

    /// All of it.
    pub fn whole(&mut self) -> Piece<'a> {
        let old = Some(self.old);
        self.take(At { place: old, said: old, keys: Keys::Keywords, own: "", within: "" }, self.new)
    }

    fn take(&mut self, at: At<'a>, new: Node<'a>) -> Piece<'a> {
        match new.kind() {
            Kind::Object => self.object(at, new),
            Kind::Array => self.array(at, new),
            _ => data(at.place, new),
        }
    }

    fn array(&mut self, at: At<'a>, new: Node<'a>) -> Piece<'a> {
        let paired = |old: Option<Node<'a>>| match old.filter(|old| old.kind() == Kind::Array) {
            Some(old) => pairs(old, new).into_iter().map(|at| at.and_then(|at| old.at(at))).collect(),
            None => vec![None; new.len()],
        };
        let places: Vec<Option<Node<'a>>> = paired(at.place);
        let said = paired(at.said);
        let mut items = Vec::new();
        for ((item, place), said) in new.items().zip(places).zip(said) {
            items.push(self.take(At { place, said, keys: Keys::Keywords, own: "", within: at.own }, item));
        }
        let stands = |(index, item): (usize, &Piece<'a>)| {
            matches!(item.form, Form::Kept)
                && at.place.and_then(|place| place.at(index)).map(Node::id) == item.place.map(Node::id)
        };
        let is_kept = at.place.is_some_and(|place| place.kind() == Kind::Array && place.len() == items.len());
        let form = if is_kept && items.iter().enumerate().all(stands) {
            Form::Kept
        } else if new.items().zip(&items).all(|(new, item)| is_whole(item, new)) {
            Form::Whole(new)
        } else {
            Form::Array(items)
        };
        Piece { place: at.place, form }
    }

    fn object(&mut self, at: At<'a>, new: Node<'a>) -> Piece<'a> {
        let said = match at.said.filter(|_| new.reference().is_none()) {
            Some(said) => said.resolve().ok(),
            None => at.said,
        };
        let at = At { said, ..at };
        let mut members = Vec::new();
        for (key, value) in new.entries() {
            if self.texts == Texts::Keep && is_text(at.keys, at.own, key, value) {
                members.extend(self.text(at, key, value).map(|piece| (key, piece)));
            } else {
                members.push((key, self.member(at, key, value)));
            }
        }
        if self.texts == Texts::Keep {
            let own = said.into_iter().flat_map(Node::entries);
            let only = own.filter(|(key, value)| new.get(key).is_none() && is_text(at.keys, at.own, key, *value));
            members.extend(only.map(|(key, value)| (key, kept(at.place.and_then(|place| place.get(key)), value))));
            let needs_text = at.within == "responses" && new.reference().is_none();
            if needs_text && !members.iter().any(|(key, _)| *key == "description") {
                members.insert(0, ("description", Piece { place: None, form: Form::Blank }));
            }
        }
        let form = Self::form(at, new, members);
        Piece { place: at.place, form }
    }

    fn form(at: At<'a>, new: Node<'a>, members: Vec<(&'a str, Piece<'a>)>) -> Form<'a> {
        let is_place = at.place.is_some_and(|place| place.kind() == Kind::Object && place.len() == members.len());
        let stands = |(key, member): &(&str, Piece<'a>)| {
            matches!(member.form, Form::Kept) && member.place.and_then(Node::key) == Some(*key)
        };
        if is_place && members.iter().all(stands) {
            return Form::Kept;
        }
        let is_new = members.len() == new.len()
            && members.iter().all(|(key, member)| new.get(key).is_some_and(|value| is_whole(member, value)));
        if is_new {
            return Form::Whole(new);
        }
        Form::Object(ordered(at.place, members))
    }

    /// A member that is no text.
    fn member(&mut self, at: At<'a>, key: &'a str, value: Node<'a>) -> Piece<'a> {
        let of = |node: Option<Node<'a>>| node.and_then(|node| node.get(key));
        let (mut place, mut said) = (of(at.place), of(at.said));
        let Some(keys) = child_keys(at.keys, key, value) else { return data(place, value) };
        if at.within == "components" && said.is_none() {
            said = self.renamed.get(value);
            // It takes the place of the other, unless that is still there.
            place = said.filter(|said| {
                let section = said.parent().map(Node::id);
                section.is_some()
                    && section == at.place.map(Node::id)
                    && said.key().is_some_and(|name| value.parent().is_some_and(|section| section.get(name).is_none()))
            });
        }
        self.take(At { place, said, keys, own: key, within: at.own }, value)
    }

    /// A text: that of the old document, or none.
    fn text(&mut self, at: At<'a>, key: &'a str, value: Node<'a>) -> Option<Piece<'a>> {
        if let Some(said) = at.said.and_then(|said| said.get(key)) {
            return Some(kept(at.place.and_then(|place| place.get(key)), said));
        }
        let is_scope = at.keys == Keys::Names;
        if is_prose(key) || is_scope {
            self.left_out.push(value.pointer());
        }
        is_scope.then_some(Piece { place: None, form: Form::Blank })
    }
}

/// A value that holds no texts.
fn data<'a>(place: Option<Node<'a>>, new: Node<'a>) -> Piece<'a> {
    let same = place.is_some_and(|place| place.structural_eq(new));
    Piece { place, form: if same { Form::Kept } else { Form::Whole(new) } }
}

/// A text of the old document.
fn kept<'a>(place: Option<Node<'a>>, said: Node<'a>) -> Piece<'a> {
    let stays = place.is_some_and(|place| place.id() == said.id());
    Piece { place, form: if stays { Form::Kept } else { Form::Whole(said) } }
}

/// Whether all of a piece comes from a node of the new document, at a place of its own.
fn is_whole(piece: &Piece<'_>, new: Node<'_>) -> bool {
    matches!(piece.form, Form::Whole(node) if node.id() == new.id() && std::ptr::eq(node.document(), new.document()))
}

/// The members in the order of the old document; what is new stands after what it stands after in the new one.
fn ordered<'a>(place: Option<Node<'a>>, members: Vec<(&'a str, Piece<'a>)>) -> Vec<(&'a str, Piece<'a>)> {
    let Some(place) = place else { return members };
    let at = |piece: &Piece<'_>| {
        let id = piece.place?.id();
        place.entries().position(|(_, node)| node.id() == id)
    };
    let mut old: Vec<(usize, Vec<(&'a str, Piece<'a>)>)> = Vec::new();
    let mut first = Vec::new();
    for (key, piece) in members {
        match (at(&piece), old.last_mut()) {
            (Some(position), _) => old.push((position, vec![(key, piece)])),
            (None, Some((_, after))) => after.push((key, piece)),
            (None, None) => first.push((key, piece)),
        }
    }
    old.sort_by_key(|(position, _)| *position);
    first.into_iter().chain(old.into_iter().flat_map(|(_, members)| members)).collect()
}
