import { describe, expect, it } from "vitest";
import { markedText, stretches } from "../src/lib/checkedText";
import type { Check, CheckedSentence, Difference } from "../src/lib/wire";
import { citation } from "./made";

const DRAFT = "🏔 One. Two.\nThree";
const sentence = (start: number, end: number, changes: Partial<CheckedSentence> = {}): CheckedSentence => ({
  start,
  end,
  verdict: "supported",
  differs: [],
  citations: [],
  ...changes,
});

describe("a checked draft", () => {
  it("keeps every character of the draft, in order", () => {
    const parts = stretches(DRAFT, [sentence(7, 11), sentence(2, 6)]);
    expect(parts.map((part) => part.text)).toEqual(["🏔 ", "One.", " ", "Two.", "\nThree"]);
    expect(parts.map((part) => part.sentence !== null)).toEqual([false, true, false, true, false]);
  });

  it("shows the first of two that overlap", () => {
    expect(stretches("abcd", [sentence(0, 3), sentence(1, 4)]).map((part) => part.text)).toEqual(["abc", "d"]);
  });

  it("is exported with a verdict after each sentence and the quotes that decided", () => {
    const check: Check = { sentences: [sentence(2, 6, { verdict: "contradicted", citations: [2], differs: [{ kind: "number", said: "One", document: null }] }), sentence(7, 11)], citations: [citation(1), citation(2, { kind: "commentary" })] };
    const words = { verdict: (name: string) => name, differs: (one: Difference) => `${one.kind}: ${one.said} / ${one.document ?? "nothing"}`, quotes: "Quotes", commentary: "Commentary" };
    expect(markedText(DRAFT, check, words)).toBe(
      "🏔 One.【contradicted; number: One / nothing】[^2] Two.【supported】\nThree\n\n## Quotes\n\n[^2]: “共收到八百个项目。” — 战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, Commentary\n",
    );
  });
});
