/**
 * An answer laid out: paragraphs, headings, list items and table rows, each of runs of text and markers.
 *
 * Nothing here ever becomes HTML: whatever an answer holds is a string that the page sets as text. A marker is one only
 * where the service put it, outside the words of a claim; "[3]" inside quoted words stays text. A line that begins in the
 * middle of a claim is a paragraph, whatever it begins with.
 */

import { CodePoints } from "./codePoints";
import type { Answer, Claim } from "./wire";

export interface TextRun {
  kind: "text";
  text: string;
  /** The claim the words belong to. */
  claim: Claim | null;
  strong: boolean;
}

export interface MarkerRun {
  kind: "marker";
  n: number;
  claim: Claim | null;
}

export type Run = TextRun | MarkerRun;

export interface AnswerBlock {
  kind: "paragraph" | "heading" | "bullet" | "numbered" | "row";
  /** One list of runs a block; for a row, one a cell. */
  cells: Run[][];
}

type Laid = Pick<Answer, "answer" | "mode" | "claims"> & { citations: { n: number }[] };
type Prefix = [RegExp, AnswerBlock["kind"]];

const BULLET: Prefix = [/^\s*[-*•]\s+/, "bullet"];
const PREFIXES: Prefix[] = [BULLET, [/^\s*\d{1,2}[.)]\s+/, "numbered"], [/^#{1,4}\s+/, "heading"]];
const RULE = /^\s*\|?(\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$/;

export function layOut(answer: Laid): AnswerBlock[] {
  const points = new CodePoints(answer.answer);
  const claims = (answer.claims ?? []).map((claim) => ({
    claim,
    start: points.unit(claim.start),
    end: points.unit(claim.end),
  }));
  const inside = (at: number) => claims.some(({ start, end }) => start < at && at < end);
  const runs = new Runs(answer, claims);
  const blocks: AnswerBlock[] = [];
  let start = 0;
  for (const line of answer.answer.split("\n")) {
    const end = start + line.length;
    if (line.trim() !== "") {
      const [kind, skip] = kindOf(line, answer.mode, inside(start));
      if (kind === "row") {
        if (!RULE.test(line)) blocks.push({ kind, cells: cellsOf(line, start).map(([a, b]) => runs.between(a, b)) });
      } else blocks.push({ kind, cells: [runs.between(start + skip, end)] });
    }
    start = end + 1;
  }
  return blocks;
}

/** Neighbours of one kind together, so that lists and tables are one. */
export function stretchesOf(blocks: AnswerBlock[]): AnswerBlock[][] {
  const found: AnswerBlock[][] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last?.[0]?.kind === block.kind && block.kind !== "paragraph" && block.kind !== "heading") last.push(block);
    else found.push([block]);
  }
  return found;
}

/** The last run of words of each claim: the verdict stands after it. */
export function lastRuns(stretches: AnswerBlock[][]): ReadonlySet<Run> {
  const last = new Map<unknown, Run>();
  for (const run of stretches.flat().flatMap((block) => block.cells.flat())) if (run.kind === "text" && run.claim) last.set(run.claim, run);
  return new Set(last.values());
}

function kindOf(line: string, mode: Answer["mode"], isQuoted: boolean): [AnswerBlock["kind"], number] {
  if (isQuoted) return ["paragraph", 0];
  if (mode === "written" && /^\s*\|.*\|\s*$/.test(line)) return ["row", 0];
  for (const [pattern, kind] of mode === "written" ? PREFIXES : [BULLET]) {
    const match = pattern.exec(line);
    if (match) return [kind, match[0].length];
  }
  return ["paragraph", 0];
}

function cellsOf(line: string, offset: number): [number, number][] {
  const cells: [number, number][] = [];
  let from = line.indexOf("|") + 1;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] !== "|") continue;
    const text = line.slice(from, at);
    const lead = text.length - text.trimStart().length;
    cells.push([offset + from + lead, offset + from + Math.max(lead, text.trimEnd().length)]);
    from = at + 1;
  }
  return cells;
}

class Runs {
  private readonly numbers: Set<number>;

  constructor(
    private readonly answer: Laid,
    private readonly claims: { claim: Claim; start: number; end: number }[],
  ) {
    this.numbers = new Set(answer.citations.map(({ n }) => n));
  }

  between(start: number, end: number): Run[] {
    const edges = this.claims.flatMap((claim) => [claim.start, claim.end]);
    const cuts = [...new Set([start, end, ...edges.filter((edge) => start < edge && edge < end)])].sort((a, b) => a - b);
    return cuts.slice(1).flatMap((to, index) => this.stretch(cuts[index] ?? start, to));
  }

  private stretch(start: number, end: number): Run[] {
    const text = this.answer.answer.slice(start, end);
    const own = this.claims.find((claim) => claim.start <= start && start < claim.end)?.claim ?? null;
    if (own !== null) return this.words(text, own);
    const before = this.claims.findLast((claim) => claim.end <= start)?.claim ?? null;
    const runs: Run[] = [];
    let from = 0;
    for (const match of text.matchAll(/ ?\[(\d{1,3})\]/g)) {
      const n = Number(match[1]);
      if (!this.numbers.has(n)) continue;
      runs.push(...this.words(text.slice(from, match.index), null), { kind: "marker", n, claim: before });
      from = match.index + match[0].length;
    }
    return [...runs, ...this.words(text.slice(from), null)];
  }

  /** Words of a model may be **strong**; those of a document stand as they are. */
  private words(text: string, claim: Claim | null): Run[] {
    const pieces = this.answer.mode === "written" ? text.split(/\*\*(.+?)\*\*/) : [text];
    return pieces
      .map((piece, index): TextRun => ({ kind: "text", text: piece, claim, strong: index % 2 === 1 }))
      .filter((run) => run.text !== "");
  }
}
