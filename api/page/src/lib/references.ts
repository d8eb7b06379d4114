/** An answer with its references, as five kinds of text. */

import { CodePoints } from "./codePoints";
import type { Answer, Citation, Kind, Language } from "./wire";

export type Format = "markdown" | "plain" | "gbt7714" | "apa" | "bibtex";
export const FORMATS: readonly Format[] = ["markdown", "plain", "gbt7714", "apa", "bibtex"];

/** What a citation does not carry and a reference needs. */
export interface Extra {
  author: string;
  title_translated: string | null;
}

export interface Context {
  /** By document id; a document that is not in it has no author. */
  extras: ReadonlyMap<string, Extra>;
  /** Address of this service, for links into the source. */
  origin: string;
  today: Date;
}

type Answered = Pick<Answer, "answer" | "language" | "claims" | "citations">;

/** The answer followed by its references, or BibTeX entries with the answer citing them. */
export function withReferences(answer: Answered, format: Format, context: Context): string {
  switch (format) {
    case "markdown":
      return markdown(answer, context);
    case "plain":
      return plain(answer, context);
    case "gbt7714":
      return gbt(answer, context);
    case "apa":
      return apa(answer, context);
    case "bibtex":
      return bibtex(answer, context);
  }
}

function markdown(answer: Answered, { origin }: Context): string {
  const references = answer.citations.map((one) => {
    const place = [escapeMarkdown(one.publisher), one.date, page(one, answer.language)].filter(Boolean).join(", ");
    const address = `<${origin}${one.view_url}>`;
    return `[^${one.n}]: *${escapeMarkdown(one.title)}*, ${place}. “${escapeMarkdown(one.quote)}” ${address}`;
  });
  const text = replaceMarkers(answer, (n) => `[^${n}]`, escapeMarkdown);
  return join(text, references.join("\n"));
}

function plain(answer: Answered, { origin }: Context): string {
  const references = answer.citations.map((one) => {
    const place = [one.publisher, one.title, one.date, page(one, answer.language)].filter(Boolean).join(", ");
    return `[${one.n}] ${place}: “${one.quote}” ${origin}${one.view_url}`;
  });
  return join(answer.answer, references.join("\n"));
}

const GBT_TYPES: Record<Kind, string> = {
  official: "Z",
  think_tank: "R",
  press: "N",
  commentary: "EB",
  unknown: "Z",
};

/**
 * GB/T 7714—2015, numbered in the order of citation; one reference a document, with the pages after the number in the
 * text, as section 10.1 asks where a document is cited more than once.
 */
function gbt(answer: Answered, context: Context): string {
  const documents = byDocument(answer.citations);
  const numbers = new Map([...documents.keys()].map((id, index) => [id, index + 1]));
  const isChinese = answer.language === "zh";
  const references = [...documents.values()].map(([one], index) => {
    const author = context.extras.get(one.doc_id)?.author || one.publisher;
    const type = GBT_TYPES[one.kind] + (one.url || one.kind === "commentary" ? "/OL" : "");
    const head = `[${index + 1}] ${author}. ${one.title}[${type}]. `;
    if (one.url) {
      const cited = context.today.toISOString().slice(0, 10);
      return `${head}${one.publisher}(${one.date})[${cited}]. ${one.url}.`;
    }
    const place = one.language === "zh" ? "出版地不详" : "S.l.";
    return `${head}[${place}]: ${one.publisher}, ${one.date}.`;
  });
  const cited = replaceMarkers(answer, (n) => {
    const one = answer.citations.find((citation) => citation.n === n);
    if (!one) return `[${n}]`;
    const pages = one.page === null ? "" : isChinese ? `第${one.page}页` : `p. ${one.page}`;
    return `[${numbers.get(one.doc_id)}]${pages && `(${pages})`}`;
  });
  return join(cited, references.join("\n"));
}

