import { expect, it } from "vitest";
import { standingOf } from "../src/lib/standing";
import { citation, documentOf } from "./made";

const TEXT = "🏔 共收到八百个项目。五十个入选。";
const cited = (changes = {}) => citation(1, { char_start: 2, char_end: 11, quote: "共收到八百个项目。", text_sha256: "c".repeat(64), ...changes });

it("a citation holds in the text that it was made from", () => {
  expect(standingOf(cited(), documentOf(TEXT))).toBe("holds");
});

it("its words stand in a text that has changed around them", () => {
  expect(standingOf(cited({ text_sha256: "b".repeat(64) }), documentOf(TEXT))).toBe("changed");
});

it("its words are gone where others stand at the place", () => {
  expect(standingOf(cited(), documentOf(`新${TEXT}`))).toBe("gone");
});

it("a passage, which names no hash, holds where its words stand", () => {
  const passage = { char_start: 2, char_end: 11, quote: "共收到八百个项目。", text_sha256: null };
  expect(standingOf(passage, documentOf(TEXT))).toBe("holds");
  expect(standingOf(passage, documentOf(`新${TEXT}`))).toBe("gone");
});
