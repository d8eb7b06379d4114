/** An answer with its references, as five kinds of text. */

import { CodePoints } from "./codePoints";
import { commentary, isForeign, LABELS, labels, notes, type Said } from "./referenceLabels";
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

type Answered = Said & Pick<Answer, "answer" | "claims">;

/** The answer followed by its references, or BibTeX entries with the answer citing them. What is weak says so in each. */
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
  const { language } = answer;
  const references = answer.citations.map((one) => {
    const place = [escapeMarkdown(one.publisher), one.date, page(one, language), commentary(one, language)].filter(Boolean).join(", ");
    const rendering = one.translation && isForeign(one, language) ? ` ${LABELS[language].translation(escapeMarkdown(one.translation))}` : "";
    return `[^${one.n}]: *${escapeMarkdown(one.title)}*, ${place}. “${escapeMarkdown(one.quote)}”${rendering} <${origin}${one.view_url}>`;
  });
  const text = written(answer, (n) => `[^${n}]`, escapeMarkdown);
  return join(text, answer, references.join("\n"), escapeMarkdown);
}

function plain(answer: Answered, { origin }: Context): string {
  const { language } = answer;
  const references = answer.citations.map((one) => {
    const place = [one.publisher, one.title, one.date, page(one, language), commentary(one, language)].filter(Boolean).join(", ");
    const rendering = one.translation && isForeign(one, language) ? ` ${LABELS[language].translation(one.translation)}` : "";
    return `[${one.n}] ${place}: “${one.quote}”${rendering} ${origin}${one.view_url}`;
  });
  return join(written(answer, null), answer, references.join("\n"));
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
 * text, as section 10.1 asks where a document is cited more than once. There stands too what the standard has no place
 * for in a reference: that it is a commentary, or cited in translation.
 */
function gbt(answer: Answered, context: Context): string {
  const documents = byDocument(answer.citations);
  const numbers = new Map([...documents.keys()].map((id, index) => [id, index + 1]));
  const { language } = answer;
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
  const cited = written(answer, (n) => {
    const one = answer.citations.find((citation) => citation.n === n);
    if (!one) return `[${n}]`;
    const pages = one.page === null ? "" : language === "zh" ? `第${one.page}页` : `p. ${one.page}`;
    const said = [pages, ...labels(one, language)].filter(Boolean).join(language === "zh" ? "，" : ", ");
    return `[${numbers.get(one.doc_id)}]${said && `(${said})`}`;
  });
  return join(cited, answer, references.join("\n"));
}

/** APA, 7th edition: author and year in the text, references in the order of authors, a commentary described as one. */
function apa(answer: Answered, context: Context): string {
  const references = [...byDocument(answer.citations).values()].map(([one]) => {
    const extra = context.extras.get(one.doc_id);
    const author = extra?.author || one.publisher;
    const translated = extra?.title_translated ? ` [${extra.title_translated}]` : "";
    const described = one.kind === "commentary" ? " [Commentary]" : "";
    const publisher = author === one.publisher ? "" : ` ${one.publisher}.`;
    return `${author}. (${apaDate(one.date)}). ${one.title}${translated}${described}.${publisher}${one.url ? ` ${one.url}` : ""}`;
  });
  const cited = written(answer, (n) => {
    const one = answer.citations.find((citation) => citation.n === n);
    if (!one) return `[${n}]`;
    const author = context.extras.get(one.doc_id)?.author || one.publisher;
    const place = [author, one.date.slice(0, 4) || "n.d.", one.page === null ? "" : `p. ${one.page}`].filter(Boolean).join(", ");
    return ` (${[place, ...labels(one, answer.language)].join(", ")})`;
  });
  return join(cited, answer, references.sort((a, b) => a.localeCompare(b, "zh")).join("\n"));
}

function bibtex(answer: Answered, context: Context): string {
  const entries = [...byDocument(answer.citations).values()].map((all) => {
    const [one] = all;
    const fields: [string, string][] = [
      ["author", escapeTex(context.extras.get(one.doc_id)?.author || one.publisher)],
      ["title", escapeTex(one.title)],
      [one.kind === "think_tank" ? "institution" : "publisher", escapeTex(one.publisher)],
      ["year", one.date.slice(0, 4)],
    ];
    if (one.date.length >= 7) fields.push(["month", String(Number(one.date.slice(5, 7)))]);
    if (one.url) fields.push(["url", one.url.replace(/[{}\\]/g, encodeURIComponent)]);
    const { cited_translated } = LABELS[answer.language];
    const said = [commentary(one, answer.language), isForeign(one, answer.language) ? cited_translated : ""].filter(Boolean);
    const note = [...said, `sha256:${one.sha256}`].join("; ");
    fields.push(["language", one.language === "zh" ? "chinese" : "english"], ["note", note]);
    const body = fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n");
    return `@${one.kind === "think_tank" ? "techreport" : "misc"}{${bibKey(one)},\n${body}\n}`;
  });
  const cited = written(
    answer,
    (n) => {
      const one = answer.citations.find((citation) => citation.n === n);
      if (!one) return `[${n}]`;
      const said = [one.page === null ? "" : `p.~${one.page}`, ...labels(one, answer.language)].filter(Boolean).join(", ");
      return said ? `\\cite[${said}]{${bibKey(one)}}` : `\\cite{${bibKey(one)}}`;
    },
    escapeTex,
  );
  const comment = [cited, ...notes(answer).map(escapeTex)].join("\n").split("\n").map((line) => `% ${line}`);
  return `${[comment.join("\n"), entries.join("\n\n")].filter(Boolean).join("\n\n")}\n`;
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

/** The answer with other markers (or its own, if `marker` is null) and a word after each claim that is not borne out. */
function written(answer: Answered, marker: ((n: number) => string) | null, words = (text: string) => text): string {
  const known = new Set(answer.citations.map(({ n }) => n));
  const points = new CodePoints(answer.answer);
  const claims = (answer.claims ?? []).map(({ start, end, support }) => ({ start: points.unit(start), end: points.unit(end), label: support.label }));
  const edits: { at: number; to: number; put: string }[] = [];
  for (const { end, label } of claims)
    if (label !== "supported") edits.push({ at: end, to: end, put: LABELS[answer.language].in_brackets(LABELS[answer.language][label]) });
  for (const match of answer.answer.matchAll(/ ?\[(\d{1,3})\]/g)) {
    const isQuoted = claims.some(({ start, end }) => start <= match.index && match.index < end);
    if (!marker || isQuoted || !known.has(Number(match[1]))) continue;
    edits.push({ at: match.index, to: match.index + match[0].length, put: marker(Number(match[1])) });
  }
  let text = "";
  let from = 0;
  for (const { at, to, put } of edits.sort((a, b) => a.at - b.at || a.to - b.to)) {
    text += words(answer.answer.slice(from, at)) + put;
    from = to;
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

function join(text: string, answer: Answered, references: string, words = (text: string) => text): string {
  return `${[text, notes(answer).map(words).join(" "), references].filter(Boolean).join("\n\n")}\n`;
}
