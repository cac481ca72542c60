// A table that is plain HTML, and the same rows as CSV.
import { component, el } from "./element.js";

const LONG = 30; // rows; a longer table is scrolled in its own box
const WEB = /^https?:\/\//i; // what a cell may lead to; anything else stays text

/** Rows and how they read; a cell sent without a reading of its own reads as it is. */
export function table({ columns, rows, shown, marked, muted, links }, { caption, words }) {
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === "number")
    && rows.every((row) => typeof row[at] !== "string"));
  const longest = columns.map((_, at) => Math.max(0, ...rows.map((row, number) => String(shown?.[number]?.[at] ?? row[at] ?? "").length)));
  const side = (at) => (numeric[at] ? "number" : longest[at] > 40 ? "wide" : longest[at] < 20 ? "short" : null);
  const named = numeric[0] ? numeric.slice(0, 2).indexOf(false) : 0; // what a row is called: its first cell, or its second after a place
  const led = (text, address) => (WEB.test(address ?? "") ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text);
  const cell = (row, at, text, number) => el(at === named ? "th" : "td",
    { scope: at === named ? "row" : null, class: side(at) }, text === "" ? el("span", { class: "gs-quiet" }, words.missing) : led(text, links?.[at]?.[number]));
  const apart = (number) => (marked?.includes(number) ? { class: "gs-marked", "aria-current": "true" } : { class: muted?.includes(number) ? "gs-muted" : null });
  const body = rows.map((row, number) => el("tr", apart(number), ...columns.map((_, at) =>
    cell(row, at, shown?.[number]?.[at] ?? row[at] ?? "", number))));
  const head = columns.map((name, at) => el("th", { scope: "col", class: side(at), "data-names": at === named }, name));
  return el("div", { class: rows.length > LONG ? "gs-scroll gs-long" : "gs-scroll", tabindex: 0, role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body)));
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
