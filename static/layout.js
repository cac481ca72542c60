// From the figure that Python sent to the one that Plotly draws: colours by name, base layout, marks that need the size.
import { channels } from "./element.js";
import { edges, fields, marked, reaching } from "./expected.js";

const MONTH = /^\d{4}-\d{2}$/;
const MONTH_BEGINS = /^\d{4}-\d{2}(-01)?$/;
const MONTH_TICK = "%b\n%Y", DAY_TICK = "%-d %b\n%Y";
const DATE = /^\d{4}-\d{2}(-\d{2})?$/;
const TEMPLATES = new Set(["hovertemplate", "texttemplate"]);
export const LABEL = 13; // px, the size of text in the picture
const LINE = 17; // px, from one label to the next
const FIELD = 0.45; // how much of its colour a field behind the data has
const NARROW = 480; // px; a narrower picture has its labels above it rather than beside

const pencil = document.createElement("canvas").getContext("2d");

/** How wide a text is in the picture, in px. */
export function widthOf(text, font, weight = 400) {
  pencil.font = `${weight} ${LABEL}px ${font}`;
  return pencil.measureText(text).width;
}

function colour(token, palette) {
  const [name, opacity] = token.slice("token:".length).split("/");
  if (!palette[name]) console.error(`No colour is called ${name}`);
  const hex = palette[name] ?? palette.muted;
  return opacity ? `rgba(${channels(hex).join(",")},${opacity})` : hex;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The same value with colours instead of tokens and text instead of markup. Layout may break lines and be bold. */
function resolved(value, palette, key, inLayout) {
  if (typeof value === "string") {
    if (value.startsWith("token:")) return colour(value, palette);
    if (TEMPLATES.has(key) || !/[&<>]/.test(value)) return value;
    return inLayout ? escaped(value).replace(/&lt;(br|\/?b)&gt;/g, "<$1>") : escaped(value);
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, palette, key, inLayout));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item, palette, name, inLayout)]));
}

function merged(base, own) {
  if (!own || typeof own !== "object" || Array.isArray(own)) return own ?? base;
  const all = { ...base };
  for (const [name, value] of Object.entries(own)) {
    const both = all[name] && typeof all[name] === "object" && !Array.isArray(all[name]);
    all[name] = both ? merged(all[name], value) : value;
  }
  return all;
}

const lies = (trace) => trace.orientation === "h" || (trace.type !== "bar" && trace.y?.some?.((y) => typeof y === "string"));

const DAY = 864e5; // ms
const aside = (month, days) => new Date(Date.parse(day(month)) + days * DAY).toISOString().slice(0, 10);

/** Ticks that fall on calendar months, no closer than they can be read. */
function months(data, room) {
  const all = data.flatMap((trace) => trace.x ?? []).filter((x) => typeof x === "string" && DATE.test(x)).sort();
  if (!all.length) return {};
  const count = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const span = count(all.at(-1)) - count(all[0]) + 1;
  const step = [1, 2, 3, 6, 12, 24, 60].find((each) => span / each <= Math.max(2, room / 44)) ?? 120;
  const whole = all.every((x) => MONTH_BEGINS.test(x));
  const monthly = { tick0: "2000-01-01", dtick: `M${step}`, tickformat: step < 12 ? MONTH_TICK : "%Y" };
  const ticks = whole || span > 4 ? monthly : { tickformat: DAY_TICK };
  const hoverformat = whole ? "%B %Y" : "%-d %B %Y";
  if (all[0] !== all.at(-1)) return { type: "date", hoverformat, ...ticks };
  // A single day has no span of its own to draw: left alone the axis would zoom in to milliseconds.
  return { type: "date", hoverformat, range: [aside(all[0], -45), aside(all[0], 45)], tickvals: [all[0]], tickformat: whole ? MONTH_TICK : DAY_TICK };
}

/** The layout that every chart has, before its own. */
function base(data, { palette, font, width, height, lang, right, top }) {
  const flat = data.some(lies);
  const axis = {
    automargin: true, fixedrange: true, zeroline: false, showline: false, ticks: "", tickcolor: palette.axis, linecolor: palette.axis,
    tickfont: { color: palette.quiet, size: LABEL }, separatethousands: true, exponentformat: "none",
    spikecolor: palette.axis, spikethickness: 1, spikedash: "solid",
  };
  const measured = { showgrid: true, gridcolor: palette.grid, gridwidth: 1, zeroline: true, zerolinecolor: palette.axis, zerolinewidth: 1, nticks: width < NARROW ? 4 : 6 };
  const named = { showgrid: false };
  const series = data.filter((trace) => trace.hoverinfo !== "skip" && (trace.type ?? "scatter") === "scatter").length;
  const dated = months(data, width - right - 60);
  const together = Boolean(dated.type && !flat && series > 1);
  return {
    width, height, autosize: false, margin: { l: 4, r: right, t: top, b: 4, pad: 4 },
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", colorway: [palette.accent, palette.muted, palette.target],
    font: { family: font, size: LABEL, color: palette.text }, separators: lang === "sv" ? ",\u00a0" : ".,",
    showlegend: false, dragmode: false, hovermode: together ? "x unified" : "closest", hoverdistance: 40,
    hoverlabel: { bgcolor: palette.background, bordercolor: palette.axis, font: { family: font, size: LABEL, color: palette.text }, align: "left", namelength: -1 },
    bargap: 0.3, barcornerradius: 1,
    xaxis: { ...axis, showspikes: false, ...(flat ? measured : named), ...dated, ...(flat ? {} : { ticks: "outside", ticklen: 4, showspikes: together }) },
    yaxis: { ...axis, showspikes: false, ...(flat ? named : measured) },
  };
}

