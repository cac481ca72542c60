// Beside a series: the range that was to be expected as a quiet field, marks on months that stand out, open ends.
import { el } from "./element.js";

const DAY = 864e5; // ms
const MONTH = 30 * DAY;
const BESIDE = 10; // px, from the middle of a mark to its name
const MOST_TRIED = 3;
const FURTHER = 0.5; // of what the data spans
const PIECES = [0.1, 0.3, 0.5, 0.7, 0.9]; // of a line from one point to the next
const ROOM = 0.12; // of what the axis spans, over a mark for its name

/** The days between which each point stands on the axis: half-way to its neighbours. */
export function edges(days) {
  const times = days.map((day) => Date.parse(day));
  const [first, last] = [times[0], times.at(-1)];
  const padded = [2 * first - (times[1] ?? first + MONTH), ...times, 2 * last - (times.at(-2) ?? last - MONTH)];
  return padded.slice(1).map((time, at) => new Date((padded[at] + time) / 2).toISOString().slice(0, 10));
}

/** The field as paths on the axes: a step a point, and a gap where no range is known. */
export function fields(days, { low, high }) {
  const edge = edges(days);
  const known = low.map((value, at) => value !== null && high[at] !== null);
  return known.flatMap((here, start) => {
    if (!here || known[start - 1]) return [];
    const end = known.indexOf(false, start) < 0 ? known.length : known.indexOf(false, start);
    const places = Array.from({ length: end - start }, (_, at) => start + at);
    const there = places.map((at) => `V${high[at]}H${edge[at + 1]}`).join("");
    const back = places.reverse().map((at) => `V${low[at]}H${edge[at]}`).join("");
    return [`M${edge[start]},${high[start]}${there}${back}Z`];
  });
}

/** How far the axis goes: as far as the data, and to the field where that is not much further; a wider field leaves the picture. */
export function reaching(data) {
  const known = (list) => list.filter((value) => typeof value === "number");
  const values = known(data.flatMap(({ y, base }) => y.flatMap((value, at) => [base?.[at], typeof value === "number" ? value + (base?.[at] ?? 0) : null])));
  const judged = data.flatMap(({ meta }) => meta?.expected ?? []);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const beyond = (most - least) * FURTHER;
  const low = Math.max(Math.min(least, ...known(judged.flatMap((one) => one.low))), least - beyond);
  const high = Math.min(Math.max(most, ...known(judged.flatMap((one) => one.high))), most + beyond);
  const edge = (high - low) * 0.05;
  const named = data.flatMap((trace) => (trace.meta?.signals ?? []).flatMap(({ at }) => drawn(trace, at))).map(({ y }) => y + ROOM * (high - low));
  return [low < 0 ? low - edge : 0, Math.max(high + edge, ...named)];
}

const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });
const clear = (one, other) => one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
const px = (name, value) => `${name}:${value.toFixed(1)}px;`;
const drawn = ({ x, y, base }, at) => at.filter((place) => typeof y[place] === "number").map((place) => ({ place, x: x[place], y: y[place] + (base?.[place] ?? 0) }));
const SHAPES = { clear: { symbol: "diamond", size: 12 }, probably: { symbol: "circle", size: 8 } };

/** Marks on the points that stand out, as traces of their own. */
export function marked(data, palette) {
  return data.flatMap((trace) => (trace.meta?.signals ?? []).map(({ kind, at }) => {
    const points = drawn(trace, at);
    const marker = { ...SHAPES[kind], color: palette.text, line: { width: 2, color: palette.background } };
    return { type: "scatter", mode: "markers", hoverinfo: "skip", cliponaxis: false, x: points.map(({ x }) => x), y: points.map(({ y }) => y), marker };
  }));
}

/** What of a trace is named once: its points that stand out and its open ends, with where the name belongs. */
function kinds(trace, { atX, atY }) {
  const { low = [], high = [] } = trace.meta.expected ?? {};
  const open = trace.meta.open ? [{ kind: "open", ...trace.meta.open }] : [];
  return [...(trace.meta.signals ?? []), ...open].map(({ kind, label, at }) => ({ kind, label, places: drawn(trace, at).map(({ place, x, y }) =>
    ({ x: atX(x), y: atY(y), up: trace.type === "bar" ? y >= 0 : !(y < (low[place] + high[place]) / 2) })) }));
}

