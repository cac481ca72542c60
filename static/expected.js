// Beside a series: the range that was to be expected as a quiet field, marks on months that stand out, open ends.
import { el } from "./element.js";

const DAY = 864e5; // ms
const MONTH = 30 * DAY;
const CLEAR_OF_BAR = 9; // px, from the end of a bar to the middle of its mark
const BESIDE = 10; // px, from the middle of a mark to its name
const MOST_TRIED = 3;

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

const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });
const clear = (one, other) => one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
const px = (name, value) => `${name}:${value.toFixed(1)}px;`;

/** The points of a trace that stand out: where their mark is set, and whether its name belongs above it. */
function spots({ x, y, base, type, meta }, { atX, atY }) {
  const { low = [], high = [] } = meta.expected ?? {};
  return (meta.signals ?? []).map(({ kind, label, at }) => ({ kind, label, places: at.filter((place) => typeof y[place] === "number").map((place) => {
    const value = (base?.[place] ?? 0) + y[place];
    const up = type === "bar" ? value >= 0 : !(value < (low[place] + high[place]) / 2);
    return { x: atX(x[place]), y: atY(value) + (type === "bar" ? (up ? -CLEAR_OF_BAR : CLEAR_OF_BAR) : 0), up };
  }) }));
}

/** Marks on the points that stand out, each kind named beside one of its latest where there is room; `unnamed` are the others. */
function signals(traces, { atX, atY, set, roomFor, taken, width, height }) {
  const found = traces.flatMap((trace) => spots(trace, { atX, atY }));
  const marks = found.flatMap(({ kind, places }) => places.map(({ x, y }) => ({ kind, x, y })));
  const full = [...taken, ...marks.map(({ x, y }) => box(x - 7, y - 7, 14, 14))];
  const elements = marks.map(({ kind, x, y }) => el("span", { class: `gs-signal gs-${kind}`, style: px("left", x) + px("top", y) }));
  const unnamed = [];
  for (const { kind, label, places } of found) {
    const room = roomFor(label);
    const free = places.slice(-MOST_TRIED).reverse()
      .map(({ x, y, up }) => box(Math.max(0, Math.min(x - room / 2, width - room)), up ? y - BESIDE - 16 : y + BESIDE, room, 16))
      .find((one) => one.top >= 0 && one.bottom <= height && full.every((other) => clear(one, other)));
    if (!free) { unnamed.push({ kind, text: label }); continue; }
    full.push(free);
    elements.push(set(label, { x: free.left, y: free.top, kind: "gs-said" }));
  }
  return { elements, unnamed };
}

/** Bars without a highest: a lowest that is drawn, and above it a colour that fades out. `bars` are Plotly's own points. */
function openEnds({ base, y, meta }, bars, { xaxis, atY, ink }) {
  return meta.open.map((place) => {
    const [left, right] = [bars[place].p0, bars[place].p1].map((edge) => xaxis._offset + xaxis.c2p(edge));
    const [top, bottom] = [atY(base[place] + y[place]), atY(base[place])];
    return el("span", { class: "gs-open", style: `--ink:${ink};${px("left", left)}${px("width", right - left)}${px("top", top)}${px("height", bottom - top)}` });
  });
}

/** What is laid over the picture beside the data; `unnamed` is what found no room for its name, to be said above the picture. */
export function besideData(gd, sent, { field, aside }, look) {
  const { xaxis } = gd._fullLayout;
  const traces = sent.filter((trace) => trace.meta);
  const ends = sent.flatMap((trace, at) => (trace.meta?.open ? openEnds(trace, gd.calcdata[at], { ...look, xaxis, ink: look.ink(at) }) : []));
  const judged = traces.find((trace) => trace.meta.expected)?.meta.expected;
  const found = signals(traces, look);
  if (!judged) return { elements: [...ends, ...found.elements], unnamed: found.unnamed };
  if (!aside) return { elements: [...ends, ...found.elements], unnamed: [{ kind: "usual", text: field }, ...found.unnamed] };
  const last = judged.low.findLastIndex((value, at) => value !== null && judged.high[at] !== null);
  const usual = look.set(field, { x: xaxis._offset + xaxis._length + 8, y: look.atY((judged.low[last] + judged.high[last]) / 2), kind: "gs-usual" });
  return { elements: [...ends, usual, ...found.elements], unnamed: found.unnamed };
}
