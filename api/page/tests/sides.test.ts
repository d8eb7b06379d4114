import { describe, expect, it } from "vitest";
import { bySource, cutAt, differingWords } from "../src/lib/sides";
import { answerOf, citation } from "./made";

const ONE = citation(1, { doc_id: "doc_a" });
const TWO = citation(2, { doc_id: "doc_b" });
const THREE = citation(3, { doc_id: "doc_a" });

describe("an answer by its sources", () => {
  it("keeps every claim with all its citations, and what has none apart", () => {
    const answer = answerOf([["A 🏔 one.", [1]], ["Both.", [2, 3]], ["None at all.", []]], [ONE, TWO, THREE]);
    const { columns, unsourced } = bySource(answer);
    expect(columns.map(({ doc_id, said }) => [doc_id, said.map((one) => [one.text, one.citations.map(({ n }) => n), one.elsewhere.map(({ n }) => n)])])).toEqual([
      ["doc_a", [["A 🏔 one.", [1], []], ["Both.", [3], [2]]]],
      ["doc_b", [["Both.", [2], [3]]]],
    ]);
    expect(unsourced.map(({ text }) => text)).toEqual(["None at all."]);
    expect(columns.flatMap(({ said }) => said.map(({ claim }) => claim?.support.label))).not.toContain(undefined);
  });

  it("keeps words between claims and citations of no claim", () => {
    const answer = answerOf([["One.", [1]]], [ONE, TWO], { answer: "One. [1]\n- But note this [7]. [2]" });
    const { columns, unsourced } = bySource(answer);
    expect(unsourced).toEqual([{ claim: null, text: "But note this [7]." }]);
    expect(columns[1]).toEqual({ doc_id: "doc_b", said: [{ claim: null, text: "", citations: [TWO], elsewhere: [] }] });
  });

  it("cuts a quote where words differ, whole words only", () => {
    const marked = (text: string, words: string[]) => cutAt(text, words).filter((one) => one.marked).map((one) => one.text);
    expect(cutAt("on 4 March 2024 by 4 men", ["4", "4 March 2024"]).map((one) => one.text)).toEqual(["on ", "4 March 2024", " by ", "4", " men"]);
    expect(marked("in 2024 by 24", ["24"])).toEqual(["24"]);
    expect(cutAt("in 2024 by 24", ["24"])[0]?.text).toBe("in 2024 by ");
    expect(marked("由四位部长签署", ["四位"])).toEqual(["四位"]);
    expect(cutAt("nothing", ["x"])).toEqual([{ text: "nothing", marked: false }]);
  });

  it("knows the words of each side", () => {
    const differences = [{ claims: [0, 1] as [number, number], citations: [1, 2] as [number, number], kind: "number", said: "four", other: "five" }];
    expect([1, 2, 3].map((n) => differingWords(differences, n))).toEqual([["four"], ["five"], []]);
  });
});
