/** An answer's text with other markers, and a word after each claim that is not borne out. */

import { closed } from "./bidi";
import { CodePoints } from "./codePoints";
import { LABELS } from "./referenceLabels";
import type { Answer, Citation, Language } from "./wire";

type Cited = Pick<Answer, "answer" | "claims" | "citations" | "language">;

export interface Marking {
  /** What stands for one or several markers side by side, told how the answer writes them; null leaves them as they are. */
  marker: ((citations: Citation[], asWritten: string) => string) | null;
  /** Whether it stands within the sentence, before its full stop. */
  isInside?: boolean;
  /** What words become, such as their escaped form. */
  words?: (text: string) => string;
}

interface Edit {
  at: number;
  to: number;
  put: string;
}

export function citedText(answer: Cited, { marker, isInside = false, words = (text) => text }: Marking): string {
  const { answer: text, language } = answer;
  const points = new CodePoints(text);
  const claims = (answer.claims ?? []).map((one) => ({ start: points.unit(one.start), end: points.unit(one.end), label: one.support.label }));
  const groups = marker ? groupsOf(answer, claims) : [];
  const edits: Edit[] = [];
  const used = new Set<Group>();
  for (const { end, label } of claims) {
    const said = label === "supported" ? "" : LABELS[language].in_brackets(LABELS[language][label]);
    const group = groups.find((one) => one.at === end);
    if (group) used.add(group);
    const cited = group && marker ? marker(group.citations, text.slice(group.at, group.to)) : "";
    if (isInside) edits.push(within(text, end, group?.to ?? end, cited + said, language));
    else edits.push({ at: end, to: group?.to ?? end, put: said + cited });
  }
  for (const group of groups) {
    if (used.has(group) || !marker) continue;
    const put = marker(group.citations, text.slice(group.at, group.to));
    edits.push(isInside ? within(text, group.at, group.to, put, language) : { at: group.at, to: group.to, put });
  }
  let [made, from] = ["", 0];
  for (const { at, to, put } of edits.sort((a, b) => a.at - b.at || a.to - b.to)) {
    if (at < from) continue;
    made += words(closed(text.slice(from, at))) + put;
    from = to;
  }
  return made + words(closed(text.slice(from)));
}

interface Group {
  at: number;
  to: number;
  citations: Citation[];
}

/** Markers that the service put there, those side by side together. */
function groupsOf(answer: Cited, claims: { start: number; end: number }[]): Group[] {
  const known = new Map(answer.citations.map((one) => [one.n, one]));
  const groups: Group[] = [];
  for (const match of answer.answer.matchAll(/ ?\[(\d{1,3})\]/g)) {
    const citation = known.get(Number(match[1]));
    const isQuoted = claims.some(({ start, end }) => start <= match.index && match.index < end);
    if (!citation || isQuoted) continue;
    const last = groups.at(-1);
    const to = match.index + match[0].length;
    if (last?.to === match.index) Object.assign(last, { to, citations: [...last.citations, citation] });
    else groups.push({ at: match.index, to, citations: [citation] });
  }
  return groups;
}

/** Put something before the full stop of the sentence that ends at a place; quotation marks close before it. */
function within(text: string, end: number, to: number, put: string, language: Language): Edit {
  const [tail = "", stop = "", closing = ""] = /([.。．!！?？…]?)([”’"'』」）)]*)$/.exec(text.slice(0, end)) ?? [];
  if (put === "") return { at: to, to, put: "" };
  const isPlain = /[.。．]/.test(stop);
  const full = language === "zh" ? "。" : ".";
  const after = isPlain ? closing + put + stop : stop + closing + put + (stop === "" ? "" : full);
  return { at: end - tail.length, to, put: after };
}
