"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const search = document.querySelector("#search");
  const found = document.querySelector("#found");
  const main = document.querySelector("main");
  const tabs = all("[role=tab]");
  const lists = all("nav ul");
  const articles = all("article");
  const panel = document.querySelector("#pages");
  const menu = document.querySelector("#menu");
  const links = all("nav a");
  const sections = new Map(all("section").map((section) => [section.id, section]));
  const texts = new Map();
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept, then */ } },
  };
  let kind = tabs.length ? tabs[0].dataset.kind : "";
  let page = "";

  // The text of a section, read once.
  const text = (id) => {
    if (!texts.has(id)) texts.set(id, sections.get(id).textContent.toLowerCase());
    return texts.get(id);
  };
  const target = (link) => decodeURIComponent(link.hash.slice(1));
  const words = () => search.value.toLowerCase().split(/\s+/).filter(Boolean);

  const show = () => {
    for (const tab of tabs) {
      const chosen = tab.dataset.kind === kind;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) panel.setAttribute("aria-labelledby", tab.id);
    }
    for (const article of articles) {
      article.hidden = article.dataset.kind !== kind || article.dataset.page !== page;
    }
    filter();
  };

  const filter = () => {
    const wanted = words();
    let count = 0;
    for (const list of lists) {
      list.hidden = list.dataset.kind !== kind;
      if (list.hidden) continue;
      let shown = 0;
      for (const item of list.children) {
        const id = target(item.firstElementChild);
        const fits = wanted.every((word) => text(id).includes(word));
        // Without a search, the contents of other pages are folded into their titles.
        const isElsewhere = list.dataset.page !== page && item !== list.firstElementChild;
        // Models are many, and looked for by name.
        const isModel = item.className === "l3" && !item.firstElementChild.classList.contains("here");
        const isFolded = !wanted.length && (isElsewhere || isModel);
        item.hidden = wanted.length ? !fits || item.className === "l1" : isFolded;
        shown += wanted.length && !item.hidden ? 1 : 0;
      }
      // Which page it is on: models of several pages have the same names.
      if (wanted.length) list.firstElementChild.hidden = !shown;
      count += shown;
    }
    found.textContent = wanted.length ? `${count} found` : "";
    mark(wanted);
  };

  const marks = window.CSS && CSS.highlights && typeof Highlight === "function";
  const mark = (wanted) => {
    if (!marks) return;
    CSS.highlights.delete("found");
    const article = articles.find((one) => !one.hidden);
    if (!wanted.length || !article) return;
    const ranges = [];
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
      const lower = node.data.toLowerCase();
      for (const word of wanted) {
        for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const unfold = (isOpen) => {
    document.body.classList.toggle("open", isOpen);
    menu.setAttribute("aria-expanded", isOpen);
  };

  const follow = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const section = sections.get(id);
    const article = section ? section.closest("article") : articles.find((one) => one.dataset.kind === kind);
    if (!article) return;
    kind = article.dataset.kind;
    page = article.dataset.page;
    for (const link of links) {
      const here = section && target(link) === id;
      link.classList.toggle("here", Boolean(here));
      if (here) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
    }
    unfold(false);
    show();
    if (section) section.scrollIntoView(); else window.scrollTo(0, 0);
  };

  // The same place for another kind of reader: the section of the same heading, or else the page.
  const choose = (wanted) => {
    const id = decodeURIComponent(location.hash.slice(1));
    const same = id.replace(/^[^/]*/, wanted);
    const first = articles.find((one) => one.dataset.kind === wanted && one.dataset.page === page)
      || articles.find((one) => one.dataset.kind === wanted);
    const goal = sections.has(same) ? same : first && first.querySelector("section") && first.querySelector("section").id;
    if (!goal) return;
    kind = wanted;
    store.set("wharf-kind", wanted);
    location.hash = goal;
  };

  const open = () => links.filter((link) => !link.parentElement.hidden && !link.closest("ul").hidden);
  const move = (step) => {
    const visible = open();
    if (!visible.length) return;
    const at = visible.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + step, 0), visible.length - 1);
    visible[next].focus();
  };

  const dark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = () => {
    const now = document.documentElement.dataset.theme || (dark() ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    store.set("wharf-theme", next);
  };

  const saved = store.get("wharf-theme");
  if (saved === "dark" || saved === "light") document.documentElement.dataset.theme = saved;
  const liked = store.get("wharf-kind");
  if (tabs.some((tab) => tab.dataset.kind === liked)) kind = liked;
  const style = document.createElement("style");
  style.textContent = "::highlight(found) { background: var(--mark); }";
  document.head.append(style);

  search.addEventListener("input", filter);
  window.addEventListener("hashchange", follow);
  document.querySelector("#theme").addEventListener("click", theme);
  menu.addEventListener("click", () => unfold(!document.body.classList.contains("open")));
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab.dataset.kind));
  document.addEventListener("keydown", (event) => {
    const typing = event.target === search;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const tab = event.target.getAttribute && event.target.getAttribute("role") === "tab";
    if (tab && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const step = event.key === "ArrowRight" ? 1 : tabs.length - 1;
      const next = tabs[(tabs.indexOf(event.target) + step) % tabs.length];
      next.focus();
      choose(next.dataset.kind);
    } else if (event.key === "Escape") {
      search.value = "";
      filter();
      unfold(false);
      main.focus();
    } else if (event.key === "ArrowDown" && (typing || event.target.closest("nav"))) {
      move(1);
    } else if (event.key === "ArrowUp" && (typing || event.target.closest("nav"))) {
      move(-1);
    } else if (typing && event.key === "Enter") {
      // What is called so, as a model, comes before what only speaks of it.
      const wanted = words();
      const visible = open().filter((link) => link.parentElement.className !== "l1");
      const isCalled = (link) => wanted.every((word) => link.textContent.toLowerCase().includes(word));
      const first = visible.find((link) => link.textContent.toLowerCase() === wanted.join(" ")) || visible.find(isCalled) || visible[0];
      if (first) location.hash = first.hash;
      main.focus();
    } else if (!typing && event.key === "/") {
      unfold(true);
      search.focus();
      search.select();
    } else if (!typing && event.key === "d") {
      theme();
    } else if (!typing && (event.key === "j" || event.key === "k")) {
      move(event.key === "j" ? 1 : -1);
    } else if (!typing && tabs[Number(event.key) - 1] && event.key > "0") {
      choose(tabs[Number(event.key) - 1].dataset.kind);
    } else {
      return;
    }
    event.preventDefault();
  });
  follow();
})();
