// Filters of the time line, kept in the address, and keys. Without this script everything is shown.
"use strict";

const form = document.getElementById("filters");
const versions = [...document.querySelectorAll(".version")];

function filter() {
  const words = form.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const resource = form.resource.value;
  const grades = [...form.querySelectorAll("[name=grade]")];
  const chosen = new Set(grades.filter((box) => box.checked).map((box) => box.value));
  let shown = 0;
  for (const version of versions) {
    const { grade, resources } = version.dataset;
    const text = version.textContent.toLowerCase();
    version.hidden =
      !chosen.has(grade) ||
      (resource !== "" && !resources.split(" ").includes(resource)) ||
      !words.every((word) => text.includes(word));
    if (!version.hidden) shown += 1;
  }
  for (const month of document.querySelectorAll(".month")) {
    month.hidden = !month.querySelector(".version:not([hidden])");
  }
  document.getElementById("nothing").hidden = shown > 0;
  document.getElementById("shown").value = shown === versions.length ? "" : `${shown} of ${versions.length} shown`;
  const query = new URLSearchParams();
  if (form.text.value) query.set("text", form.text.value);
  if (resource) query.set("resource", resource);
  const hidden = grades.filter((box) => !box.checked).map((box) => box.value);
  if (hidden.length) query.set("without", hidden.join(","));
  const address = query.size ? `?${query}` : location.pathname;
  try {
    history.replaceState(null, "", address + location.hash);
  } catch {
    // A page of a file may not be allowed to change its address.
  }
}

function restore() {
  const query = new URLSearchParams(location.search);
  form.text.value = query.get("text") ?? "";
  form.resource.value = query.get("resource") ?? "";
  if (form.resource.selectedIndex < 0) form.resource.value = "";
  const without = (query.get("without") ?? "").split(",");
  for (const box of form.querySelectorAll("[name=grade]")) box.checked = !without.includes(box.value);
}

function step(by) {
  const shown = versions.filter((version) => !version.hidden);
  const at = shown.findIndex((version) => version.contains(document.activeElement));
  const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by];
  next?.querySelector("h3 a").focus();
  next?.scrollIntoView({ block: "nearest" });
}

function open(relation) {
  const link = document.querySelector(`a[rel=${relation}]`);
  if (link) location.href = link.href;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input[type=search], select, textarea");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/" && form) {
    event.preventDefault();
    form.text.focus();
  } else if (event.key === "j") {
    form ? step(1) : open("prev");
  } else if (event.key === "k") {
    form ? step(-1) : open("next");
  }
});

// What a link leads to is opened.
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = target?.parentElement; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  target?.scrollIntoView();
}

if (form) {
  form.hidden = false;
  restore();
  filter();
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
}
addEventListener("hashchange", reveal);
if (location.hash) reveal();
