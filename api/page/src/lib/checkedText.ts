/** A checked draft: its text in stretches with their verdicts, and as a text to take along. */

import { CodePoints } from "./codePoints";
import { closed } from "./bidi";
import { escapeLineStarts, escapeMarkdown } from "./markdown";
import { quoted } from "./quoting";
import type { Check, CheckedSentence, Citation, Difference, Language } from "./wire";

export interface Stretch {
  text: string;
  sentence: CheckedSentence | null;
}

/** The whole draft in order; what lies between sentences has none. */
export function stretches(draft: string, sentences: readonly CheckedSentence[]): Stretch[] {
  const points = new CodePoints(draft);
  const found: Stretch[] = [];
  let at = 0;
  for (const sentence of [...sentences].sort((a, b) => a.start - b.start)) {
    if (sentence.start < at) continue; // overlapping ones cannot both be shown
    if (sentence.start > at) found.push({ text: points.slice(at, sentence.start), sentence: null });
    found.push({ text: points.slice(sentence.start, sentence.end), sentence });
    at = sentence.end;
  }
  if (at < points.length) found.push({ text: points.slice(at, points.length), sentence: null });
  return found;
}

/** What is told beside the draft, in the reader's language. */
export interface MarkedWords {
  language: Language;
  verdict: (name: CheckedSentence["verdict"]) => string;
  differs: (one: Difference) => string;
  quotes: string;
  commentary: string;
  page: (first: number, last?: number | null) => string;
  translation: string;
  /** Title and publisher as the reader knows them. */
  names: (one: Citation) => { title: string; publisher: string };
  /** Address of this service, for links into the source. */
  origin: string;
}

/** The draft with each verdict after its sentence, and the deciding quotes below, as Markdown; the draft stays text. */
export function markedText(draft: string, check: Check, words: MarkedWords): string {
  const isChinese = words.language === "zh";
  const text = stretches(draft, check.sentences)
    .map(({ text: part, sentence }) => {
      const own = closed(escapeMarkdown(part));
      if (!sentence) return own;
      const notes = sentence.citations.map((n) => `[^${n}]`).join("");
      const said = [words.verdict(sentence.verdict), ...sentence.differs.map(words.differs)].join(isChinese ? "；" : "; ");
      return isChinese ? `${own}【${said}】${notes}` : `${own} [${said}]${notes}`;
    })
    .join("");
  const used = new Set(check.sentences.flatMap((sentence) => sentence.citations));
  const references = check.citations.filter((one) => used.has(one.n)).map((one) => `[^${one.n}]: ${reference(one, words)}`);
  const body = escapeLineStarts(text);
  return references.length > 0 ? `${body}\n\n## ${words.quotes}\n\n${references.join("\n")}\n` : `${body}\n`;
}

function reference(one: Citation, words: MarkedWords): string {
  const isChinese = words.language === "zh";
  const { title, publisher } = words.names(one);
  const commentary = one.kind === "commentary" ? words.commentary : "";
  const page = one.page === null ? "" : words.page(one.page, one.page_end);
  const told = [publisher, isChinese ? `《${title}》` : title, one.date, page, commentary].filter(Boolean).map((part) => closed(escapeMarkdown(part)));
  const quote = quoted(closed(escapeMarkdown(one.quote)));
  const rendering = one.translation && one.language !== words.language ? quoted(closed(escapeMarkdown(one.translation))) : "";
  const shown = rendering && (isChinese ? `${words.translation}：${rendering}` : ` ${words.translation}: ${rendering}`);
  const link = ` <${words.origin}${one.view_url}>`;
  return isChinese ? `${quote}${shown}——${told.join("，")}。${link}` : `${quote}${shown} — ${told.join(", ")}.${link}`;
}
