/** An answer after GB/T 7714—2015: numbers in the order of citation, one reference a document. */

import { closed } from "./bidi";
import { citedText } from "./citedText";
import { setApart, settingApart } from "./ownMarkers";
import { pageRange } from "./pages";
import { byDocument, joined, LABELS, namesOf, noteOf, notes, stopped, type Context, type Said } from "./referenceLabels";
import type { Answer, Citation, Kind } from "./wire";

type Answered = Said & Pick<Answer, "answer" | "claims">;

const TYPES: Record<Kind, string> = {
  official: "Z",
  think_tank: "R",
  press: "N",
  commentary: "EB",
  unknown: "Z",
};

/**
 * Where a document is cited with several pages, each stands raised after its number in the text, as section 10.1.3 asks:
 * "[1]⁵⁻⁶"; else in the reference. Sources are named in their own language.
 */
export function gbt(answer: Answered, context: Context): string {
  const documents = byDocument(answer.citations);
  const numbers = new Map([...documents.keys()].map((id, index) => [id, index + 1]));
  const { language } = answer;
  const references = [...documents.values()].map((all, index) => {
    const [one] = all;
    const { title } = namesOf(one, language, context);
    const also = title.original === null ? [] : [LABELS[language].titled(closed(title.text))];
    return `[${index + 1}] ${entry(one, onePage(all) ?? "", context)}\n${noteOf(all, answer, context, also)}`;
  });
  const mark = (one: Citation) => {
    const isInEntry = onePage(documents.get(one.doc_id) ?? [one]) !== null;
    return `[${numbers.get(one.doc_id)}]${isInEntry ? "" : raised(pageRange(one, "-"))}`;
  };
  const marker = (citations: Citation[]) => {
    const marks = [...new Set(citations.map(mark))];
    const plain = marks.filter((one) => one.endsWith("]")).map((one) => Number(one.slice(1, -1)));
    return (plain.length > 0 ? `[${runs(plain.sort((a, b) => a - b))}]` : "") + marks.filter((one) => !one.endsWith("]")).join("");
  };
  const said = notes(answer, context, { cite: (one, name) => `${setApart(name)}${mark(one)}` });
  const own = settingApart();
  const text = citedText(answer, { marker, isInside: true, words: own.words });
  if (own.wasNeeded()) said.push(LABELS[language].own_markers);
  return joined(text, said, references, language);
}

/** Numbers of one place in one pair of brackets, as section 10.1.2 asks: "1-3,5". */
function runs(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

/** The page or pages that all citations of a document have in common; null if they differ. */
function onePage(all: readonly Citation[]): string | null {
  const pages = new Set(all.map((one) => pageRange(one, "-")));
  return pages.size === 1 ? ([...pages][0] ?? null) : null;
}

function raised(pages: string): string {
  return pages.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "").replace("-", "⁻");
}

function entry(one: Citation, pages: string, context: Context): string {
  const publisher = closed(one.publisher);
  // A newspaper is no author of what stands in it.
  const author = closed(context.extras.get(one.doc_id)?.author || (one.kind === "press" ? "" : one.publisher));
  const type = TYPES[one.kind] + (one.url || one.kind === "commentary" ? "/OL" : "");
  const head = `${author && `${stopped(author)} `}${closed(one.title)}[${type}]. `;
  return `${head}${imprint(one, publisher, pages, localDate(context.today))}`.trimEnd();
}

/** Who published it, when, on which page, when it was read, and where; nothing stands for what is not known. */
function imprint(one: Citation, publisher: string, pages: string, today: string): string {
  const at = pages && `: ${pages}`;
  const listed = (...parts: string[]) => parts.filter(Boolean).join(", ");
  const read = one.url ? `[${today}]. ${one.url}` : "";
  if (one.kind === "press") return ended(`${listed(publisher, one.date)}${at}${read}`);
  if (one.url) {
    // The page stands after the year, the full date in round brackets after both.
    const published = pages ? `${listed(publisher, one.date.slice(0, 4))}${at}` : publisher;
    return ended(`${published}${one.date && `(${one.date})`}${read}`);
  }
  // Section 8.4: what is online may lack the place.
  if (one.kind === "commentary") return ended(`${listed(publisher, one.date)}${at}`);
  const [place, nobody] = one.language === "zh" ? ["出版地不详", "出版者不详"] : ["S.l.", "s.n."];
  return ended(`${listed(publisher ? `[${place}]: ${publisher}` : `[${place}: ${nobody}]`, one.date)}${at}`);
}

function ended(text: string): string {
  return text && `${text}.`;
}

/** The day it is where the reader is, as 2026-11-30. */
function localDate(today: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
}
