/** GB/T 7714 and APA: one reference a document; below it what its form has no place for. */

import { closed } from "./bidi";
import { citedText } from "./citedText";
import { inOneLine } from "./naming";
import { LABELS, namesOf, noteOf, notes, type Context, type Said } from "./referenceLabels";
import type { Answer, Citation, Kind, Language } from "./wire";

type Answered = Said & Pick<Answer, "answer" | "claims">;

const GBT_TYPES: Record<Kind, string> = {
  official: "Z",
  think_tank: "R",
  press: "N",
  commentary: "EB",
  unknown: "Z",
};

/**
 * GB/T 7714—2015, numbered in the order of citation, with the pages after the number in the text, as section 10.1 asks
 * where a document is cited more than once: "[1]5". Sources are named in their own language.
 */
export function gbt(answer: Answered, context: Context): string {
  const documents = byDocument(answer.citations);
  const numbers = new Map([...documents.keys()].map((id, index) => [id, index + 1]));
  const { language } = answer;
  const references = [...documents.values()].map((all, index) => {
    const [one] = all;
    const { title } = namesOf(one, language, context);
    const also = title.original === null ? [] : [LABELS[language].titled(closed(title.text))];
    return `[${index + 1}] ${gbtEntry(one, context)}\n${noteOf(all, answer, context, also)}`;
  });
  const marker = (citations: Citation[]) => [...new Set(citations.map((one) => `[${numbers.get(one.doc_id)}]${one.page ?? ""}`))].join("");
  return joined(citedText(answer, { marker, isInside: true }), answer, references);
}

function gbtEntry(one: Citation, context: Context): string {
  const author = closed(context.extras.get(one.doc_id)?.author || one.publisher);
  const type = GBT_TYPES[one.kind] + (one.url || one.kind === "commentary" ? "/OL" : "");
  const head = `${author && `${author}. `}${closed(one.title)}[${type}]. `;
  const publisher = closed(one.publisher);
  if (one.url) return `${head}${publisher}(${one.date})[${context.today.toISOString().slice(0, 10)}]. ${one.url}.`;
  const place = one.language === "zh" ? "出版地不详" : "S.l.";
  return `${head}[${place}]: ${[publisher, one.date].filter(Boolean).join(", ")}.`;
}

/** APA, 7th edition: author and year within the sentence, references in the order of authors. */
export function apa(answer: Answered, context: Context): string {
  const { language } = answer;
  const references = [...byDocument(answer.citations).values()]
    .map((all) => ({ entry: apaEntry(all[0], language, context), note: noteOf(all, answer, context) }))
    .sort((a, b) => a.entry.localeCompare(b.entry, "zh"))
    .map(({ entry, note }) => `${entry}\n${note}`);
  const isChinese = language === "zh";
  const marker = (citations: Citation[]) => {
    const parts = [...new Set(citations.map((one) => apaPlace(one, language, context)))];
    return isChinese ? `（${parts.join("；")}）` : ` (${parts.join("; ")})`;
  };
  return joined(citedText(answer, { marker, isInside: true }), answer, references);
}

function apaPlace(one: Citation, language: Language, context: Context): string {
  const isChinese = language === "zh";
  const { author, title } = namesOf(one, language, context);
  const year = one.date.slice(0, 4) || (isChinese ? "无日期" : "n.d.");
  const page = one.page === null ? "" : isChinese ? `第${one.page}页` : `p. ${one.page}`;
  return [closed(author.text || title.text), year, page].filter(Boolean).join(isChinese ? "，" : ", ");
}

function apaEntry(one: Citation, language: Language, context: Context): string {
  const { author, publisher, title } = namesOf(one, language, context);
  const isSame = author.text === publisher.text;
  const [who, house] = [closed(inOneLine(author)), isSame ? "" : closed(inOneLine(publisher))];
  if (language === "zh") {
    const described = one.kind === "commentary" ? "［评论］" : "";
    const name = title.original === null ? closed(title.text) : `${closed(title.original)}［${closed(title.text)}］`;
    return `${who}（${chineseDate(one.date)}）。${name}${described}。${house && `${house}。`}${one.url ?? ""}`;
  }
  const described = one.kind === "commentary" ? " [Commentary]" : "";
  const name = title.original === null ? closed(title.text) : `${closed(title.original)} [${closed(title.text)}]`;
  return `${who && `${who}. `}(${apaDate(one.date)}). ${name}${described}.${house && ` ${house}.`}${one.url ? ` ${one.url}` : ""}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function apaDate(date: string): string {
  const [year, month, day] = date.split("-");
  if (!year) return "n.d.";
  if (!month) return year;
  return `${year}, ${MONTHS[Number(month) - 1]}${day ? ` ${Number(day)}` : ""}`;
}

function chineseDate(date: string): string {
  const [year, month, day] = date.split("-");
  if (!year) return "无日期";
  return `${year}年${month ? `${Number(month)}月` : ""}${day ? `${Number(day)}日` : ""}`;
}

/** The citations of each document, in the order in which documents are first cited. */
export function byDocument(citations: readonly Citation[]): Map<string, [Citation, ...Citation[]]> {
  const found = new Map<string, [Citation, ...Citation[]]>();
  for (const one of citations) {
    const known = found.get(one.doc_id);
    if (known) known.push(one);
    else found.set(one.doc_id, [one]);
  }
  return found;
}

function joined(text: string, answer: Answered, references: string[]): string {
  return `${[text, notes(answer).join(answer.language === "zh" ? "" : " "), references.join("\n")].filter(Boolean).join("\n\n")}\n`;
}
