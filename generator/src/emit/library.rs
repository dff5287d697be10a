//! The client's crate.

use rayon::iter::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use super::{
    Header, client, examples, group, json_schemas, lib_file, manifest, mock, models, module_tree, paths, readme,
};
use super::{scope, together, webhooks};
use crate::Outputs;
use crate::surface::Surface;

/// The files of the crate, in `client/`.
pub fn files(surface: &Surface, header: &Header) -> Outputs {
    let names = scope::Names::new(surface);
    let tree = module_tree::Tree::new(surface);
    let mut out = Outputs::new();
    let mut put = |path: &str, text: String| out.insert(path.to_owned(), text);
    put("client/Cargo.toml", manifest::client(surface, header));
    put("client/rustfmt.toml", manifest::layout());
    put("client/README.md", readme::file(surface, header));
    put("client/src/lib.rs", lib_file::file(surface, header));
    put("client/src/client.rs", client::file(surface, &names, header));
    put("client/src/mock.rs", mock::file(surface, header));
    put("client/src/models/mod.rs", models::index(&tree, header));
    if let Some(text) = examples::file(surface, header) {
        put("client/tests/examples.rs", text);
    }
    if let Some(bundle) = &surface.schemas {
        put("client/src/json_schemas.rs", json_schemas::file(bundle, surface, header));
        put("client/src/json_schemas.json", bundle.text.clone());
    }
    if let Some(hooks) = &surface.webhooks {
        put(&paths::file("client/src/", &hooks.module), webhooks::file(hooks, surface, &names, header));
    }
    let models = tree.all().par_iter().map(|module| {
        let (folder, name) = models::place(&module.name);
        let path = paths::file(&format!("client/src/models/{folder}"), name);
        (path, models::module(module, &tree, &names, header))
    });
    out.par_extend(models);
    let groups = surface.groups.par_iter().map(|top| {
        let mut files = Outputs::new();
        group::print(&mut files, "client/src/", &top.module, top, &names, header);
        files
    });
    together(out, groups.reduce(Outputs::new, together))
}
