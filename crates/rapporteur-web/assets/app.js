// What a script adds to pages that work without one: keys, a theme that is remembered, a place that
// is kept. Nothing here asks for anything from anywhere.

const remembered = {
  get(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  },
  set(name, value) {
    try { localStorage.setItem(name, value); } catch { /* private windows keep nothing */ }
  },
};

// Light or dark: the system's choice until the reader makes one.
const root = document.documentElement;
const chosen = remembered.get("theme");
if (chosen) root.dataset.theme = chosen;
const theme = document.getElementById("theme");
if (theme) {
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remembered.set("theme", root.dataset.theme);
  });
}

// Keys can be switched off: they get in the way of speech input (WCAG 2.1.4).
const help = document.getElementById("help");
const single = document.getElementById("single-keys");
const keys = document.getElementById("keys");
if (single) {
  single.checked = remembered.get("keys") !== "off";
  single.addEventListener("change", () => remembered.set("keys", single.checked ? "on" : "off"));
}
if (keys && help) {
  keys.hidden = false;
  keys.addEventListener("click", () => help.showModal());
}

const items = () => [...document.querySelectorAll(".queue > .item")];
const here = () => document.activeElement?.closest?.(".queue > .item");

function move(step) {
  const all = items();
  if (all.length === 0) return;
  const at = all.indexOf(here());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "center" });
}

function press(key) {
  const inside = here() ?? items()[0] ?? document;
  const target = inside.querySelector(`[data-key="${key}"]`)
    ?? document.querySelector(`main [data-key="${key}"]`);
  if (!target) return false;
  if (inside instanceof Element) {
    // The item that follows is looked at next, wherever the queue puts it.
    const next = inside.nextElementSibling;
    if (next?.id) sessionStorage.setItem("next", next.id);
  }
  target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.("input, select, textarea, dialog")) return;
  if (single && !single.checked) return;
  switch (event.key) {
    case "j": case "ArrowDown":
      if (items().length === 0 || event.key === "ArrowDown" && !here()) return;
      move(1);
      break;
    case "k": case "ArrowUp":
      if (!here()) return;
      move(-1);
      break;
    case "y": case "n": case "h": case "e": case "u":
      if (!press(event.key)) return;
      break;
    case "/":
      document.getElementById("find")?.focus();
      break;
    case "?":
      help?.showModal();
      break;
    default:
      return;
  }
  event.preventDefault();
});

// After a decision the next item has the focus.
try {
  const next = sessionStorage.getItem("next");
  if (next) {
    sessionStorage.removeItem("next");
    const item = document.getElementById(next) ?? items()[0];
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "center" });
  }
} catch { /* no storage, no place to keep */ }
