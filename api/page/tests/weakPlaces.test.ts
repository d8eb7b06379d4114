import { expect, it } from "vitest";
import { withReferences, type Context } from "../src/lib/references";
import { answerOf, citation } from "./made";

const CONTEXT: Context = { extras: new Map(), origin: "http://x", today: new Date("2026-11-30") };
const ONE = citation(1, { view_url: "/documents/d?start=1&end=2" });
const TWO = citation(2, { page: 7, view_url: "/documents/d?start=3&end=4" });
const WEAK = { en: "bears out what is said only in part", zh: "对所述只有部分支持" };

/** An answer of a claim for each of two citations of one document, of which so many are borne out only in part. */
function answer(language: "zh" | "en", weak: readonly number[]) {
  const made = answerOf([["One.", [1]], ["Two.", [2]]], [ONE, TWO], { language });
  const claims = (made.claims ?? []).map((claim) => ({ ...claim, support: { label: claim.citations.some((n) => weak.includes(n)) ? ("partial" as const) : ("supported" as const), method: "made" } }));
  return { ...made, claims };
}

it.each(["gbt7714", "apa"] as const)("as %s says at the one weak passage that it is weak, and not of the whole document", (format) => {
  const english = withReferences(answer("en", [2]), format, CONTEXT);
  expect(english).toContain(`Passages: p. 5 http://x${ONE.view_url} ; p. 7 http://x${TWO.view_url} (${WEAK.en})`);
  expect(english).not.toMatch(/Note: [^\n]*ears out[^\n]*Passages/);
  const chinese = withReferences(answer("zh", [1]), format, CONTEXT);
  expect(chinese).toContain(`所引原文：第 5 页 http://x${ONE.view_url} （${WEAK.zh}） ；第 7 页 http://x${TWO.view_url}`);
});

it.each(["gbt7714", "apa"] as const)("as %s says it once where all of a document's passages are weak", (format) => {
  const english = withReferences(answer("en", [1, 2]), format, CONTEXT);
  expect(english.toLowerCase().split(WEAK.en)).toHaveLength(2);
  expect(english).toMatch(/Note: [^\n]*ears out what is said only in part\. Passages/);
  expect(withReferences(answer("en", []), format, CONTEXT).toLowerCase()).not.toContain(WEAK.en);
});
