/** A citation that stands on its own: the words, where they come from, and what it takes to look them up again. */

import type { Citation, Verification } from "./wire";

export interface QuotedPlace {
  doc_id: string;
  char_start: number;
  char_end: number;
  quote: string;
  text_sha256: string | null;
}

/** Three lines: the quote, its source in words, and its place for the service. */
export function writeQuote(one: Citation, page: (n: number) => string): string {
  const place = [one.publisher, one.title, one.date, one.page === null ? "" : page(one.page)].filter(Boolean);
  const address = `summit:${one.doc_id}?start=${one.char_start}&end=${one.char_end}&text_sha256=${one.text_sha256}`;
  return `“${one.quote}”\n— ${place.join(", ")}\n${address}\n`;
}

const ADDRESS = /^\s*summit:([\w.-]{1,200})\?start=(\d{1,12})&end=(\d{1,12})(?:&text_sha256=([0-9a-f]{64}))?\s*$/m;

/** Read a copied citation, or a citation of the API as JSON; null if it is neither. */
export function readQuote(text: string): QuotedPlace | null {
  return fromLines(text) ?? fromJson(text);
}

function fromLines(text: string): QuotedPlace | null {
  const match = ADDRESS.exec(text);
  if (!match) return null;
  const before = text.slice(0, match.index).replace(/\r\n/g, "\n");
  const source = before.lastIndexOf("\n— ");
  const quote = (source < 0 ? before : before.slice(0, source)).trim().replace(/^“([\s\S]*)”$/, "$1");
  if (quote === "") return null;
  return {
    doc_id: match[1] ?? "",
    char_start: Number(match[2]),
    char_end: Number(match[3]),
    quote,
    text_sha256: match[4] ?? null,
  };
}

function fromJson(text: string): QuotedPlace | null {
  try {
    const data = JSON.parse(text) as Partial<QuotedPlace> | null;
    if (typeof data?.doc_id !== "string" || typeof data.quote !== "string") return null;
    if (typeof data.char_start !== "number" || typeof data.char_end !== "number") return null;
    const { doc_id, quote, char_start, char_end } = data;
    const hash = /^[0-9a-f]{64}$/.test(String(data.text_sha256)) ? String(data.text_sha256) : null;
    return { doc_id, quote, char_start, char_end, text_sha256: hash };
  } catch {
    return null;
  }
}

/** Whether the document's text is the one that was quoted; `unknown` if the citation names none, null if there is none now. */
export function aboutText(place: QuotedPlace, found: Verification): "same" | "changed" | "unknown" | null {
  if (!found.text_sha256) return null;
  if (place.text_sha256 === null) return "unknown";
  return place.text_sha256 === found.text_sha256 ? "same" : "changed";
}