/** APA, 7th edition: author and year in the text, references in the order of authors. */
function apa(answer: Answered, context: Context): string {
  const references = [...byDocument(answer.citations).values()].map(([one]) => {
    const extra = context.extras.get(one.doc_id);
    const author = extra?.author || one.publisher;
    const translated = extra?.title_translated ? ` [${extra.title_translated}]` : "";
    const publisher = author === one.publisher ? "" : ` ${one.publisher}.`;
    return `${author}. (${apaDate(one.date)}). ${one.title}${translated}.${publisher}${one.url ? ` ${one.url}` : ""}`;
  });
  const cited = replaceMarkers(answer, (n) => {
    const one = answer.citations.find((citation) => citation.n === n);
    if (!one) return `[${n}]`;
    const author = context.extras.get(one.doc_id)?.author || one.publisher;
    return ` (${[author, one.date.slice(0, 4) || "n.d.", one.page === null ? "" : `p. ${one.page}`].filter(Boolean).join(", ")})`;
  });
  return join(cited, references.sort((a, b) => a.localeCompare(b, "zh")).join("\n"));
}

function bibtex(answer: Answered, context: Context): string {
  const entries = [...byDocument(answer.citations).values()].map(([one]) => {
    const fields: [string, string][] = [
      ["author", escapeTex(context.extras.get(one.doc_id)?.author || one.publisher)],
      ["title", escapeTex(one.title)],
      [one.kind === "think_tank" ? "institution" : "publisher", escapeTex(one.publisher)],
      ["year", one.date.slice(0, 4)],
    ];
    if (one.date.length >= 7) fields.push(["month", String(Number(one.date.slice(5, 7)))]);
    if (one.url) fields.push(["url", one.url.replace(/[{}\\]/g, encodeURIComponent)]);
    fields.push(["language", one.language === "zh" ? "chinese" : "english"], ["note", `sha256:${one.sha256}`]);
    const body = fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n");
    return `@${one.kind === "think_tank" ? "techreport" : "misc"}{${bibKey(one)},\n${body}\n}`;
  });
  const cited = replaceMarkers(
    answer,
    (n) => {
      const one = answer.citations.find((citation) => citation.n === n);
      if (!one) return `[${n}]`;
      return one.page === null ? `\\cite{${bibKey(one)}}` : `\\cite[p.~${one.page}]{${bibKey(one)}}`;
    },
    escapeTex,
  );
  const comment = cited.split("\n").map((line) => `% ${line}`);
  return join(comment.join("\n"), entries.join("\n\n"));
}

/** The citations of each document, in the order in which documents are first cited. */
function byDocument(citations: readonly Citation[]): Map<string, [Citation, ...Citation[]]> {
  const found = new Map<string, [Citation, ...Citation[]]>();
  for (const one of citations) {
    const known = found.get(one.doc_id);
    if (known) known.push(one);
    else found.set(one.doc_id, [one]);
  }
  return found;
}

function replaceMarkers(answer: Answered, marker: (n: number) => string, words = (text: string) => text): string {
  const known = new Set(answer.citations.map(({ n }) => n));
  const points = new CodePoints(answer.answer);
  const quoted = (answer.claims ?? []).map((claim) => [points.unit(claim.start), points.unit(claim.end)] as const);
  let text = "";
  let from = 0;
  for (const match of answer.answer.matchAll(/ ?\[(\d{1,3})\]/g)) {
    const n = Number(match[1]);
    if (!known.has(n) || quoted.some(([start, end]) => start <= match.index && match.index < end)) continue;
    text += words(answer.answer.slice(from, match.index)) + marker(n);
    from = match.index + match[0].length;
  }
  return text + words(answer.answer.slice(from));
}

function page(one: Citation, language: Language): string {
  if (one.page === null) return "";
  return language === "zh" ? `第 ${one.page} 页` : `p. ${one.page}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function apaDate(date: string): string {
  const [year, month, day] = date.split("-");
  if (!year) return "n.d.";
  if (!month) return year;
  return `${year}, ${MONTHS[Number(month) - 1]}${day ? ` ${Number(day)}` : ""}`;
}

function bibKey(one: Citation): string {
  return `${one.doc_id.replace(/[^A-Za-z0-9]/g, "").slice(0, 11)}-${one.date.slice(0, 4)}`;
}

function escapeTex(text: string): string {
  const names: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  return text.replace(/[\\~^{}#$%&_]/g, (character) => names[character] ?? `\\${character}`);
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, "\\$&");
}

function join(text: string, references: string): string {
  return references ? `${text}\n\n${references}\n` : `${text}\n`;
}
