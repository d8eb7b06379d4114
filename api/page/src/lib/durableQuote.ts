/** A citation that stands on its own: the words, where they come from, and what it takes to look them up again. */

import { closed, withoutSurplusClosers } from "./bidi";
import { pageWords } from "./pages";
import type { Citation, Language, Verification } from "./wire";

export interface QuotedPlace {
  doc_id: string;
  char_start: number;
  char_end: number;
  quote: string;
  text_sha256: string | null;
}

/** A citation as it was pasted; what stands around the quote leaves several ways to read it, the likeliest first. */
export interface PastedQuote extends QuotedPlace {
  /** Every stretch that may be the quote; `quote` is the first of them. */
  readings: string[];
  /** What it says of its source: publisher, title, date, page; null if it says nothing. */
  source: string | null;
}

/** What is told beside the quote, in the reader's language. */
export interface QuoteWords {
  language: Language;
  page: (first: number, last?: number | null) => string;
  commentary: string;
  /** As the reader knows them; the source's own where absent. */
  title?: string;
  publisher?: string;
}

/** Three lines: the quote, its source in words, and its place for the service. */
export function writeQuote(one: Citation, words: QuoteWords): string {
  const isChinese = words.language === "zh";
  const page = one.page === null ? "" : words.page(one.page, one.page_end);
  const kind = one.kind === "commentary" ? words.commentary : "";
  const named = words.title ?? one.title;
  const title = isChinese && named ? `《${named}》` : named;
  const place = [words.publisher ?? one.publisher, title, one.date, page, kind].filter(Boolean).map(closed).join(isChinese ? "，" : ", ");
  const address = `summit:${one.doc_id}?start=${one.char_start}&end=${one.char_end}&text_sha256=${one.text_sha256}`;
  return `“${closed(one.quote)}”\n${isChinese ? "——" : "— "}${place}\n${address}\n`;
}

const ADDRESS = /^[ \t<`(]*summit:([\w.-]{1,200})\?start=(\d{1,12})&end=(\d{1,12})(?:&text_sha256=([0-9a-f]{64}))?[>`). \t]*$/gm;
/** A dash as people and programs write it, at the beginning of a line. */
const SOURCE_LINE = /^[ \t]*(?:(?:[—–―]{1,2}|--?)[ \t]+|——)(?=\S)/;
const PAIRS: readonly [open: string, close: string][] = [
  ["“", "”"],
  ['"', '"'],
  ["「", "」"],
  ["『", "』"],
  ["„", "“"],
  ["«", "»"],
  ["‘", "’"],
  ["'", "'"],
];
const MOST_READINGS = 12;
const MOST_SOURCE_LINES = 4;

/** Read all copied citations in a text, or citations of the API as JSON; none if there is none. */
export function readQuotes(text: string): PastedQuote[] {
  const found = fromLines(plainLines(text));
  return found.length > 0 ? found : fromJson(text);
}

/** Without the marks that mail and Markdown put before lines, and with addresses whole that were broken. */
function plainLines(text: string): string {
  const lines = text
    .replace(/\r\n?|\u2028|\u2029|\v/g, "\n")
    .replace(/\ufeff/g, "")
    .split("\n")
    .map((line) => line.replace(/^(?:[ \t]*>[ \t]?)+/, "").replace(/[ \t\u00a0\u3000]*\\?$/, ""));
  return lines
    .join("\n")
    .replaceAll("&amp;", "&")
    .replace(/summit:[\w.\-?&=\n]{10,400}/g, onOneLine);
}

const WHOLE_ADDRESS = /^summit:[\w.-]{1,200}\?start=\d{1,12}&end=\d{1,12}&text_sha256=[0-9a-f]{64}/;

/** An address that a mail program has broken into lines, put together again; what follows it stays. */
function onOneLine(broken: string): string {
  const [whole] = WHOLE_ADDRESS.exec(broken.replaceAll("\n", "")) ?? [];
  if (!whole) return broken;
  let at = 0;
  for (let left = whole.length; left > 0; at += 1) if (broken[at] !== "\n") left -= 1;
  return whole + broken.slice(at);
}

