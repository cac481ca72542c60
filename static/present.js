// A report over the whole window, a page at a time: for a meeting.
import { component, el } from "./element.js";
import { draw as drawFigure, leave as leaveFigure } from "./figure.js";
import { table } from "./table.js";

const THEME = ["--st-background-color", "--st-text-color", "--st-font", "--st-base-font-size"];
const TURNS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const SWIPE = 60; // pixels
const [LOW, BAR, DOT] = [200, 26, 17]; // pixels: the least height of a chart, of a bar that lies, and of a row of dots; where there is less room the page is scrolled
const SMALL = 900; // pixels: what a chart is drawn for; on a larger screen it is made larger as a whole

const filled = (words, fields) => words.replace(/\{(\w+)\}/g, (_, name) => fields[name]);

function figures({ figures: all }) {
  return el("ul", { class: "gs-figures" }, ...all.map(({ label, value, unit, verdict, changes, note }) => el("li", {},
    el("p", { class: "gs-label" }, label), el("p", { class: "gs-value" }, value, unit ? el("span", { class: "gs-unit" }, ` ${unit}`) : null),
    verdict ? el("p", { class: "gs-said-of" }, verdict) : null, ...changes.map((change) => el("p", { class: "gs-quiet" }, change)), note ? el("p", { class: "gs-quiet" }, note) : null)));
}

function text({ heading, listed, texts }) {
  const said = listed ? el("ul", { class: "gs-points" }, ...texts.map((one) => el("li", {}, one))) : el("p", {}, texts.join(" "));
  return el("div", { class: "gs-text" }, heading ? el("h2", {}, heading) : null, said);
}

const comment = ({ text: said, author }) => el("blockquote", {}, el("p", {}, said), el("footer", {}, `– ${author}`));

/** A chart, drawn for a screen of ordinary size and made larger as a whole, so that its words are too. */
async function chart(sent, stage, look, states) {
  const times = Math.max(1, Math.min(stage.clientWidth / SMALL, 2.2));
  const head = el("p", { class: "gs-subtitle" }, sent.subtitle);
  const box = el("div", { class: "gs gs-figure", "data-look": look, style: `zoom:${times.toFixed(3)}` });
  stage.replaceChildren(head, box);
  const state = { box };
  const bars = sent.figure.data.some((trace) => trace.orientation === "h") ? sent.table.rows.length : 0;
  const dots = sent.figure.layout?.yaxis?.tickvals?.length ?? 0;
  const lying = Math.max(bars * BAR, dots * DOT) + 80;
  const height = Math.max(LOW, lying, Math.floor((stage.clientHeight - head.offsetHeight) / times) - 48);
  states.push(state);
  await drawFigure(box, { ...sent, height }, state);
  state.parts.stage.removeAttribute("tabindex"); // the arrow keys turn the pages
}

function block(one, sent) {
  if (one.is === "figures") return figures(one);
  if (one.is === "text") return text(one);
  if (one.is === "comment") return comment(one);
  const rows = table(one.table, { caption: one.caption, words: sent.words });
  return one.named ? el("div", {}, el("h2", {}, one.caption), rows) : rows;
}

/** The parts that stay while pages are turned. */
function shell(sent, act) {
  const { words } = sent;
  const parts = {
    name: el("p", { class: "gs-name" }), title: el("h1", { tabindex: -1 }), stage: el("div", { class: "gs-page" }), source: el("p", { class: "gs-source" }),
    place: el("p", { class: "gs-place", "aria-hidden": "true" }), heard: el("p", { class: "gs-heard", role: "status" }),
    previous: el("button", { type: "button", onclick: () => act(-1) }, words.previous), next: el("button", { type: "button", onclick: () => act(1) }, words.next),
    full: el("button", { type: "button" }, words.full), leave: el("button", { type: "button" }, words.leave),
  };
  const bar = el("div", { class: "gs-bar" }, parts.previous, parts.place, parts.next, document.fullscreenEnabled ? parts.full : null, parts.leave);
  parts.screen = el("div", { class: "gs gs-present", role: "dialog", "aria-modal": "true", "aria-label": words.presentation, tabindex: -1 },
    el("header", {}, parts.name, parts.title), parts.stage, el("footer", {}, parts.source, bar), parts.heard);
  return parts;
}

/** Puts the focus on what comes back once Python has drawn the page again. */
function focusOn(selector, tries = 50) {
  const found = document.querySelector(selector);
  if (found) found.focus();
  else if (tries) setTimeout(() => focusOn(selector, tries - 1), 100);
}

