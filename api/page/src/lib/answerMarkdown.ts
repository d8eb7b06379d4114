/** An answer as Markdown: headings, lists, tables and bold where the page shows them, all else as text. */

import { lastRuns, layOut, stretchesOf, type AnswerBlock, type Run } from "./answerText";
import { closed } from "./bidi";
import { escapeLineStarts, escapeMarkdown } from "./markdown";
import { LABELS } from "./referenceLabels";
import type { Answer, Language } from "./wire";

type Laid = Pick<Answer, "answer" | "claims" | "citations" | "language"> & Partial<Pick<Answer, "mode">>;

export function answerMarkdown(answer: Laid): string {
  const stretches = stretchesOf(layOut({ ...answer, mode: answer.mode ?? "extractive" }));
  const last = lastRuns(stretches);
  const line = (runs: Run[]) => lineOf(runs, last, answer.language);
  return stretches.map((blocks) => stretch(blocks, line)).join("\n\n");
}

function stretch(blocks: AnswerBlock[], line: (runs: Run[]) => string): string {
  const lines = blocks.map((block) => block.cells.map(line));
  switch (blocks[0]?.kind) {
    case "bullet":
      return lines.map(([text]) => `- ${text ?? ""}`).join("\n");
    case "numbered":
      return lines.map(([text], index) => `${index + 1}. ${text ?? ""}`).join("\n");
    case "row":
      return table(lines);
    case "heading":
      return `### ${lines[0]?.[0] ?? ""}`;
    default:
      return lines[0]?.[0] ?? "";
  }
}

/** Rows of Markdown have as many cells as the first. */
function table(rows: string[][]): string {
  const width = Math.max(...rows.map((cells) => cells.length));
  const row = (cells: string[]) => `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [row(head), row(Array.from({ length: width }, () => "---")), ...body.map(row)].join("\n");
}

function lineOf(runs: Run[], last: ReadonlySet<Run>, language: Language): string {
  const parts = runs.map((run, index) => {
    if (run.kind === "marker") return `[^${run.n}]`;
    const words = run.strong ? strong(run.text, runs[index - 1], runs[index + 1]) : escapeMarkdown(closed(run.text));
    const label = run.claim?.support.label ?? "supported";
    return label !== "supported" && last.has(run) ? words + LABELS[language].in_brackets(LABELS[language][label]) : words;
  });
  // Blanks at the beginning would make it code.
  return escapeLineStarts(parts.join("").trim());
}

const EDGE = "[\\s\\p{P}\\p{S}\\p{Cf}]*";
const INNER = new RegExp(`^(${EDGE})(.*?)(${EDGE})$`, "su");

/** Bold; blanks stand outside, and marks too where a letter follows: "**法国：**投资" would show its asterisks. */
function strong(text: string, before: Run | undefined, after: Run | undefined): string {
  const [, lead = "", inner = "", tail = ""] = INNER.exec(text) ?? [];
  if (inner === "") return escapeMarkdown(closed(text));
  const own = (part: string) => escapeMarkdown(part);
  const [isTightBefore, isTightAfter] = [/[\p{L}\p{N}]$/u.test(wordsOf(before)), /^[\p{L}\p{N}]/u.test(wordsOf(after))];
  const [front, back] = [lead.length - lead.trimStart().length, tail.trimEnd().length];
  const [outerLead, innerLead] = isTightBefore ? [lead, ""] : [lead.slice(0, front), lead.slice(front)];
  const [innerTail, outerTail] = isTightAfter ? ["", tail] : [tail.slice(0, back), tail.slice(back)];
  const whole = closed(text).slice(text.length);
  return `${own(outerLead)}**${own(innerLead + inner + innerTail)}**${own(outerTail)}${whole}`;
}

function wordsOf(run: Run | undefined): string {
  return run?.kind === "text" ? run.text : "";
}
