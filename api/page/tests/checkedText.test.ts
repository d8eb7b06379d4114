import { describe, expect, it } from "vitest";
import { markedText, stretches, type MarkedWords } from "../src/lib/checkedText";
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

const WORDS: MarkedWords = {
  language: "en",
  verdict: (name) => name,
  differs: (one: Difference) => `${one.kind}: ${one.said} / ${one.document ?? "nothing"}`,
  quotes: "Quotes",
  commentary: "Commentary",
  page: (n) => `p. ${n}`,
  translation: "Translation",
  names: () => ({ title: "Outlook", publisher: "Centre" }),
  origin: "http://x",
};

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
    expect(markedText(DRAFT, check, WORDS)).toBe(
      "🏔 One. [contradicted; number: One / nothing][^2] Two. [supported]\nThree\n\n## Quotes\n\n" +
        "[^2]: “共收到八百个项目。” Translation: “Eight hundred projects were received.” — Centre, Outlook, 2025-01, p. 5, Commentary. <http://x/documents/doc_0a1b2c3d4e5f6071?start=10&end=20>\n",
    );
    const chinese = markedText(DRAFT, check, { ...WORDS, language: "zh", page: (n) => `第 ${n} 页` });
    expect(chinese).toContain("One.【contradicted；number: One / nothing】[^2]");
    expect(chinese).toContain("[^2]: “共收到八百个项目。”——Centre，《Outlook》，2025-01，第 5 页，Commentary。 <http");
  });

  it("changes no quotation mark within a quote, so that it is found again", () => {
    const quote = "会议提出“五大主题”，即‘公益’等。";
    const rendering = "The meeting named “five themes”.";
    const check: Check = { sentences: [sentence(2, 6, { citations: [1] })], citations: [citation(1, { quote, translation: rendering })] };
    const text = markedText(DRAFT, check, WORDS);
    expect(text).toContain(`“${quote}”`);
    expect(text).toContain(`“${rendering}”`);
    expect(markedText(DRAFT, check, { ...WORDS, language: "zh" })).toContain(`“${quote}”`);
  });

  it("stays text in Markdown, whatever it holds, and turns nothing after it", () => {
    const draft = "# A <b>*x*</b> ![i](u)\n- b &amp; \u202ec\n1. d";
    const check: Check = { sentences: [sentence(0, 3)], citations: [] };
    expect(markedText(draft, check, WORDS)).toBe("\\# A [supported] \\<b\\>\\*x\\*\\</b\\> !\\[i\\](u)\n\\- b \\&amp; \u202ec\u202c\n1\\. d\n");
  });
});