/** What the data itself covers of the picture: bars as they stand, and lines in short pieces. */
function inked({ type, x, y, base }, points, { xaxis, atX, atY }) {
  if (type === "bar") return drawn({ x, y, base }, Object.keys(y)).map(({ place, y: end }) => {
    const [left, right] = [points[place].p0, points[place].p1].map((edge) => xaxis._offset + xaxis.c2p(edge));
    const [one, other] = [atY(end), atY(base?.[place] ?? 0)];
    return box(left, Math.min(one, other), right - left, Math.abs(one - other));
  });
  return y.flatMap((value, at) => (typeof value !== "number" || typeof y[at + 1] !== "number" ? [] : PIECES.map((part) =>
    box(atX(x[at]) + part * (atX(x[at + 1]) - atX(x[at])) - 1, atY(value + part * (y[at + 1] - value)) - 1, 2, 2))));
}

/** The name of each kind beside one of its latest where there is room; `unnamed` are the others. */
function names(traces, { atX, atY, set, roomFor, taken, width, floor }) {
  const found = traces.flatMap((trace) => kinds(trace, { atX, atY }));
  const full = [...taken, ...found.flatMap(({ places }) => places).map(({ x, y }) => box(x - 7, y - 7, 14, 14))];
  const [elements, unnamed] = [[], []];
  for (const { kind, label, places } of found) {
    const room = roomFor(label);
    const free = places.slice(-MOST_TRIED).reverse()
      .map(({ x, y, up }) => box(Math.max(0, Math.min(x - room / 2, width - room)), up ? y - BESIDE - 16 : y + BESIDE, room, 16))
      .find((one) => one.top >= 0 && one.bottom <= floor && full.every((other) => clear(one, other)));
    if (!free) { unnamed.push({ kind, text: label }); continue; }
    full.push(free);
    elements.push(set(label, { x: free.left, y: free.top, kind: "gs-said" }));
  }
  return { elements, unnamed };
}

/** Bars without a highest: a lowest that is drawn, and above it a colour that fades out. `bars` are Plotly's own points. */
function openEnds({ base, y, meta }, bars, { xaxis, atY, ink }) {
  return meta.open.at.map((place) => {
    const [left, right] = [bars[place].p0, bars[place].p1].map((edge) => xaxis._offset + xaxis.c2p(edge));
    const [top, bottom] = [atY(base[place] + y[place]), atY(base[place])];
    return el("span", { class: "gs-open", style: `--ink:${ink};${px("left", left)}${px("width", right - left)}${px("top", top)}${px("height", bottom - top)}` });
  });
}

/** What is laid over and under the picture beside the data; `unnamed` is what found no room for its name, to be said above it. */
export function besideData(gd, sent, { field, aside }, look) {
  const { xaxis } = gd._fullLayout;
  const under = sent.flatMap((trace, at) => (trace.meta?.open ? openEnds(trace, gd.calcdata[at], { xaxis, atY: look.atY, ink: look.ink(at) }) : []));
  const ink = sent.flatMap((trace, at) => (trace.meta?.signals || trace.meta?.open ? inked(trace, gd.calcdata[at], { xaxis, ...look }) : []));
  const { elements, unnamed } = names(sent.filter((trace) => trace.meta), { ...look, taken: [...look.taken, ...ink] });
  const { low, high } = sent.find((trace) => trace.meta?.expected)?.meta.expected ?? {};
  if (!low) return { over: elements, under, unnamed };
  if (!aside) return { over: elements, under, unnamed: [{ kind: "usual", text: field }, ...unnamed] };
  const last = low.findLastIndex((value, at) => value !== null && high[at] !== null);
  const usual = look.set(field, { x: xaxis._offset + xaxis._length + 8, y: look.atY((low[last] + high[last]) / 2), kind: "gs-usual", room: 0 });
  return { over: [usual, ...elements], under, unnamed };
}
