// What a person with a screen reader, a keyboard or weak eyes would stumble over, by WCAG 2.2 A and
// AA; one line each. Runs in the page under test and changes nothing in it.
const found = [];
const tell = (rule, element) => {
  const html = element.outerHTML.slice(0, 160).replace(/\s+/g, " ");
  found.push(`${rule}: ${html}`);
};
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const byId = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id));

// 3.1.1, 2.4.2, 1.3.1: language, title, one first heading, no level skipped, landmarks.
if (!document.documentElement.lang) tell("page without language", document.documentElement);
if (!document.title.trim()) tell("page without title", document.head);
const headings = all("h1, h2, h3, h4, h5, h6").filter(shown);
let level = 0;
for (const heading of headings) {
  const now = Number(heading.tagName[1]);
  if (now > level + 1) tell("heading skips a level", heading);
  if (!heading.textContent.trim()) tell("empty heading", heading);
  level = now;
}
if (all("h1").filter(shown).length < 1) tell("page without first heading", document.body);
if (all("main").length !== 1) tell("not one main landmark", document.body);
for (const landmark of all("nav, aside")) {
  if (!landmark.getAttribute("aria-label") && !landmark.getAttribute("aria-labelledby")) {
    tell("landmark without name", landmark);
  }
}

// 4.1.2, 3.3.2, 2.4.4: names of what can be operated.
const nameOf = (element) => {
  const labelled = element.getAttribute("aria-labelledby");
  if (labelled) return byId(labelled).map((e) => e?.textContent ?? "").join(" ").trim();
  const label = element.getAttribute("aria-label");
  if (label) return label.trim();
  if (element.labels?.length) return [...element.labels].map((l) => l.textContent).join(" ").trim();
  return (element.textContent || element.getAttribute("title") || "").trim();
};
for (const control of all("input:not([type=hidden]), select, textarea, button, summary, a[href], area[href]")) {
  if (shown(control) && !nameOf(control)) tell("control without name", control);
}
// 2.5.3: who speaks what stands there reaches it.
const spoken = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
for (const control of all("a[aria-label], button[aria-label], summary[aria-label]")) {
  const texts = control.ownerSVGElement ? all("text", control) : [control];
  const stands = spoken(texts.map((text) => text.textContent).join(" "));
  if (shown(control) && !spoken(control.getAttribute("aria-label")).includes(stands)) {
    tell("name without what stands there", control);
  }
}
for (const group of all("[role=region], [role=group], [role=img], dialog, form[aria-label], [role=search]")) {
  if (group.matches("[role=search]")) continue;
  const titled = group.querySelector(":scope > title");
  if (!nameOf(group) && !titled) tell("group without name", group);
}
for (const picture of all("img")) {
  if (!picture.hasAttribute("alt")) tell("picture without text", picture);
}
for (const svg of all("svg")) {
  const hidden = svg.getAttribute("aria-hidden") === "true";
  if (!hidden && !svg.querySelector(":scope > title")) tell("drawing without title", svg);
}

// 4.1.1 in effect: identifiers are unique and what refers to them finds them.
const ids = new Map();
for (const element of all("[id]")) ids.set(element.id, (ids.get(element.id) ?? 0) + 1);
for (const [id, count] of ids) {
  if (count > 1) tell(`identifier used ${count} times`, document.getElementById(id));
}
for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
  for (const element of all(`[${attribute}]`)) {
    if (byId(element.getAttribute(attribute)).some((e) => e === null)) tell(`${attribute} names nobody`, element);
  }
}

// 1.3.1: tables say what their columns and rows are.
for (const table of all("table")) {
  if (!table.caption) tell("table without caption", table);
  for (const head of all("th", table)) if (!head.scope) tell("head without scope", head);
}
for (const list of all("ul, ol")) {
  for (const child of list.children) if (child.tagName !== "LI") tell("list with something else in it", list);
}
for (const child of all("li")) {
  if (!child.parentElement.matches("ul, ol")) tell("list item without list", child);
}

// 2.1.1: what scrolls can be reached by key.
for (const element of all("main *")) {
  const style = getComputedStyle(element);
  const scrolls = /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  if (scrolls && element.tabIndex < 0 && !element.querySelector("a[href], button, input")) {
    tell("scrolls and cannot be reached", element);
  }
}

// 1.4.10: nothing is wider than the window.
if (document.documentElement.scrollWidth > innerWidth + 1) {
  const wide = all("body *").filter((e) => {
    const box = e.getBoundingClientRect();
    return box.right > innerWidth + 1 && box.width > 0 && !e.closest(".scroll, .views ul, .unseen, table");
  });
  tell(`page wider than the window by ${document.documentElement.scrollWidth - innerWidth}`, wide[0] ?? document.body);
}

// 1.4.3: contrast of text to what is behind it, computed.
const parse = (color) => {
  const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  const [r, g, b, a = 1] = numbers;
  return color.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
};
const over = (top, under) => {
  const a = top[3];
  return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a)).concat(1);
};
const luminance = ([r, g, b]) => {
  const linear = [r, g, b].map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const behind = (element) => {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const color = parse(getComputedStyle(e).backgroundColor);
    if (color[3] > 0) layers.push(color);
    if (color[3] === 1) break;
  }
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const seen = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || seen.has(element) || !shown(element)) continue;
  if (element.closest(".unseen, .skip, script, style, title, desc")) continue;
  seen.add(element);
  const style = getComputedStyle(element);
  const inSvg = element.ownerSVGElement;
  const ink = parse(inSvg ? style.fill : style.color);
  let opacity = 1;
  for (let e = element; e; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
  const ground = behind(inSvg ? inSvg.parentElement : element);
  const text = over([ink[0], ink[1], ink[2], ink[3] * opacity], ground);
  const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) tell(`contrast ${ratio.toFixed(2)}`, element);
}

// 2.5.8: what is not within a line of text is at least 24 pixels high, or far enough from the next.
for (const control of all("button, input:not([type=hidden], [type=checkbox], [type=radio]), select, .chips a, .views a")) {
  const box = control.getBoundingClientRect();
  if (shown(control) && box.height > 0 && (box.height < 24 || box.width < 24)) tell(`target ${box.width.toFixed(0)}x${box.height.toFixed(0)}`, control);
}
return found;
