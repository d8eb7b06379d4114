/** A checked draft: its text in stretches with their verdicts, and as a text to take along. */

import { CodePoints } from "./codePoints";
import type { Check, CheckedSentence, Difference } from "./wire";

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

/** The draft with each verdict after its sentence, and the deciding quotes below, as Markdown. */
export function markedText(
  draft: string,
  check: Check,
  words: { verdict: (name: CheckedSentence["verdict"]) => string; differs: (one: Difference) => string; quotes: string; commentary: string },
): string {
  const text = stretches(draft, check.sentences)
    .map(({ text: part, sentence }) => {
      if (!sentence) return part;
      const notes = sentence.citations.map((n) => `[^${n}]`).join("");
      const said = [words.verdict(sentence.verdict), ...sentence.differs.map(words.differs)].join("; ");
      return `${part}【${said}】${notes}`;
    })
    .join("");
  const used = new Set(check.sentences.flatMap((sentence) => sentence.citations));
  const references = check.citations
    .filter((one) => used.has(one.n))
    .map((one) => `[^${one.n}]: “${one.quote}” — ${[one.publisher, one.title, one.date, one.kind === "commentary" ? words.commentary : ""].filter(Boolean).join(", ")}`);
  return references.length > 0 ? `${text}\n\n## ${words.quotes}\n\n${references.join("\n")}\n` : `${text}\n`;
}
