// A chart: the finding as a heading, the picture, and the same facts as text, a table and CSV.
import { component, el } from "./element.js";
import { besideData } from "./expected.js";
import { laidOut, spread, widthOf } from "./layout.js";
import { PALETTE } from "./palette.js";
import { csvButton, table } from "./table.js";

const DATA_PAGE = new URL("../../data", import.meta.url);
const CARRIED = ["org", "channels", "period", "compare", "lang"];
const PLOTLY = new URL("plotly-basic.min.js?v=4.1.1", import.meta.url);

function plotly() {
  window.__plotly ??= new Promise((resolve, reject) => {
    const script = el("script", { src: PLOTLY.href, onload: () => resolve(window.Plotly), onerror: () => reject(new Error("plotly-basic.min.js")) });
    document.head.append(script);
  });
  return window.__plotly;
}

function config({ lang, months, days }) {
  const short = (names) => names.map((name) => name.slice(0, 3));
  const format = { months, shortMonths: short(months), days, shortDays: short(days), date: "%Y-%m-%d" };
  return { displayModeBar: false, doubleClick: false, showTips: false, responsive: false, displaylogo: false, locale: lang, locales: { [lang]: { dictionary: {}, format } } };
}

/** The parts that stay while the chart changes. */
function shell(box) {
  const parts = {
    title: el("h3", {}), subtitle: el("p", { class: "gs-subtitle" }), key: el("ul", { class: "gs-key", "aria-hidden": "true" }),
    plot: el("div", { class: "gs-plot" }), over: el("div", { class: "gs-over", "aria-hidden": "true" }), under: el("div", { class: "gs-under", "aria-hidden": "true" }),
    stage: el("div", { class: "gs-stage", tabindex: 0, role: "group" }), heard: el("p", { class: "gs-heard", "aria-live": "polite" }),
    notes: el("ol", { class: "gs-notes" }), rows: el("details", {}), summary: el("summary", {}), csv: el("span", {}),
  };
  parts.plot.setAttribute("aria-hidden", "true");
  parts.stage.append(parts.under, parts.plot, parts.over);
  parts.rows.append(parts.summary);
  parts.figure = el("div", { role: "figure" }, el("header", {}, parts.title, parts.subtitle), parts.key, parts.stage, parts.heard, parts.notes,
    el("div", { class: "gs-tools" }, parts.rows, parts.csv));
  box.replaceChildren(parts.figure);
  return parts;
}

/** Links to the files that the figures came from, in the view that the address describes when one is followed. */
function filesBehind({ metrics, of, words }) {
  return metrics.map(([id, name]) => {
    const link = el("a", { class: "gs-link" }, metrics.length > 1 ? `${words.files} ${name}` : words.files);
    const lead = () => {
      const view = [...new URLSearchParams(location.search)].filter(([key]) => CARRIED.includes(key));
      link.href = `${DATA_PAGE}?${new URLSearchParams([["part", "behind"], ["metric", id], ...(of ? [["of", of]] : []), ...view])}`;
    };
    link.onfocus = link.onpointerover = link.onclick = lead; // the address may have changed since the chart was drawn
    lead();
    return el("p", { class: "gs-files" }, link);
  });
}

function write(parts, sent) {
  const { title, subtitle, alt, words } = sent;
  parts.title.textContent = title;
  parts.subtitle.textContent = subtitle;
  parts.figure.setAttribute("aria-label", alt || title);
  parts.stage.setAttribute("aria-label", words.keys);
  parts.heard.textContent = "";
  parts.summary.textContent = words.table;
  const noted = (sent.figure.layout?.meta?.marks ?? []).filter((mark) => mark.text);
  parts.notes.replaceChildren(...noted.map((mark) => el("li", {}, el("span", { class: "gs-mark" }, mark.label), " ", mark.text)));
  parts.csv.replaceChildren(csvButton(sent.table, sent));
  const fill = () => {
    parts.rows.replaceChildren(parts.summary);
    if (parts.rows.open) parts.rows.append(table(sent.table, { caption: `${title}. ${subtitle}`, words }), ...filesBehind(sent));
  };
  parts.rows.ontoggle = fill;
  fill();
}

const NOTHING = "–"; // a cell with nothing to say

const lastKnown = (values) => values.findLastIndex((value) => value !== null && value !== undefined);

const roomFor = (text, font) => Math.ceil(widthOf(text, font, 600)) + 8;