/** A point of an unfinished period is drawn as an outline: ink around the background's colour. */
function withHollow(trace, palette) {
  const hollow = new Set(trace.meta?.hollow ?? []);
  if (!hollow.size) return trace;
  const fill = trace.marker?.color ?? trace.line?.color ?? palette.accent;
  const { color: ink = fill, width = 0 } = trace.marker?.line ?? {};
  const of = (value, at) => (Array.isArray(value) ? value[at] : value);
  const each = trace.x.map((_, at) => at);
  const line = { width: each.map((at) => (hollow.has(at) ? 1.75 : of(width, at))), color: each.map((at) => of(ink, at)) };
  const marker = { ...trace.marker, color: each.map((at) => (hollow.has(at) ? palette.background : of(fill, at))), line };
  if (trace.type === "bar") return { ...trace, marker };
  const shown = (trace.mode ?? "lines").includes("markers");
  const size = trace.marker?.size ?? 6;
  return { ...trace, mode: "lines+markers", marker: { ...marker, size: each.map((at) => (hollow.has(at) ? 8 : shown ? size : 0)) } };
}

/** A bar without a highest is not drawn here but over the picture, where it can fade out. */
function withOpen(trace) {
  if (!trace.meta?.open) return trace;
  const opacity = trace.x.map((_, at) => (trace.meta.open.at.includes(at) ? 0 : 1));
  return { ...trace, marker: { ...trace.marker, opacity } };
}

function withLook(trace, palette, together) {
  const look = trace.type === "bar" ? {} : { cliponaxis: false, line: { width: 2, ...trace.line } };
  const [name, value] = lies(trace) ? ["y", "x"] : ["x", "y"];
  const hover = together ? {} : { hovertemplate: `%{${name}}<br><b>%{${value}}</b><extra></extra>` };
  return withOpen(withHollow({ ...(trace.hoverinfo ? {} : hover), ...trace, ...look }, palette));
}

const day = (text) => (MONTH.test(text) ? `${text}-01` : text);

/** A break half-way between the last point before it and the first after it, where it crosses no point. */
function between(data, at) {
  const days = [...new Set(data.flatMap((trace) => trace.x ?? []))].filter((x) => DATE.test(x)).map(day).sort();
  const after = days.findIndex((each) => each >= day(at));
  if (after < 1) return at;
  return new Date((Date.parse(days[after - 1]) + Date.parse(days[after])) / 2).toISOString().slice(0, 10);
}

/** The trace with a gap at each break, so that no line crosses one: one more point, without a value. */
function cut(trace, breaks) {
  if (trace.type === "bar" || !DATE.test(trace.x?.[0])) return trace;
  return breaks.filter(({ traces }) => !traces || traces.includes(trace.name)).reduce((whole, { x }) => {
    const after = whole.x.findIndex((each) => day(each) >= day(x));
    return after < 1 ? whole : opened(whole, whole.x.length, after, x);
  }, trace);
}

function opened(value, length, at, x) {
  if (Array.isArray(value)) return value.length === length ? [...value.slice(0, at), null, ...value.slice(at)] : value;
  if (value === null || typeof value !== "object") return value;
  const wider = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, opened(item, length, at, x)]));
  if (value.x) wider.x[at] = x;
  if (value.hollow) wider.hollow = value.hollow.map((point) => (point < at ? point : point + 1));
  return wider;
}

/** The lines and fields behind the data that `layout.meta` asks for; their labels are drawn over the picture. */
function shapes({ breaks = [], targets = [], bands = [], marks = [] }, palette) {
  const upright = (x, line) => ({ type: "line", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, line, layer: "below" });
  const level = (y, line) => ({ type: "line", xref: "paper", yref: "y", x0: 0, x1: 1, y0: y, y1: y, line, layer: "above" });
  const goal = { color: palette.target, width: 1.75 };
  const field = { type: "rect", line: { width: 0 }, fillcolor: palette.band, opacity: FIELD, layer: "below" };
  return [
    ...bands.map(({ x0, x1, y0, y1 }) => (x0 === undefined
      ? { ...field, xref: "paper", x0: 0, x1: 1, yref: "y", y0, y1 } : { ...field, yref: "paper", y0: 0, y1: 1, xref: "x", x0, x1 })),
    ...breaks.map(({ x }) => upright(x, { color: palette.median, width: 1.25, dash: "4px,3px" })),
    ...marks.map(({ x }) => upright(x, { color: palette.axis, width: 1, dash: "1px,3px" })),
    ...targets.map(({ x, y }) => (x === undefined ? level(y, goal) : { ...upright(x, goal), layer: "above" })),
  ];
}

