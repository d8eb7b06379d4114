/** An answer set out by its sources: every claim with all its citations, and what no source is named for by itself. */

import { CodePoints } from "./codePoints";
import type { Answer, Citation, Claim, Disagreement } from "./wire";

export interface Said {
  /** Null for citations that no claim names. */
  claim: Claim | null;
  /** The claim's words; of a claim in several columns, in each. */
  text: string;
  /** Those of this document. */
  citations: Citation[];
  /** Those of other documents, which stand in their own columns too. */
  elsewhere: Citation[];
}

export interface Column {
  doc_id: string;
  said: Said[];
}

export interface Sides {
  columns: Column[];
  /** Claims without a citation, and words between claims, in their order. */
  unsourced: { claim: Claim | null; text: string }[];
}

type Laid = Pick<Answer, "answer" | "claims" | "citations" | "mode">;

export function bySource(answer: Laid): Sides {
  const points = new CodePoints(answer.answer);
  const claims = [...(answer.claims ?? [])].sort((a, b) => a.start - b.start);
  const words = (text: string) => (answer.mode === "written" ? text.replace(/\*\*(.+?)\*\*/g, "$1") : text);
  const byNumber = new Map(answer.citations.map((one) => [one.n, one]));
  const unsourced: Sides["unsourced"] = [];
  const columns = new Map<string, Said[]>(answer.citations.map((one) => [one.doc_id, []]));
  const named = new Set<number>();
  let at = 0;
  for (const claim of claims) {
    unsourced.push(...between(points.slice(at, claim.start), byNumber));
    at = Math.max(at, claim.end);
    const text = words(points.slice(claim.start, claim.end)).trim().replace(/^- /, "");
    const cited = claim.citations.flatMap((n) => byNumber.get(n) ?? []);
    if (cited.length === 0) unsourced.push({ claim, text });
    for (const one of cited) named.add(one.n);
    for (const id of new Set(cited.map((one) => one.doc_id))) {
      const citations = cited.filter((one) => one.doc_id === id);
      columns.get(id)?.push({ claim, text, citations, elsewhere: cited.filter((one) => one.doc_id !== id) });
    }
  }
  unsourced.push(...between(points.slice(at, points.length), byNumber));
  for (const [id, said] of columns) {
    const left = answer.citations.filter((one) => one.doc_id === id && !named.has(one.n));
    if (left.length > 0) said.push({ claim: null, text: "", citations: left, elsewhere: [] });
  }
  return { columns: [...columns].map(([doc_id, said]) => ({ doc_id, said })), unsourced };
}

/** Words outside of claims, without the markers and marks of lists that stand between. */
function between(text: string, known: ReadonlyMap<number, unknown>): Sides["unsourced"] {
  const words = text.replace(/ ?\[(\d{1,3})\]/g, (marker, n: string) => (known.has(Number(n)) ? "" : marker));
  return words
    .split("\n")
    .map((line) => line.replace(/^\s*([-*•]|\d{1,2}[.)]|#{1,4})\s+/, "").trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .map((line) => ({ claim: null, text: line }));
}

/** The words of a citation in which another source differs. */
export function differingWords(differences: readonly Disagreement[], n: number): string[] {
  return differences.flatMap(({ citations: [one, two], said, other }) => (n === one ? [said] : n === two ? [other] : [])).filter(Boolean);
}

export interface Cut {
  text: string;
  marked: boolean;
}

/** A text cut where some words stand, each of them once; longer words first. */
export function cutAt(text: string, words: readonly string[]): Cut[] {
  const found: [number, number][] = [];
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length)) {
    const start = placeOf(text, word, found);
    if (start !== null) found.push([start, start + word.length]);
  }
  const cuts: Cut[] = [];
  let at = 0;
  for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
    if (start > at) cuts.push({ text: text.slice(at, start), marked: false });
    cuts.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) cuts.push({ text: text.slice(at), marked: false });
  return cuts;
}

/** Where a word stands whole and apart from those found; "4" is not in "2024". */
function placeOf(text: string, word: string, taken: readonly [number, number][]): number | null {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const isWhole = !/[\p{L}\p{N}]{2}/u.test(edge(text, at)) && !/[\p{L}\p{N}]{2}/u.test(edge(text, end));
    if ((isWhole || /\p{Script=Han}/u.test(word)) && !taken.some(([from, to]) => at < to && from < end)) return at;
  }
  return null;
}

/** The characters on both sides of a place. */
function edge(text: string, at: number): string {
  return text.slice(Math.max(0, at - 1), at + 1);
}