/** Where labels in one row begin, each over its own place if it can be; they share the row where it is too short for all. */
function inRow(labels, width) {
  const all = labels.map(({ x, room }) => ({ x, room: Math.min(room, width / labels.length) }));
  let free = 0;
  const placed = all.map(({ x, room }) => {
    const left = Math.max(free, x - room / 2);
    free = left + room;
    return { x: left, room };
  });
  let end = width;
  return placed.reverse().map(({ x, room }) => {
    end = Math.min(x, end - room);
    return { x: end, room };
  }).reverse();
}

/** A label over the picture, kept inside its box; with no room of its own its words stand one below the other. */
function tag(text, { x, y, colour, kind, align = "left", room }, font, width) {
  const wide = room ?? Math.min(roomFor(text, font), width);
  const left = Math.max(0, Math.min(align === "right" ? x - wide : align === "center" ? x - wide / 2 : x, width - wide));
  return el("span", { class: `gs-tag ${kind}`, style: `left:${left.toFixed(1)}px;top:${y.toFixed(1)}px;${colour ? `color:${colour};` : ""}max-width:${(room || width - left).toFixed(0)}px` }, text);
}

/** The labels and marks, set where Plotly has put what they name, and the names that found no room. */
function overlay(gd, { data, labels, beside, aside, field, meta }, sent, { palette, font, width, height }) {
  const { xaxis, yaxis } = gd._fullLayout;
  const [atX, atY] = [(x) => xaxis._offset + xaxis.d2p(x), (y) => yaxis._offset + yaxis.d2p(y)];
  const set = (text, place) => tag(text, place, font, width);
  const ends = labels.map(({ trace }) => [gd.data[trace], lastKnown(gd.data[trace].y)]).map(([trace, at]) => (at < 0 ? [0, 0] : [atX(trace.x[at]), atY(trace.y[at])]));
  const places = spread(ends.map(([, y]) => y), 8, height - 24);
  const names = beside ? labels.map((label, at) => set(label.text, { x: ends[at][0] + 8, y: places[at], colour: label.colour, kind: "gs-end" })) : [];
  const top = yaxis._offset - 4;
  const marks = meta.marks ?? [];
  const numbers = spread(marks.map(({ x }) => atX(x)), 11, width - 11, 22)
    .map((x, at) => set(marks[at].label, { x, y: top, kind: "gs-mark", align: "center" }));
  const upright = [
    ...(meta.breaks ?? []).map(({ x, label }) => [label, x, "gs-break", undefined]),
    ...(meta.targets ?? []).filter(({ x }) => x !== undefined).map(({ x, label }) => [label, x, "gs-target", palette.target]),
    ...(meta.bands ?? []).filter(({ x0 }) => x0 !== undefined).map(({ x0, x1, label }) => [label, x0, "gs-band", palette.quiet, x1]),
  ].filter(([label]) => label).map(([label, x, kind, colour, to = x]) => ({ label, x: (atX(x) + atX(to)) / 2, kind, colour }))
    .sort((one, other) => one.x - other.x);
  const row = inRow(upright.map(({ label, x }) => ({ x, room: roomFor(label, font) })), width);
  const above = upright.map(({ label, kind, colour }, at) => set(label, { ...row[at], y: marks.length ? top - 20 : top, colour, kind }));
  const level = [
    ...(meta.targets ?? []).filter(({ x }) => x === undefined).map(({ y, label }) => [label, y, "gs-target", palette.target]),
    ...(meta.bands ?? []).filter(({ x0 }) => x0 === undefined).map(({ y1, label }) => [label, y1, "gs-band", palette.quiet]),
  ].filter(([label]) => label).map(([label, y, kind, colour]) => set(label, { x: xaxis._offset + 2, y: atY(y) - 2, colour, kind }));
  const fixed = [...names, ...numbers, ...above, ...level];
  const taken = [...numbers, ...above, ...level].map(({ style, textContent }) => {
    const [left, bottom] = [parseFloat(style.left), parseFloat(style.top)];
    return { left, right: left + roomFor(textContent, font), top: bottom - 16, bottom };
  });
  const ink = (at) => [data[at].marker?.line?.color].flat()[0];
  const { over, under, unnamed } = besideData(gd, sent.figure.data, { field, aside }, { atX, atY, set, ink, taken, width, floor: yaxis._offset + yaxis._length, roomFor: (text) => roomFor(text, font) });
  return { over: [...fixed, ...over], under, unnamed };
}

