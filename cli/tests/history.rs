//! `wharf history`: a site about what became of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A repository with a document, and a folder for the site.
struct Shop {
    folder: TempDir,
    commits: usize,
}

/// The document at its beginning.
const FIRST: &str = "\
openapi: 3.1.0
info: { title: Toys & <co>, version: 1.0.0 }
servers:
  - url: https://toys.example.com
paths:
  /toys:
    get:
      operationId: listToys
      responses:
        \"200\":
          description: Toys
          content:
            application/json:
              schema: { type: array, items: { $ref: \"#/components/schemas/Toy\" } }
  /shops:
    get:
      operationId: listShops
      responses:
        \"200\":
          description: Shops
components:
  schemas:
    Toy:
      type: object
      required: [name]
      properties:
        name: { type: string, description: A name }
";

impl Shop {
    fn new() -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap(), commits: 0 };
        fs::create_dir(shop.path("repo")).unwrap();
        shop.git(&["init", "--quiet", "--initial-branch", "main"]);
        shop
    }

    /// A history with all that can happen to a document.
    fn with_history() -> Self {
        let mut shop = Self::new();
        let texts = FIRST.replace("A name", "What it is called");
        let more = texts.replace("        name: {", "        price: { type: integer }\n        name: {").replace(
            "  /shops:",
            "  /toys/{id}:\n    get:\n      operationId: getToy\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      responses: { \"200\": { description: Toy } }\n  /shops:",
        );
        let less = more.replace("price: { type: integer }", "price: { type: string }");
        shop.commit(FIRST, "Begin");
        shop.commit(&texts, "Say it better");
        shop.commit(&format!("# A comment.\n{texts}"), "Say something beside it");
        shop.commit(&more, "Add <b>prices</b> & \"one toy\"");
        shop.commit("openapi: [", "Break it");
        shop.commit(&less, "Price as text");
        shop.git(&["mv", "api.yaml", "toys.yaml"]);
        shop.commit_all("Call it by its name");
        shop
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn git(&self, arguments: &[&str]) {
        // The identifiers of commits are made of these too.
        let date = format!("2026-05-{:02}T12:00:00Z", self.commits + 1);
        let mut command = Command::new("git");
        command.arg("-C").arg(self.path("repo")).args(arguments);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "shop").env(format!("GIT_{who}_EMAIL"), "shop@example.com");
            command.env(format!("GIT_{who}_DATE"), &date);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&mut self, document: &str, subject: &str) {
        let name = if self.path("repo/toys.yaml").exists() { "toys.yaml" } else { "api.yaml" };
        fs::write(self.path("repo").join(name), document).unwrap();
        self.commit_all(subject);
    }

    fn commit_all(&mut self, subject: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", subject]);
        self.commits += 1;
    }

    fn history(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wharf"));
        command.current_dir(self.folder.path()).args(["history", "--repo", "repo", "--out", "site"]);
        command.args(["--path", if self.path("repo/toys.yaml").exists() { "toys.yaml" } else { "api.yaml" }]);
        command.args(more).output().unwrap()
    }

    /// The pages by their paths.
    fn site(&self) -> BTreeMap<String, String> {
        let root = self.path("site");
        let mut pages = BTreeMap::new();
        for folder in ["", "updates"] {
            for entry in fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_file() {
                    let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                    pages.insert(path, fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
        pages
    }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

fn made(shop: &Shop, more: &[&str]) -> BTreeMap<String, String> {
    let output = shop.history(more);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    shop.site()
}

/// What stands between `before` and the next `after` behind it, at each place.
fn all_between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let parts = text.split(before).skip(1);
    parts.filter_map(|part| part.split(after).next()).collect()
}

fn expect(path: &str, text: &str) {
    let path = Path::new("tests/history").join(path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{}\n--- expected\n{expected}\n--- made\n{text}", path.display());
}

#[test]
fn every_version_that_changed_something_has_a_page() {
    let shop = Shop::with_history();
    let output = shop.history(&["--url", "https://toys.example.com/history/"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("7 versions, of which 5 are shown"), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("cannot be shown: "), "{}", text(&output.stderr));
    let site = shop.site();
    let names: Vec<&str> = site.keys().map(String::as_str).filter(|name| !name.starts_with("updates/")).collect();
    assert_eq!(names, [".wharf-files", "feed.xml", "index.html", "site.js", "style.css"]);
    let index = &site["index.html"];
    let versions: Vec<String> =
        all_between(index, "<li class=\"version ", "\"").into_iter().map(str::to_owned).collect();
    assert_eq!(versions, ["breaking", "broken", "fine", "quiet", "fine"], "{index}");
    let pages = all_between(index, "<h3><a href=\"", "\"");
    assert_eq!(pages.len(), 5);
    assert!(pages.iter().all(|page| site.contains_key(*page)), "{pages:?}");
    assert_eq!(site.len(), names.len() + 5);
    expect("feed.xml", &site["feed.xml"]);
    let lines: Vec<&str> = index.lines().skip_while(|line| !line.starts_with("<main")).collect();
    expect("timeline.html", &(lines.join("\n") + "\n"));
}

#[test]
fn a_page_shows_what_was_and_what_is() {
    let shop = Shop::with_history();
    let site = made(&shop, &[]);
    let index = &site["index.html"];
    let pages = all_between(index, "<h3><a href=\"", "\"");
    let (breaking, broken, fine, quiet) = (&site[pages[0]], &site[pages[1]], &site[pages[2]], &site[pages[3]]);
    for part in ["id=\"report\"", "id=\"document\"", "id=\"rust\"", "id=\"reference\"", "class=\"wharf-report\""] {
        assert!(fine.contains(part) && breaking.contains(part), "{part}");
    }
    // Words that differ are marked within their lines.
    assert!(breaking.contains("<del>integer</del>") && breaking.contains("<ins>string</ins>"), "{breaking}");
    assert!(fine.contains("<td class=\"none\"></td>"), "{fine}");
    assert!(
        fine.contains("Add &lt;b&gt;prices&lt;/b&gt; &amp; &quot;one toy&quot;") && !fine.contains("<b>prices"),
        "{fine}"
    );
    assert!(broken.contains("This version cannot be read") && broken.contains("api.yaml:1:"), "{broken}");
    assert!(quiet.contains("Documentation only"), "{quiet}");
    // What breaks is compared with the last version that can be read.
    assert!(breaking.contains(&format!("{}:api.yaml", &pages[2]["updates/".len()..][..12])), "{breaking}");
}

#[test]
fn links_lead_somewhere_and_elements_end() {
    let shop = Shop::with_history();
    let site = made(&shop, &[]);
    let ids = |page: &str| all_between(page, " id=\"", "\"").into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let mut checked = 0;
    for (path, page) in site.iter().filter(|(_, page)| page.starts_with("<!doctype")) {
        balanced(path, page);
        let all = all_between(page, " id=\"", "\"");
        assert_eq!(all.len(), ids(page).len(), "{path}: an id stands twice");
        for link in all_between(page, "href=\"", "\"").into_iter().chain(all_between(page, "src=\"", "\"")) {
            if link.starts_with("data:") {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = match (file, file.strip_prefix("../")) {
                ("", _) => path.clone(),
                (_, Some(above)) => above.to_owned(),
                (below, None) if folder.is_empty() => below.to_owned(),
                (beside, None) => format!("{folder}/{beside}"),
            };
            let to = site.get(&target).unwrap_or_else(|| panic!("{path}: {link} leads nowhere"));
            assert!(fragment.is_empty() || ids(to).contains(fragment), "{path}: {link} has no such place");
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} links");
    balanced("feed.xml", &site["feed.xml"]);
}

/// That every element ends where it should.
fn balanced(path: &str, page: &str) {
    let void = ["meta", "link", "input", "col", "!doctype", "?xml"];
    let mut open = Vec::new();
    for tag in all_between(page, "<", ">") {
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(end) => assert_eq!(open.pop(), Some(end), "{path}: </{end}>"),
            None if void.contains(&name) || tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, [""; 0], "{path}");
}

#[test]
fn a_second_run_writes_what_is_new() {
    let mut shop = Shop::with_history();
    let before = made(&shop, &[]);
    let again = shop.history(&[]);
    assert!(text(&again.stdout).contains("wrote 0 of 9 files"), "{}", text(&again.stdout));
    let document = fs::read_to_string(shop.path("repo/toys.yaml")).unwrap();
    shop.commit(&document.replace("What it is called", "Its name"), "Say it shorter");
    let after = made(&shop, &["--verbose"]);
    let changed: Vec<&String> =
        after.iter().filter(|(path, page)| before.get(*path) != Some(page)).map(|(path, _)| path).collect();
    // The new page, that before it, which has a link to it now, and what lists all.
    assert_eq!(changed.len(), 5, "{changed:?}");
    assert!(before.keys().all(|path| after.contains_key(path)));
}

#[test]
fn a_part_of_the_api_has_a_history_of_its_own() {
    let shop = Shop::with_history();
    let site = made(&shop, &["--only", "/shops"]);
    let index = &site["index.html"];
    assert_eq!(all_between(index, "<li class=\"version ", "\""), ["broken", "fine"], "{index}");
    assert!(index.contains("<code>/shops</code>") && index.contains("5 changed nothing here"), "{index}");
    let other = shop.history(&["--only", "/shops", "--revisions", "HEAD~3..HEAD"]);
    assert!(text(&other.stdout).contains("3 versions"), "{}", text(&other.stdout));
}

#[test]
fn what_cannot_be_read_is_said_with_what_to_do() {
    let shop = Shop::with_history();
    for (more, said) in [
        (&["--revisions", "nowhere"][..], "nowhere"),
        (&["--revisions", "--all"], "--all"),
        (&["--settings", "nowhere.toml"], "nowhere.toml"),
    ] {
        let output = shop.history(more);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {}", text(&output.stdout));
        assert!(text(&output.stderr).contains(said), "{more:?}: {}", text(&output.stderr));
        assert!(!shop.path("site").exists());
    }
    fs::create_dir(shop.path("site")).unwrap();
    fs::write(shop.path("site/index.html"), "ours").unwrap();
    let output = shop.history(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert_eq!(fs::read_to_string(shop.path("site/index.html")).unwrap(), "ours");
}

/// The first browser there is.
fn browser() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()))
}

/// A page as a browser has it once its script has run.
fn in_browser(browser: &str, profile: &Path, address: &str) -> String {
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", profile.display())).arg(address);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_browser_filters_and_goes_by_keys() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no chromium");
        return;
    };
    let shop = Shop::with_history();
    let site = made(&shop, &[]);
    // What a person would press, and what has the focus then.
    let keys = "<script>addEventListener('load', () => {
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      const told = [];
      press('j'); press('j'); told.push(document.activeElement.textContent);
      press('k'); told.push(document.activeElement.textContent);
      press('/'); told.push(document.activeElement.id);
      document.body.dataset.told = told.join('|');
    });</script></body>";
    fs::write(shop.path("site/keys.html"), site["index.html"].replace("</body>", keys)).unwrap();
    let address = |page: &str| format!("file://{}/{page}", shop.path("site").display());
    let hidden = |page: &str| {
        let versions = all_between(page, "<li class=\"version ", ">");
        versions.iter().map(|version| version.contains("hidden")).collect::<Vec<_>>()
    };
    let profile = shop.path("profile");
    let all = in_browser(browser, &profile, &address("keys.html"));
    assert_eq!(hidden(&all), [false; 5]);
    let told = all_between(&all, "data-told=\"", "\"")[0];
    let times = all_between(&all, "<h3><a href=\"", "</h3>").into_iter().map(|head| all_between(head, "Z\">", "<")[0]);
    let times: Vec<&str> = times.collect();
    let told: Vec<&str> = told.split('|').collect();
    assert!(told[0].starts_with(times[1]) && told[1].starts_with(times[0]), "{told:?} {times:?}");
    assert_eq!(told[2], "text");
    let some = in_browser(browser, &profile, &address("index.html?without=quiet,broken&text=price"));
    assert_eq!(hidden(&some), [false, true, false, true, true], "{some}");
    assert!(
        some.contains("2 of 5 shown") || all_between(&some, "<output", "</output>")[0].contains("2 of 5"),
        "{some}"
    );
    let resource = in_browser(browser, &profile, &address("index.html?resource=toys"));
    assert_eq!(hidden(&resource).iter().filter(|hidden| !**hidden).count(), 2, "{resource}");
}

/// A document of several files: what the other files bring is part of its history, each with what its own revision has.
#[test]
fn files_that_the_document_refers_to_have_a_part_in_its_history() {
    let mut shop = Shop::new();
    let write = |shop: &Shop, name: &str, text: &str| {
        let path = shop.path("repo").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let toy = "type: object\nproperties:\n  name: { type: string }\n";
    write(&shop, "schemas/unrelated.yaml", "a");
    shop.commit_all("Something else first");
    write(&shop, "schemas/toy.yaml", toy);
    shop.commit(&FIRST.replace("#/components/schemas/Toy", "schemas/toy.yaml"), "Begin");
    write(&shop, "schemas/unrelated.yaml", "b");
    shop.commit_all("Not of it");
    write(&shop, "schemas/toy.yaml", &format!("{toy}  price: {{ $ref: ../money/price.yaml }}\n"));
    write(&shop, "money/price.yaml", "type: integer\n");
    shop.commit_all("Toys have prices");
    write(&shop, "money/price.yaml", "type: string\n");
    shop.commit_all("Prices are texts");
    write(&shop, "money/price.yaml", "# As a text.\ntype: string\n");
    shop.commit_all("Say why");

    let site = made(&shop, &[]);
    let index = &site["index.html"];
    let titles = ["Prices are texts", "Toys have prices", "Begin"];
    let places: Vec<usize> =
        titles.iter().map(|title| index.find(title).unwrap_or_else(|| panic!("{title}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    for left_out in ["Not of it", "Say why", "Something else first"] {
        assert!(!index.contains(left_out), "{left_out}");
    }
    let page = site
        .values()
        .find(|page| page.contains("<title>") && page.contains("Prices are texts") && page.contains("id=\"report\""))
        .unwrap();
    assert!(page.contains("type changed") && page.contains("money/price.yaml"), "{page}");
    let output = shop.history(&[]);
    assert!(text(&output.stdout).contains("4 versions, of which 3 are shown"), "{}", text(&output.stdout));
}
