// A table whose rows are put in order by the heads of its columns and searched by a field above it.
import { component, el } from "./element.js";
import { csvButton, table } from "./table.js";

// Accents are looked past, but å, ä and ö are letters of their own in Swedish.
const ACCENTS = { sv: /(?<!a)\u030a|(?<![ao])\u0308|[\u0300-\u0307\u0309\u030b-\u036f]/g, en: /[\u0300-\u036f]/g };
const THOUSANDS = { sv: /(?<=\d)\s(?=\d{3}(?!\d))/g, en: /(?<=\d),(?=\d{3}(?!\d))/g };
const DASHES = /[\u2010-\u2015\u2212]/g;
const SEEN = 40; // rows; more than a box has room for
const DATED = /^\d{4}-/; // 2026-10-31, 2026-10, 2026-W44: in order as they are, not as they read

/** A text as it is searched: small letters, no accents, one kind of dash, numbers in one piece (121 540 is 121540). */
export function folded(text, lang) {
  const plain = text.toLocaleLowerCase(lang).normalize("NFD").replace(ACCENTS[lang], "");
  return plain.replace(DASHES, "-").replace(THOUSANDS[lang], "").normalize("NFC");
}

/** The places of the values in order (turn 1) or backwards (−1): numbers, then text as the language sorts it; missing (null) is always last, and equals stand as they stood. */
export function ordered(values, turn, lang) {
  const { compare } = new Intl.Collator(lang, { numeric: true });
  const kind = (value) => (value === null ? 2 : typeof value === "string" ? 1 : 0);
  const step = (one, other) => (kind(one) === 0 ? one - other : kind(one) === 1 ? compare(one, other) : 0);
  return values.map((_, at) => at).sort((at, to) => kind(values[at]) - kind(values[to]) || turn * step(values[at], values[to]));
}

/** What a row is put in order by: a number or a date as it is, any other text as it reads (3 148 invånare before 43 000). */
function sortable(value, reading, lang) {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "number" || DATED.test(value) ? value : reading.replace(THOUSANDS[lang], "");
}

/** A field with its label, a button that empties it, and how many rows hold what is written there. */
function searchField({ caption, words }, state, search) {
  const field = el("input", { type: "text", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
  const clear = el("button", { type: "button", class: "gs-link" }, words.clear);
  const count = el("p", { class: "gs-count", role: "status" });
  field.value = state.query ?? "";
  const changed = () => {
    state.query = field.value;
    clear.hidden = !field.value;
    count.textContent = search(field.value);
  };
  field.oninput = changed;
  field.onkeydown = (event) => { if (event.key === "Escape" && field.value) clear.onclick(); };
  clear.onclick = () => {
    field.value = "";
    changed();
    field.focus();
  };
  changed();
  return el("div", { class: "gs-search", role: "search", "aria-label": caption }, el("label", {}, words.search, field), clear, count);
}

/** The heads as buttons: one press for one way, one more for the other, a third for the order in which the rows came. */
function sortHeads(heads, state, { words }, sort) {
  const mark = () => heads.forEach((head) => {
    const turn = state.order?.column === head.textContent ? state.order.turn : 0;
    if (turn) head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  });
  heads.forEach((head) => {
    const [column, turnFirst] = [head.textContent, head.classList.contains("number") ? -1 : 1]; // the largest number, or A, first
    const press = () => {
      const turn = state.order?.column === column ? state.order.turn : 0;
      state.order = turn === -turnFirst ? null : { column, turn: turn ? -turn : turnFirst };
      mark();
      sort(state.order ? words[state.order.turn > 0 ? "ascending" : "descending"].replace("{column}", () => column) : words.given);
    };
    const way = el("i", { class: "gs-way", "aria-hidden": "true" });
    // The sign keeps to the word beside it, and out of the way of the figures' right edge.
    const [[, first], [, last]] = [column.match(/^(\S*)/), column.match(/(\S*)$/)];
    const label = turnFirst < 0 ? [el("span", {}, way, first), column.slice(first.length)] : [column.slice(0, column.length - last.length), el("span", {}, last, way)];
    head.replaceChildren(el("button", { type: "button", class: "gs-sort", onclick: press }, ...label));
  });
  mark();
}

/** What `ui.table.browse_table` shows. */
export default component("gs-table gs-browse", (box, sent, state) => {
  const { lang, words } = sent;
  const scroll = table(sent.table, sent);
  const [heads, body] = [[...scroll.querySelectorAll("thead th")], scroll.querySelector("tbody")];
  const rows = [...body.rows];
  const readings = rows.map((row) => [...row.cells].map((cell) => cell.textContent));
  const texts = readings.map((cells) => cells.map((text) => folded(text, lang)).join("\n"));
  scroll.onscroll = () => scroll.classList.toggle("gs-moved", scroll.scrollLeft > 0);
  const names = heads.map((head) => head.textContent);
  const heard = el("p", { class: "gs-heard", "aria-live": "polite" });
  let [order, fits, turns] = [rows.map((_, at) => at), () => true, 0];

  /** The columns stand still while rows come and go. */
  const hold = () => {
    const boxes = [scroll.querySelector("table"), ...heads].map((one) => [one, one.getBoundingClientRect().width]);
    for (const [one, width] of boxes) if (width) one.style.minWidth ||= `${width}px`;
  };
  /** Lays the rows that fit, in their order: at once those that are seen, the others right after. */
  const lay = () => {
    hold();
    const found = order.filter(fits);
    const nothing = () => el("tr", {}, el("td", { colspan: names.length, class: "gs-quiet" }, words.nothing.replace("{text}", () => state.query.trim())));
    const laid = found.length || !rows.length ? found.map((at) => rows[at]) : [nothing()];
    const [turn, first] = [(turns += 1), scroll.isConnected ? SEEN : laid.length];
    body.replaceChildren(...laid.slice(0, first));
    if (laid.length > first) requestAnimationFrame(() => setTimeout(() => turn === turns && body.append(...laid.slice(first))));
    scroll.scrollTop = 0;
    if (!found.length) scroll.scrollLeft = 0;
    return found.length;
  };
  const sort = (announced) => {
    const at = names.indexOf(state.order?.column);
    const values = rows.map((_, row) => (at < 0 ? null : sortable(sent.table.rows[row][at], readings[row][at], lang)));
    order = ordered(values, state.order?.turn ?? 1, lang);
    lay();
    heard.textContent = announced;
  };
  const search = (query) => {
    const sought = folded(query, lang).split(/\s+/).filter(Boolean);
    fits = (at) => sought.every((word) => texts[at].includes(word));
    const count = lay();
    return sought.length ? words.some.replace("{shown}", () => count.toLocaleString(lang)) : words.all;
  };

  sortHeads(heads, state, sent, sort);
  scroll.querySelector("caption").append(` (${words.sorts})`);
  sort("");
  const field = sent.searchable ? searchField(sent, state, search) : null;
  box.replaceChildren(...[field, scroll, heard, el("div", { class: "gs-tools" }, csvButton(sent.table, sent))].filter(Boolean));
});
