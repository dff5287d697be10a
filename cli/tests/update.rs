//! `wharf update`: a new document in the place of the one that is kept, and all that follows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const KEPT: &str = "\
# What we know of the toys.
openapi: 3.1.0
info: { title: Toys, version: 1.0.0 }
servers:
  - url: https://toys.example.com
paths:
  /toys:
    get:
      operationId: listToys
      summary: Our list
      responses:
        \"200\":
          description: Our toys
          content:
            application/json:
              schema: { $ref: \"#/components/schemas/ToyList\" }
components:
  schemas:
    # A page.
    ToyList:
      type: object
      description: Our page
      required: [data]
      properties:
        data: { type: array, items: { type: string }, description: Ours }
";

const NEW: &str = "\
openapi: 3.1.0
info:
  title: All of the shop
  version: 1.1.0
servers:
  - url: https://toys.example.com
paths:
  /shops:
    get:
      operationId: listShops
      responses:
        '200':
          description: Their shops
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Shop'
  /toys:
    get:
      operationId: listToys
      summary: Their list
      parameters:
        - name: color
          in: query
          description: Their color
          schema:
            type: string
      responses:
        '200':
          description: Their toys
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/ToyList'
components:
  schemas:
    Shop:
      type: object
    ToyList:
      type: object
      description: Their page
      required:
        - data
      properties:
        data:
          type: array
          items:
            type: string
          description: Theirs
        total:
          type: integer
          description: Their total
";

/// Corrections are read whenever the kept document is, and never written into it.
const OVERLAY: &str = "\
overlay: 1.0.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - target: $.components.schemas.ToyList.properties.data
    update: { maxItems: 100 }
";

struct Shop {
    folder: TempDir,
}

impl Shop {
    fn new(settings: &str) -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in [
            ("api.yaml", KEPT),
            ("new.yaml", NEW),
            ("overlay.yaml", OVERLAY),
            ("wharf.toml", settings),
            ("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n### Added\n- Something else.\n"),
        ] {
            fs::write(shop.path(name), text).unwrap();
        }
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|_| panic!("no {name}"))
    }

    fn wharf(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wharf"));
        command.current_dir(self.folder.path()).args(arguments).output().unwrap()
    }

    fn update(&self, more: &[&str]) -> Output {
        let mut arguments =
            vec!["update", "new.yaml", "--document", "api.yaml", "--out", "out", "--settings", "wharf.toml"];
        arguments.extend(["--overlay", "overlay.yaml", "--changelog", "CHANGELOG.md"]);
        arguments.extend(more);
        self.wharf(&arguments)
    }

    fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all = Vec::new();
        walk(self.folder.path(), &mut all);
        all.sort();
        all
    }
}