function fromLines(text: string): PastedQuote[] {
  const found: PastedQuote[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const [readings, source] = before(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [quote] = readings;
    if (quote === undefined) continue;
    found.push({
      doc_id: match[1] ?? "",
      char_start: Number(match[2]),
      char_end: Number(match[3]),
      quote,
      text_sha256: match[4] ?? null,
      readings,
      source,
    });
  }
  return found;
}

/** What stands before an address: the quote, in the ways it can be read, and the line about its source. */
function before(text: string): [readings: string[], source: string | null] {
  const lines = text.split("\n");
  const at = lines.findLastIndex((line) => SOURCE_LINE.test(line));
  // Only next to the address; a long one may have been broken, and blank lines put between.
  const isSource = at > 0 && lines.slice(at).filter((line) => line.trim() !== "").length <= MOST_SOURCE_LINES;
  const above = isSource ? lines.slice(0, at) : lines;
  const source = isSource ? lines.slice(at).join(" ").replace(SOURCE_LINE, "").trim() : null;
  return [readingsOf(above), source];
}

/** The whole of the lines, or what begins at a line with a quotation mark; without the marks around it, or with them. */
function readingsOf(lines: string[]): string[] {
  const starts = lines.flatMap((line, index) => (PAIRS.some(([open]) => line.trimStart().startsWith(open)) ? [index] : []));
  const whole = [...new Set([...starts, 0])].map((start) => lines.slice(start).join("\n").trim());
  const found = whole.flatMap((text) => [...unwrapped(text).flatMap((own) => [own, withoutSurplusClosers(own)]), text]).filter((text) => text !== "");
  return [...new Set(found)].slice(0, MOST_READINGS);
}

function unwrapped(text: string): string[] {
  return PAIRS.filter(([open, close]) => text.length > 2 && text.startsWith(open) && text.endsWith(close)).map(([open, close]) =>
    text.slice(open.length, -close.length),
  );
}

function fromJson(text: string): PastedQuote[] {
  try {
    const data = JSON.parse(text) as unknown;
    const list = Array.isArray(data) ? data : isRecord(data) && Array.isArray(data.citations) ? data.citations : [data];
    return (list as unknown[]).flatMap(fromObject);
  } catch {
    return [];
  }
}

function fromObject(data: unknown): PastedQuote[] {
  if (!isRecord(data)) return [];
  const { doc_id, quote, char_start, char_end, publisher, title, date } = data;
  if (typeof doc_id !== "string" || typeof quote !== "string" || quote === "") return [];
  if (typeof char_start !== "number" || typeof char_end !== "number") return [];
  const hash = /^[0-9a-f]{64}$/.test(String(data.text_sha256)) ? String(data.text_sha256) : null;
  const told = [publisher, title, date].filter((one) => typeof one === "string" && one !== "");
  return [{ doc_id, quote, char_start, char_end, text_sha256: hash, readings: [quote], source: told.join(", ") || null }];
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

/**
 * The words to look up: of the ways to read what was pasted, the one that the document has, as the document writes it.
 * Line ends and blanks do not count, because programs that pass a text on change them.
 */
export function soughtQuote(pasted: PastedQuote, text: string, there: string): string {
  if (there !== "" && pasted.readings.some((reading) => squeezed(reading) === squeezed(there))) return there;
  const ways = pasted.readings.flatMap((reading) => [reading, rejoined(reading)]);
  return ways.find((way) => text.includes(way)) ?? pasted.quote;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}

/** On one line: Chinese goes on without a blank, other scripts with one. */
function rejoined(text: string): string {
  return text.replace(/\s*\n\s*/g, (_, at: number) => (/[\u3000-\u9fff\uff00-\uffef]/.test(text[at - 1] ?? "") ? "" : " "));
}

/** What is true of a document and may be said of it beside a quote. */
export interface KnownSource {
  titles: (string | null)[];
  publishers: (string | null)[];
  date: string;
  author: string;
  page: number | null;
  /** Of a quote that goes on to another page. */
  page_end?: number | null | undefined;
}

/** Whether the line about the source says of the document what is so: its title and publisher, and nothing else. */
export function isTrueSource(said: string, known: KnownSource): boolean {
  let left = plain(said);
  // A name may be given in both languages.
  const take = (names: (string | null)[]): boolean => {
    const given = names.map((one) => plain(one ?? "")).filter((one) => one !== "" && left.includes(one));
    for (const name of given) left = left.replace(name, "");
    return given.length > 0;
  };
  const isNamed = take(known.titles);
  const hasPublisher = take(known.publishers) || known.publishers.every((one) => !one);
  if (!isNamed || !hasPublisher) return false;
  take([known.date]);
  take([known.author]);
  for (const words of pagesSaid(known)) take([words]);
  take(["commentary", "评论"]);
  return left.replace(/[\s,，、.。·;；:：()（）《》“”"'*_\\-]/g, "") === "";
}

/** The ways to name the pages, the whole range first: an earlier version named only its beginning. */
function pagesSaid({ page, page_end }: KnownSource): string[] {
  const ways = ["–", "-", "—"].flatMap((dash) => (["en", "zh"] as const).map((language) => pageWords({ page, page_end }, language).replace("–", dash)));
  return [...ways, ...(["en", "zh"] as const).map((language) => pageWords({ page }, language))];
}

function plain(text: string): string {
  return text.replace(/[\s\u202a-\u202e\u2066-\u2069]+/g, "").toLowerCase();
}

/** Whether the document's text is the one that was quoted; `unknown` if the citation names none, null if there is none now. */
export function aboutText(place: QuotedPlace, found: Verification): "same" | "changed" | "unknown" | null {
  if (!found.text_sha256) return null;
  if (place.text_sha256 === null) return "unknown";
  return place.text_sha256 === found.text_sha256 ? "same" : "changed";
}
