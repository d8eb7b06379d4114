import { describe, expect, it } from "vitest";
import { readAnswer } from "../src/lib/shape";
import { answerOf, citation } from "./made";

const ANSWER = answerOf([["One.", [1]]], [citation(1)]);

describe("an answer over the wire", () => {
  it("is read as it is", () => {
    expect(readAnswer(ANSWER)).toEqual(ANSWER);
  });

  it("may lack what was not asked for", () => {
    const { claims: _, passages: __, warnings: ___, ...bare } = ANSWER;
    expect(readAnswer(bare)).toMatchObject({ claims: null, passages: null, warnings: [] });
  });

  it.each([
    null,
    "text",
    [],
    { surprise: 1 },
    { ...ANSWER, answer: null },
    { ...ANSWER, citations: {} },
    { ...ANSWER, citations: [{ n: 1 }] },
    { ...ANSWER, claims: [{ start: 0, end: 3, citations: [] }] },
  ])("is none in another shape: %j", (data) => {
    expect(readAnswer(data)).toBeNull();
  });
});
