// A table that is plain HTML, and the same rows as CSV.
import { component, el } from "./element.js";

const MISSED = /^✕/; // a goal that was not reached stands out
const LONG = 30; // rows; a longer table is scrolled in its own box
const WEB = /^https?:\/\//i; // what a cell may lead to; anything else stays text

/** A link within the page; an address that leads elsewhere is no link. */
const linked = (text, href) => (href?.startsWith("?") ? el("a", { href }, text) : text);

/** A link to a post on its platform. */
const led = (text, address) => (WEB.test(address ?? "") ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text);

/** Rows and how they read; a cell sent without a reading of its own reads as it is. Groups of rows have headings. */
export function table({ columns, rows, shown, groups, hidden = [], hrefs, marked, muted, links }, { caption, words }) {
  const visible = columns.map((_, at) => at).filter((at) => !hidden.includes(at));
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === "number")
    && rows.every((row) => typeof row[at] !== "string"));
  const reading = (number, at) => shown?.[number]?.[at] ?? rows[number][at] ?? "";
  const longest = columns.map((_, at) => Math.max(0, ...rows.map((_, number) => String(reading(number, at)).length)));
  const side = (at) => (numeric[at] ? "number" : longest[at] > 40 ? "wide" : longest[at] < 20 ? "short" : null);
  const named = visible.slice(0, 2).find((at) => !numeric[at]); // what a row is called: its first cell, or its second after a place
  const weight = (number, at) => [side(at), MISSED.test(reading(number, at)) ? "gs-missed" : null].filter(Boolean).join(" ") || null;
  const text = (number, at) => {
    const read = reading(number, at);
    if (read === "") return el("span", { class: "gs-quiet" }, words.missing);
    return at === visible[0] && hrefs ? linked(read, hrefs[number]) : led(read, links?.[at]?.[number]);
  };
  const cell = (number, at) => el(at === named ? "th" : "td", { scope: at === named ? "row" : null, class: weight(number, at) }, text(number, at));
  const apart = (number) => (marked?.includes(number) ? { class: "gs-marked", "aria-current": "true" } : { class: muted?.includes(number) ? "gs-muted" : null });
  const body = rows.map((_, number) => el("tr", apart(number), ...visible.map((at) => cell(number, at))));
  const heading = ({ title, note, href }) => el("tr", { class: "gs-group" },
    el("th", { scope: "rowgroup", colspan: visible.length }, el("div", {}, linked(title, href), note ? el("span", { class: "gs-note" }, note) : null)));
  let from = 0;
  const bodies = groups?.map((group) => el("tbody", {}, heading(group), ...body.slice(from, from += group.rows)));
  const head = visible.map((at) => el("th", { scope: "col", class: side(at), "data-names": at === named }, columns[at]));
  return el("div", { class: rows.length > LONG && !groups ? "gs-scroll gs-long" : "gs-scroll", tabindex: 0, role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...head)), ...(bodies ?? [el("tbody", {}, ...body)])));
}

/** A field as a spreadsheet reads it: no text may begin a formula, and Swedish decimals have a comma. */
function field(value, separator) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return separator === ";" ? String(value).replace(".", ",") : String(value);
  const isNumber = /^[+-]?\d+([.,]\d+)?$/.test(value);
  const text = /^[=+\-@\t\r]/.test(value) && !isNumber ? `'${value}` : value;
  return /["\n\r]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as CSV in the language's own form, with the mark that makes Excel read UTF-8. */
export function csv({ columns, rows }, lang) {
  const separator = lang === "sv" ? ";" : ",";
  const lines = [columns, ...rows].map((row) => row.map((value) => field(value, separator)).join(separator));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** A button that saves the rows. */
export function csvButton(rows, { file, lang, words }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([csv(rows, lang)], { type: "text/csv;charset=utf-8" }));
    el("a", { href: url, download: `${file}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  return el("button", { type: "button", class: "gs-link", onclick: save }, words.csv);
}

/** A table of its own: what `ui.table.show_table` shows. */
export default component("gs-table", (box, sent) => {
  const tools = sent.file ? el("div", { class: "gs-tools" }, csvButton(sent.table, sent)) : null;
  box.replaceChildren(...[table(sent.table, sent), tools].filter(Boolean));
});