fn walk(folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), all);
        } else {
            all.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

const KEEP: &str =
    "[crate]\nname = \"toys\"\nversion = \"0.3.1\"\n\n[upstream]\nonly = [\"/toys\"]\ntexts = \"keep\"\n";

#[test]
fn structure_is_taken_and_texts_stay() {
    let shop = Shop::new(KEEP);
    let output = shop.update(&[]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    let expected = KEPT
        .replace("version: 1.0.0 }\nservers", "version: 1.1.0 }\nservers")
        .replace(
            "info: { title: Toys, version: 1.1.0 }",
            "info:\n  title: Toys\n  version: 1.1.0",
        )
        .replace(
            "      summary: Our list\n",
            "      summary: Our list\n      parameters:\n        - name: color\n          in: query\n          schema:\n            type: string\n",
        )
        + "        total:\n          type: integer\n";
    assert_eq!(shop.text("api.yaml"), expected);
    for said in [
        "color",
        "left out, as texts are kept: 2 texts",
        "/paths/~1toys/get/parameters/0/description",
        "/components/schemas/ToyList/properties/total/description",
        "proposed version: 0.3.2, as 0.3.1 is out",
        "wrote `api.yaml`",
        "wrote `CHANGELOG.md`",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let changelog = shop.text("CHANGELOG.md");
    assert!(changelog.contains("### Added\n- Something else.\n- `toys`: "), "{changelog}");
    assert!(changelog.contains("color") && changelog.contains("total"), "{changelog}");
    assert!(shop.text("out/client/src/models/mod.rs").contains("ToyList") || shop.path("out/client/src").exists());

    let before = shop.snapshot();
    let again = shop.update(&[]);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert!(text(&again.stdout).contains("says already what the new document does"), "{}", text(&again.stdout));
    assert!(!text(&again.stdout).contains("proposed"), "{}", text(&again.stdout));
    assert!(before == shop.snapshot(), "the second run changed something");

    let check = [
        "codegen",
        "--document",
        "api.yaml",
        "--out",
        "out",
        "--settings",
        "wharf.toml",
        "--overlay",
        "overlay.yaml",
        "--check",
    ];
    let checked = shop.wharf(&check);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
    assert!(text(&checked.stderr).contains("to-be-described"), "{}", text(&checked.stderr));
}

#[test]
fn texts_are_taken_where_nothing_is_said_about_them() {
    let shop = Shop::new("");
    let output = shop.update(&["--only", "/toys"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let taken = shop.text("api.yaml");
    assert!(taken.contains("Their list") && taken.contains("Their total") && taken.contains("# A page."), "{taken}");
    assert!(!taken.contains("shop:") && !taken.contains("maxItems") && !taken.contains("Our"), "{taken}");
    assert!(!text(&output.stdout).contains("left out"), "{}", text(&output.stdout));
}

#[test]
fn a_dry_run_writes_nothing() {
    let shop = Shop::new(KEEP);
    let before = shop.snapshot();
    let output = shop.update(&["--dry-run"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let out = text(&output.stdout);
    assert!(out.contains("would write `api.yaml`") && out.contains("would write `CHANGELOG.md`"), "{out}");
    assert!(out.contains("files in `out`") && !out.contains("wrote"), "{out}");
    assert!(before == shop.snapshot(), "something was written");
    assert!(!shop.path("out").exists());
}

#[test]
fn a_new_document_that_cannot_be_used_changes_nothing() {
    for (name, new, said) in [
        ("no document", "{", "nothing was written"),
        ("no old document", NEW, "api.yaml"),
        ("no such path", &NEW.replace("/toys:", "/dolls:"), "no path begins with `/toys`"),
        ("a file elsewhere", &NEW.replace("#/components/schemas/ToyList", "../other.yaml#/ToyList"), "other.yaml"),
        ("an error", &NEW.replace("in: query", "in: nowhere"), "nothing was written"),
    ] {
        let shop = Shop::new(KEEP);
        fs::write(shop.path("new.yaml"), new).unwrap();
        fs::write(shop.path("api.yaml"), if name == "no old document" { "- 1" } else { KEPT }).unwrap();
        fs::write(shop.path("other.yaml"), "ToyList: { type: object }\n").unwrap();
        let before = shop.snapshot();
        let output = shop.update(&[]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", text(&output.stdout));
        assert!(text(&output.stderr).contains(said), "{name}: {}", text(&output.stderr));
        assert!(before == shop.snapshot(), "{name}: something was written");
    }
}

#[test]
fn what_cannot_be_generated_leaves_the_document_alone() {
    let shop = Shop::new(KEEP);
    fs::create_dir_all(shop.path("out/client")).unwrap();
    fs::write(shop.path("out/client/Cargo.toml"), "ours").unwrap();
    let before = shop.snapshot();
    let output = shop.update(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("--force"), "{}", text(&output.stderr));
    assert!(before == shop.snapshot(), "something was written");
}

#[test]
fn the_report_goes_to_a_file_too() {
    let shop = Shop::new(KEEP);
    for name in ["report.json", "report.txt", "report.md", "report.html"] {
        let output = shop.update(&["--dry-run", "--report", name]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(shop.text(name).contains("color"), "{name}");
    }
    assert!(shop.text("report.json").starts_with('{'));
}

/// A new document of several files: each takes the place of the file of its name beside the kept document.
#[test]
fn files_beside_the_new_document_are_taken_with_it() {
    let shop = Shop::new(KEEP);
    let list = "\
# A page.
ToyList:
  type: object
  description: Our page
  required: [data]
  properties:
    data: { type: array, items: { type: string } }
";
    let theirs = "\
ToyList:
  description: Their page
  type: object
  required: [data]
  properties:
    data: { type: array, items: { type: string } }
    owner: { $ref: \"people/owner.yaml\" }
Unused: { type: string }
";
    for folder in ["new/schemas/people", "schemas"] {
        fs::create_dir_all(shop.path(folder)).unwrap();
    }
    let split = |text: &str| text.replace("#/components/schemas/ToyList", "schemas/lists.yaml#/ToyList");
    fs::write(shop.path("schemas/lists.yaml"), list).unwrap();
    let kept = KEPT.split("components:").next().unwrap();
    fs::write(shop.path("api.yaml"), split(kept)).unwrap();
    fs::write(shop.path("new.yaml"), "").unwrap();
    fs::write(shop.path("new/api.yaml"), split(NEW)).unwrap();
    fs::write(shop.path("new/schemas/lists.yaml"), theirs).unwrap();
    fs::write(
        shop.path("new/schemas/people/owner.yaml"),
        "type: object\ndescription: Theirs\nproperties: { name: { type: string } }\n",
    )
    .unwrap();
    let update = |more: &[&str]| {
        let asked = ["update", "new/api.yaml", "--document", "api.yaml", "--out", "out", "--settings", "wharf.toml"];
        shop.wharf(&[&asked[..], more].concat())
    };

    let before = shop.snapshot();
    let output = update(&["--dry-run"]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{out}{}", text(&output.stderr));
    assert!(out.contains("would write `schemas/people/owner.yaml`") && before == shop.snapshot(), "{out}");

    let output = update(&[]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{out}{}", text(&output.stderr));
    for said in ["owner", "wrote `api.yaml`", "wrote `schemas/lists.yaml`", "schemas/people/owner.yaml#/description"] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let lists = shop.text("schemas/lists.yaml");
    assert!(lists.starts_with("# A page.\nToyList:\n") && lists.contains("Our page"), "{lists}");
    assert!(lists.contains("owner: { $ref: \"people/owner.yaml\" }") && !lists.contains("Their"), "{lists}");
    assert_eq!(shop.text("schemas/people/owner.yaml"), "type: object\nproperties: { name: { type: string } }\n");

    // `Unused` is not part of what was taken.
    assert!(!lists.contains("Unused"), "{lists}");

    let before = shop.snapshot();
    let output = update(&[]);
    assert!(text(&output.stdout).contains("says already what the new document does"), "{}", text(&output.stdout));
    assert!(before == shop.snapshot(), "the second run changed something");
}

/// A type that is called otherwise: its old name goes into the settings, and code that used it compiles on.
#[test]
fn old_names_are_kept_where_that_is_asked_for() {
    let settings = "# Ours.\n[crate]\nname = \"toys\" # so\n";
    let shop = Shop::new(settings);
    fs::write(shop.path("new.yaml"), KEPT.replace("ToyList", "ToyPage")).unwrap();
    fs::write(shop.path("overlay.yaml"), OVERLAY.replace("ToyList", "*")).unwrap();
    let before = shop.snapshot();
    let proposed = shop.update(&["--dry-run"]);
    let out = text(&proposed.stdout);
    assert!(out.contains("run it with --keep-names") && out.contains("crate major"), "{out}{}", text(&proposed.stderr));
    let would = shop.update(&["--dry-run", "--keep-names"]);
    assert!(text(&would.stdout).contains("would write `wharf.toml`") && before == shop.snapshot());

    let output = shop.update(&["--keep-names"]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{out}{}", text(&output.stderr));
    assert!(out.contains("wrote `wharf.toml`") && out.contains("crate minor") && !out.contains("run it with"), "{out}");
    assert_eq!(shop.text("wharf.toml"), format!("{settings}\n[renames.items]\nToyPage = [\"ToyList\"]\n"));
    let models: Vec<u8> = shop.snapshot().into_iter().flat_map(|(_, bytes)| bytes).collect();
    assert!(String::from_utf8_lossy(&models).contains("pub type ToyList = ToyPage;"));

    let before = shop.snapshot();
    let again = shop.update(&["--keep-names"]);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert!(before == shop.snapshot(), "the second run changed something");
}