/** Arrow keys walk the points; each is shown as hovering shows it and read out as its row in the table. */
function walk(parts, sent, gd, Plotly) {
  const traces = sent.figure.data.filter((trace) => trace.hoverinfo !== "skip" && trace.x?.length);
  const count = Math.max(0, ...traces.map((trace) => trace.x.length));
  const { columns, rows, shown } = sent.table;
  const { xaxis, yaxis } = gd._fullLayout;
  const together = gd._fullLayout.hovermode.endsWith("unified");
  let at = -1;
  const drawn = (points, sentPoints) => (points.length === sentPoints.length ? at : points.indexOf(sentPoints[at])); // a break adds points
  const leave = () => {
    Plotly.Fx.unhover(gd);
    parts.over.classList.remove("gs-hovered");
  };
  const show = () => {
    parts.over.classList.add("gs-hovered"); // Plotly tells of a pointer that hovers, not of keys
    const trace = traces.find(({ x, y }) => (x[at] ?? null) !== null && (y[at] ?? null) !== null);
    const curveNumber = sent.figure.data.indexOf(trace);
    if (!trace) leave();
    else if (together) Plotly.Fx.hover(gd, { xval: xaxis.d2c(trace.x[at]), yval: yaxis.d2c(trace.y[at]) }, "xy");
    else Plotly.Fx.hover(gd, [{ curveNumber, pointNumber: drawn(gd.data[curveNumber].x, trace.x) }]);
    if (rows.length === count) parts.heard.textContent = columns.map((name, column) => [name, shown[at][column] ?? rows[at][column] ?? sent.words.missing])
      .filter(([, cell]) => cell !== NOTHING).map(([name, cell]) => `${name}: ${cell}`).join(", ");
  };
  parts.stage.onkeydown = (event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }[event.key];
    if (event.key === "Escape") leave();
    if (to === undefined || !count) return;
    event.preventDefault();
    at = Math.max(0, Math.min(count - 1, to));
    show();
  };
  parts.stage.onblur = leave;
}

async function paint(state, sent, Plotly) {
  const { parts, box } = state;
  const width = Math.floor(parts.stage.clientWidth);
  if (width < 40) return;
  await document.fonts.load(`600 13px ${getComputedStyle(box).fontFamily}`); // else the labels are measured in another typeface
  const look = { palette: PALETTE[box.dataset.look], font: getComputedStyle(box).fontFamily, width, height: sent.height, lang: sent.lang };
  look.palette = { ...look.palette, background: getComputedStyle(box).getPropertyValue("--st-background-color").trim() || look.palette.background };
  const laid = laidOut(sent.figure, look);
  await Plotly.react(parts.plot, laid.data, laid.layout, config(sent));
  if (!state.width) {
    parts.plot.on("plotly_hover", () => parts.over.classList.add("gs-hovered"));
    parts.plot.on("plotly_unhover", () => parts.over.classList.remove("gs-hovered"));
  }
  const { over, under, unnamed } = overlay(parts.plot, laid, sent, look);
  parts.over.replaceChildren(...over);
  parts.under.replaceChildren(...under);
  const lines = laid.beside ? [] : laid.labels.map(({ text, colour, dash }) => el("li", { class: "gs-line", style: `--ink:${colour};--dash:${dash === "solid" ? "solid" : "dotted"}` }, text));
  parts.key.replaceChildren(...lines, ...unnamed.map(({ kind, text }) => el("li", {}, el("span", { class: `gs-signal gs-${kind}`, style: `--ink:${kind === "usual" ? look.palette.band : "currentColor"}` }), text)));
  walk(parts, sent, parts.plot, Plotly);
  state.width = width;
}

/** Draws the chart in a box; `state` holds the box, and is kept with it. */
export async function draw(box, sent, state) {
  const first = !state.parts;
  state.parts ??= shell(box);
  state.parts.stage.style.minHeight = `${sent.height}px`;
  if (first) write(state.parts, sent); // words before the picture, which may have to wait for plotly.js
  const Plotly = await plotly();
  state.sent = sent;
  await paint(state, sent, Plotly);
  if (!first) write(state.parts, sent);
  box.dataset.drawn = String(Number(box.dataset.drawn ?? 0) + 1);
  state.observer ??= new ResizeObserver(() => {
    const width = Math.floor(state.parts.stage.clientWidth);
    if (Math.abs(width - state.width) > 1) requestAnimationFrame(() => paint(state, state.sent, Plotly));
  });
  state.observer.observe(state.parts.stage);
}

/** Ends what draws in the box. */
export function leave(state) {
  state.observer?.disconnect();
  if (state.parts?.plot && window.Plotly) window.Plotly.purge(state.parts.plot);
}

export default component("gs-figure", draw, leave);
