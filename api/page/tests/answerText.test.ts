import { describe, expect, it } from "vitest";
import { layOut, type AnswerBlock, type Run } from "../src/lib/answerText";
import { answerOf, citation } from "./made";

const shown = (run: Run) => (run.kind === "text" ? run.text : `<${run.n}>`);
const lines = (blocks: AnswerBlock[]) => blocks.map((block) => [block.kind, ...block.cells.map((cell) => cell.map(shown).join(""))]);

describe("an answer laid out", () => {
  it("has a marker where the service put one", () => {
    const answer = answerOf([["Eight hundred projects.", [1]], ["Five themes.", [1, 2]]], [citation(1), citation(2)]);
    expect(lines(layOut(answer))).toEqual([["paragraph", "Eight hundred projects.<1> Five themes.<1><2>"]]);
  });

  it("ties each marker to the claim before it", () => {
    const answer = answerOf([["One.", [1]], ["Two.", [2]]], [citation(1), citation(2)]);
    const runs = layOut(answer)[0]?.cells[0] ?? [];
    const markers = runs.filter((run) => run.kind === "marker");
    expect(markers.map((run) => run.claim)).toEqual(answer.claims);
  });

  it("leaves a marker as text inside a claim, and where no citation has its number", () => {
    const answer = answerOf([["As table [1] shows, [9] held.", [1]]], [citation(1)]);
    answer.answer += " [7]";
    expect(lines(layOut(answer))).toEqual([["paragraph", "As table [1] shows, [9] held.<1> [7]"]]);
  });

  it("finds its claims behind characters beyond the basic plane", () => {
    const answer = answerOf([["𝔸𝕀 🏔 first.", [1]], ["[1] second.", [2]]], [citation(1), citation(2)]);
    expect(lines(layOut(answer))).toEqual([["paragraph", "𝔸𝕀 🏔 first.<1> [1] second.<2>"]]);
  });

  it.each([
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    "[a link](javascript:alert(1))",
    "![picture](https://elsewhere.example/x.png)",
    "&lt;b&gt; &amp; \u202etxt.exe",
  ])("has nothing but text and markers, whatever it holds: %s", (words) => {
    for (const mode of ["extractive", "written"] as const) {
      const blocks = layOut(answerOf([[words, [1]]], [citation(1)], { mode }));
      expect(lines(blocks)).toEqual([["paragraph", `${words}<1>`]]);
    }
  });

  it("sets a list and a table that a model wrote", () => {
    const answer = answerOf([], [citation(1)], {
      mode: "written",
      claims: [],
      answer: "## Sums\n- **France**: 109 [1]\n- India\n1. one\n| Who | Sum |\n|---|---|\n| France | 109 [1] |",
    });
    const blocks = layOut(answer);
    expect(lines(blocks)).toEqual([
      ["heading", "Sums"],
      ["bullet", "France: 109<1>"],
      ["bullet", "India"],
      ["numbered", "one"],
      ["row", "Who", "Sum"],
      ["row", "France", "109<1>"],
    ]);
    expect(blocks[1]?.cells[0]?.[0]).toMatchObject({ text: "France", strong: true });
  });

  it("takes a document's own words as they stand", () => {
    const answer = answerOf([["# not a heading\n| not | a table |\n**not strong**", [1]]], [citation(1)]);
    expect(lines(layOut(answer)).map(([kind]) => kind)).toEqual(["paragraph", "paragraph", "paragraph"]);
    expect(lines(layOut(answer))[2]).toEqual(["paragraph", "**not strong**<1>"]);
  });

  it("is quick with a line of 100,000 characters and with many brackets", () => {
    const began = performance.now();
    expect(lines(layOut(answerOf([["汉".repeat(100_000), [1]]], [citation(1)])))[0]?.[1]).toHaveLength(100_003);
    layOut(answerOf([["[".repeat(50_000) + "**".repeat(25_000) + "|".repeat(50_000), [1]]], [citation(1)], { mode: "written" }));
    expect(performance.now() - began).toBeLessThan(1500);
  });
});
