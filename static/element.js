// What the figure, the cards and the table share: reading what Python sent, building HTML from text, the theme.

const sheets = new Map();

/** The JSON that Python sent, deflated (`ui/element.py`). */
export async function read(bytes) {
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(inflated).json();
}

/** Lays a stylesheet beside this file under the whole page, once. */
export function useStyles(name) {
  if (sheets.has(name)) return sheets.get(name);
  const loading = (async () => {
    const answer = await fetch(new URL(name, import.meta.url));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await answer.text());
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  })();
  sheets.set(name, loading);
  return loading;
}

/** An element with attributes, handlers (`onclick`), and children; strings become text, never markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Whether the element stands on a dark background. */
export function isDark(element) {
  const [r, g, b] = channels(getComputedStyle(element).getPropertyValue("--st-background-color").trim() || "#fff");
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

/** The red, green and blue of "#0b4f8a", "#fff" or "rgb(…)", 0 to 255. */
export function channels(colour) {
  if (!colour.startsWith("#")) return (colour.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number);
  const hex = colour.length < 7 ? [...colour.slice(1, 4)].map((digit) => digit + digit).join("") : colour.slice(1, 7);
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/**
 * A component whose `draw(box, data, state, tell)` runs when what it shows or the theme has changed, and not otherwise.
 * `tell(name, value)` has Python's `on_<name>_change` called.
 * Streamlit calls a component on every rerun; runs may overlap, and then the last one wins.
 */
export function component(className, draw, leave = () => {}) {
  const states = new WeakMap();
  return async function run({ data, parentElement, setTriggerValue }) {
    if (!states.has(parentElement)) {
      const box = el("div", { class: `gs ${className}`, "aria-busy": "true" });
      parentElement.append(box);
      states.set(parentElement, { box, runs: 0 });
    }
    const state = states.get(parentElement);
    const turn = (state.runs += 1);
    const [sent] = await Promise.all([read(data), useStyles("elements.css")]);
    if (turn !== state.runs) return () => leave(state);
    document.documentElement.lang = sent.lang;
    const look = isDark(parentElement) ? "dark" : "light";
    const drawn = look + JSON.stringify(sent);
    if (drawn !== state.drawn) {
      state.box.setAttribute("aria-busy", "true");
      state.box.dataset.look = look;
      await draw(state.box, sent, state, setTriggerValue);
      state.drawn = drawn;
    }
    if (turn === state.runs) state.box.removeAttribute("aria-busy");
    return () => leave(state);
  };
}
