// The row of metric cards.
import { component, el } from "./element.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 120;
const HEIGHT = 32;

function svg(tag, attributes) {
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  return shape;
}

/** The line as path data; a missing value is a gap, and one alone between gaps is still seen. */
function path(points) {
  let pen = "M";
  return points.map(([x, y]) => {
    if (y === null) {
      pen = "M";
      return "";
    }
    const step = `${pen}${x.toFixed(1)} ${y.toFixed(1)}${pen === "M" ? "h.01" : ""}`;
    pen = "L";
    return step;
  }).join("");
}

function spark(values) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const scale = (value) => HEIGHT - 4 - ((value - low) / (high - low || 1)) * (HEIGHT - 8);
  const points = values.map((value, at) => [3 + (at / (values.length - 1)) * (WIDTH - 6), value === null ? null : scale(value)]);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", class: "gs-spark", preserveAspectRatio: "xMinYMid meet" });
  picture.append(svg("path", { d: path(points) }));
  const last = points.at(-1);
  if (last[1] !== null) picture.append(svg("circle", { cx: last[0], cy: last[1], r: 2.75 }));
  return picture;
}

function change({ label, text, reason }) {
  return el("li", {}, el("span", { class: "gs-change" }, text), " ", el("span", { class: "gs-quiet" }, label),
    reason ? el("span", { class: "gs-reason" }, reason) : null);
}

function help(card, at, words, open) {
  const panel = el("div", { class: "gs-help", id: `${words.id}-help-${at}`, hidden: !open.has(at) },
    ...card.help.split("\n").filter(Boolean).map((line) => el("p", {}, line)));
  const button = el("button", { type: "button", class: "gs-ask", "aria-expanded": String(open.has(at)), "aria-controls": panel.id,
    "aria-label": words.help.replace("{label}", card.label), onclick: () => {
      if (!open.delete(at)) open.add(at);
      panel.hidden = !open.has(at);
      button.setAttribute("aria-expanded", String(open.has(at)));
    } }, "?");
  return { panel, button };
}

function drawn(card, at, words, open) {
  const { panel, button } = card.help ? help(card, at, words, open) : {};
  const picture = spark(card.spark);
  return el("li", { class: "gs-card" },
    el("div", { class: "gs-head" }, el("p", { class: "gs-label" }, card.label), button),
    el("p", { class: "gs-value" }, card.value, card.unit ? el("span", { class: "gs-unit" }, ` ${card.unit}`) : null),
    card.note ? el("p", { class: "gs-note" }, card.note) : null,
    card.verdict ? el("p", { class: `gs-verdict gs-${card.weight}` }, card.verdict) : null,
    card.changes.length ? el("ul", { class: "gs-changes" }, ...card.changes.map(change)) : null,
    picture, picture && card.spark_alt ? el("p", { class: "gs-heard" }, card.spark_alt) : null,
    panel);
}

export default component("gs-cards", (box, { cards, words }, state) => {
  state.open ??= new Set();
  // The help of a card that is no longer the same card is closed.
  const labels = cards.map((card) => card.label);
  for (const at of [...state.open]) if (state.labels?.[at] !== labels[at]) state.open.delete(at);
  state.labels = labels;
  box.replaceChildren(el("ul", { class: "gs-row" }, ...cards.map((card, at) => drawn(card, at, words, state.open))));
});