/** Nothing behind the screen is reached while it is there. */
function behind(inert) {
  for (const one of document.body.children) if (!one.classList.contains("gs-present") && one.tagName !== "SCRIPT") one.inert = inert;
}

function begin(box, sent, state, tell) {
  let [at, turn, touched] = [0, 0, null];
  const charts = [];
  const look = box.dataset.look;
  const parts = shell(sent, (step) => to(at + step));
  const clear = () => { for (const one of charts.splice(0)) leaveFigure(one); };
  const show = async () => {
    const page = sent.pages[at];
    const own = (turn += 1);
    const fields = { place: at + 1, all: sent.pages.length };
    clear();
    parts.screen.dataset.first = String(at === 0);
    parts.name.textContent = page.name;
    parts.title.textContent = page.title;
    parts.source.textContent = page.source;
    parts.place.textContent = filled(sent.words.place, fields);
    parts.heard.textContent = `${filled(sent.words.page, fields)}. ${page.title}`;
    parts.previous.disabled = at === 0;
    parts.next.disabled = at === sent.pages.length - 1;
    parts.stage.replaceChildren();
    const [first] = page.blocks;
    if (first?.is === "chart") await chart(first, parts.stage, look, charts);
    else parts.stage.replaceChildren(...page.blocks.map((one) => block(one, sent)));
    if (own !== turn) return;
    parts.stage.scrollTop = 0;
    const scrolls = parts.stage.scrollHeight > parts.stage.clientHeight + 1;
    if (scrolls) parts.stage.setAttribute("tabindex", "0"); else parts.stage.removeAttribute("tabindex");
    parts.screen.dataset.shown = String(at + 1);
  };
  const to = (place) => {
    const wanted = Math.max(0, Math.min(sent.pages.length - 1, place));
    if (wanted === at) return;
    at = wanted;
    show();
    if (document.activeElement?.disabled) parts.screen.focus();
  };
  const end = () => {
    state.end();
    tell("left", true);
    focusOn(`.st-key-${sent.back} button`);
  };
  parts.leave.onclick = end;
  parts.full.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : parts.screen.requestFullscreen().catch(() => { parts.full.hidden = true; }));
  parts.screen.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.target.closest("button");
    const step = event.key === " " && !pressed ? (event.shiftKey ? -1 : 1) : TURNS[event.key];
    const place = { Home: 0, End: sent.pages.length - 1 }[event.key] ?? (step ? at + step : undefined);
    if (event.key === "Escape") end();
    else if (event.key === "Tab") hold(event, parts.screen);
    else if (place !== undefined) {
      event.preventDefault();
      to(place);
    }
    event.stopPropagation(); // the app behind has keys of its own
  };
  parts.screen.ontouchstart = (event) => { touched = event.touches.length === 1 ? event.touches[0].clientX : null; };
  parts.screen.ontouchend = (event) => {
    const moved = touched === null ? 0 : event.changedTouches[0].clientX - touched;
    if (Math.abs(moved) > SWIPE) to(at + (moved < 0 ? 1 : -1));
  };
  const named = () => { parts.full.textContent = document.fullscreenElement ? sent.words.window : sent.words.full; };
  const resized = new ResizeObserver(() => requestAnimationFrame(() => { if (parts.width && parts.width !== size(parts.screen)) show(); parts.width = size(parts.screen); }));
  const style = getComputedStyle(box);
  for (const name of THEME) parts.screen.style.setProperty(name, style.getPropertyValue(name));
  parts.screen.dataset.look = look;
  document.addEventListener("fullscreenchange", named);
  const before = document.activeElement;
  document.body.append(parts.screen);
  behind(true);
  parts.screen.focus();
  show();
  resized.observe(parts.screen);
  state.end = () => {
    if (!parts.screen.isConnected) return;
    resized.disconnect();
    document.removeEventListener("fullscreenchange", named);
    if (document.fullscreenElement) document.exitFullscreen();
    clear();
    behind(false);
    parts.screen.remove();
    if (before?.isConnected) before.focus();
  };
}

const size = (one) => `${one.clientWidth} ${one.clientHeight}`;

/** Keeps the focus among the screen's own buttons. */
function hold(event, screen) {
  const all = [...screen.querySelectorAll("button:not(:disabled), [tabindex='0']")].filter((one) => !one.hidden);
  const [first, last] = [all[0], all.at(-1)];
  const out = event.shiftKey ? [screen, first].includes(document.activeElement) : document.activeElement === last;
  if (!out || !all.length) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}

export default component("gs-presenter", (box, sent, state, tell) => {
  state.end?.();
  begin(box, sent, state, tell);
}, (state) => state.end?.());