/** What was to be expected, behind everything. A limit that leaves the picture has no edge in it. */
function expected(data, palette) {
  return data.filter((trace) => trace.meta?.expected).flatMap((trace) => fields(trace.x.map(day), trace.meta.expected))
    .map((path) => ({ type: "path", path, line: { width: 1, color: palette.band }, fillcolor: colour("token:band/0.5", palette), layer: "below" }));
}

const MOST_LINES = 3; // what a row of bars has room for; the whole name is in the table and on hover

/** Long names of rows are broken over lines, so that they leave room for what they name. */
function wrapped(data, width, font) {
  const names = [...new Set(data.flatMap((trace) => (lies(trace) ? trace.y ?? [] : [])))].filter((name) => typeof name === "string");
  const room = width * (width < NARROW ? 0.42 : 0.36);
  if (!names.some((name) => widthOf(name, font) > room)) return {};
  const broken = (name) => name.split(" ").reduce((lines, word) => {
    const longer = `${lines.at(-1)} ${word}`;
    return lines.at(-1) && widthOf(longer, font) > room ? [...lines, word] : [...lines.slice(0, -1), longer.trim()];
  }, [""]);
  const shown = (lines) => (lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`] : lines);
  const text = (name) => shown(broken(name)).map(escaped).join("<br>");
  return { tickmode: "array", tickvals: names.map(escaped), ticktext: names.map(text) };
}

/** What Plotly draws at this size, and the labels to lay over it. */
export function laidOut(figure, look) {
  const { palette, font, width } = look;
  const written = figure.layout?.meta ?? {};
  const breaks = (written.breaks ?? []).map((each) => ({ ...each, x: between(figure.data, each.x) }));
  const meta = { ...written, breaks };
  const labelled = figure.data.map((trace, at) => ({ trace: at, text: trace.meta?.label })).filter(({ text }) => text);
  const widest = Math.max(0, ...labelled.map(({ text }) => widthOf(text, font, 600)));
  const beside = widest > 0 && widest < width * 0.32;
  const named = ["breaks", "targets", "bands"].some((kind) => meta[kind]?.some(({ x, x0, label }) => label && (x ?? x0) !== undefined));
  const above = Number(named) + Number(Boolean(meta.marks?.length)); // rows of labels
  const field = figure.data.find((trace) => trace.meta?.expected)?.meta.expected.label;
  const aside = field && !beside && width >= NARROW; // its words one below the other, in the right margin
  const room = beside ? widest : aside ? Math.max(...field.split(" ").map((word) => widthOf(word, font))) : 0;
  const size = { ...look, right: room ? Math.ceil(room) + 16 : 14, top: above * (LINE + 3) + 10 };
  const own = resolved(figure.layout ?? {}, palette, "", true);
  const layout = merged(base(figure.data, size), own);
  const together = layout.hovermode.endsWith("unified");
  const data = resolved(figure.data, palette, "", false).map((trace) => withLook(cut(trace, breaks), palette, together));
  if (layout.xaxis.range && !own.xaxis?.range) for (const bar of data) if (bar.type === "bar") bar.width ??= 21 * DAY;
  layout.yaxis = { ...wrapped(figure.data, width, font), ...(field ? { range: reaching(figure.data) } : {}), ...layout.yaxis };
  if (field && !layout.xaxis.range) layout.xaxis.range = [edges(figure.data[0].x.map(day))].map((all) => [all[0], all.at(-1)])[0];
  data.push(...marked(figure.data, palette));
  layout.shapes = [...expected(figure.data, palette), ...shapes(meta, palette), ...(own.shapes ?? [])];
  const ink = (at) => data[at].line?.color ?? (Array.isArray(data[at].marker?.color) ? undefined : data[at].marker?.color) ?? palette.text;
  return { data, layout, labels: labelled.map((label) => ({ ...label, colour: ink(label.trace), dash: data[label.trace].line?.dash ?? "solid" })), beside, aside, field, meta };
}

/** The places of labels between low and high so that none covers another, each as near its own as can be. */
export function spread(places, low, high, gap = LINE) {
  const order = places.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y);
  order.forEach((label, at) => { if (at) label.y = Math.max(label.y, order[at - 1].y + gap); });
  for (let at = order.length - 1, limit = high; at >= 0; at -= 1, limit = order[at + 1].y - gap) order[at].y = Math.min(order[at].y, limit);
  if (order.length && order[0].y < low) order.forEach((label, at) => { label.y = Math.max(label.y, low + at * gap); });
  const settled = [];
  for (const { y, at } of order) settled[at] = y;
  return settled;
}
