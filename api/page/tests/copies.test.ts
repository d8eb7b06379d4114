import { describe, expect, it } from "vitest";
import { isTrueSource, writeQuote } from "../src/lib/durableQuote";
import { tellingNames } from "../src/lib/naming";
import { withReferences, type Context, type Format } from "../src/lib/references";
import type { Answer, Citation } from "../src/lib/wire";
import { en } from "../src/words/en";
import { zh } from "../src/words/zh";
import { answerOf, citation } from "./made";

const CONTEXT: Context = { extras: new Map(), origin: "http://x", today: new Date(2026, 0, 2) };
const plainSource = (n: number, id: string, changes: Partial<Citation> = {}) =>
  citation(n, { doc_id: `doc_${id}`, title: `Title ${id}`, publisher: "CISS", page: null, language: "en", translation: null, date: "2025", ...changes });

describe("what the sources do not agree on", () => {
  // The first is cited twice, so that the numbers of citations are not those of documents.
  const one = plainSource(2, "one", { page: 5 });
  const citations = [plainSource(1, "one", { page: 4 }), one, plainSource(3, "two", { date: "2025-02", kind: "official" })];
  const differences = [{ claims: [1, 2] as [number, number], citations: [2, 3] as [number, number], kind: "number", said: "four", other: "five" }];
  const answer = (changes: Partial<Answer> = {}) => answerOf([["A.", [1]], ["B.", [2]], ["C.", [3]]], citations, { differences, ...changes });

  it.each<[Format, string]>([
    ["markdown", "CISS (“Title one”)[^2] has “four”, CISS (“Title two”)[^3] has “five”."],
    ["plain", "CISS (“Title one”) [2] has “four”, CISS (“Title two”) [3] has “five”."],
    ["gbt7714", "CISS (“Title one”)[1]⁵ has “four”, CISS (“Title two”)[2] has “five”."],
    ["apa", "CISS (2025a, p. 5) has “four”, CISS (2025b) has “five”."],
    ["bibtex", "CISS (“Title one”)\\cite[p.~5]{docone-2025} has “four”, CISS (“Title two”)\\cite{doctwo-2025} has “five”."],
  ])("is told in %s as it cites its sources", (format, told) => {
    expect(withReferences(answer(), format, CONTEXT)).toContain(`The sources do not agree: ${told}`);
  });

  it.each<[Format, string]>([
    ["markdown", "CISS《Title one》[^2]作“four”，CISS《Title two》[^3]作“five”。"],
    ["plain", "CISS《Title one》[2]作“four”，CISS《Title two》[3]作“five”。"],
    ["gbt7714", "CISS《Title one》[1]⁵作“four”，CISS《Title two》[2]作“five”。"],
    ["apa", "CISS（2025a，第5页）作“four”，CISS（2025b）作“five”。"],
    ["bibtex", "CISS《Title one》\\cite[p.~5, 译文]{docone-2025}作“four”，CISS《Title two》\\cite[译文]{doctwo-2025}作“five”。"],
  ])("is told in %s in Chinese too", (format, told) => {
    expect(withReferences(answer({ language: "zh" }), format, CONTEXT)).toContain(`各来源说法不一：${told}`);
  });

  it("names sources as briefly as tells them apart", () => {
    const of = (...sources: Citation[]) => [...tellingNames(sources, "en").values()];
    expect(of(plainSource(1, "a"), plainSource(2, "b", { publisher: "Gulf Watch" }))).toEqual(["CISS", "Gulf Watch"]);
    expect(of(plainSource(1, "a"), plainSource(2, "a"))).toEqual(["CISS"]);
    expect(of(plainSource(1, "a"), plainSource(2, "b"))).toEqual(["CISS (“Title a”)", "CISS (“Title b”)"]);
    expect(of(plainSource(1, "a", { title: "T" }), plainSource(2, "b", { title: "T", date: "2024" }))).toEqual(["CISS (“T”), 2025", "CISS (“T”), 2024"]);
    expect(of(plainSource(1, "a", { publisher: "" }), plainSource(2, "b"))).toEqual(["“Title a”", "CISS"]);
    expect([...tellingNames([plainSource(1, "a"), plainSource(2, "b")], "zh").values()]).toEqual(["CISS《Title a》", "CISS《Title b》"]);
  });
});

describe("a number in brackets that the answer's own words hold", () => {
  const answer = answerOf([["Table [9] and [2] show it.", [1]], ["More.", [2]]], [plainSource(1, "a"), plainSource(2, "b")]);

  it.each<[Format, string]>([
    ["markdown", "Table \\[9\\] and \\[2\\] show it.[^1] More.[^2]\n"],
    ["plain", "Table ［9］ and ［2］ show it. [1] More. [2]\n\nNumbers in full-width brackets ［ ］ stand in the sources themselves; they are no references of this text.\n"],
    ["gbt7714", "Table ［9］ and ［2］ show it[1]. More[2].\n\nNumbers in full-width brackets ［ ］ stand in the sources themselves; they are no references of this text.\n"],
    ["apa", "Table [9] and [2] show it (CISS, 2025a). More (CISS, 2025b).\n"],
    ["bibtex", "% Table [9] and [2] show it.\\cite{doca-2025} More.\\cite{docb-2025}\n"],
  ])("is no marker in %s", (format, text) => {
    expect(withReferences(answer, format, CONTEXT).startsWith(text)).toBe(true);
  });

  it("is told apart however it is written, and only where there is one", () => {
    const of = (text: string) => withReferences(answerOf([[text, [1]]], [plainSource(1, "a")], { language: "zh" }), "plain", CONTEXT);
    expect(of("见[1，2]、[１]、[3-5]。")).toContain("见［1，2］、［１］、［3-5］。 [1]\n\n出自英文来源的内容为译文。全角括号［ ］中的数字是来源原文所有，不是本文的引用序号。");
    expect(of("见[注]。")).not.toContain("全角");
    expect(of("见[注]。")).toContain("见[注]。 [1]");
  });
});

describe("a quote", () => {
  const said = "他说：“‘智能’[1] 是“未来””。";

  it.each<Format>(["markdown", "plain"])("stands in %s exactly as in the document", (format) => {
    for (const language of ["en", "zh"] as const) {
      const text = withReferences(answerOf([["好。", [1]]], [citation(1, { quote: said, translation: "He said “it”." })], { language }), format, CONTEXT);
      expect(text.replaceAll("\\", "")).toContain(`“${said}”`);
      if (language === "en") expect(text).toContain("Translation: “He said “it”.”");
    }
  });

  it.each<Format>(["markdown", "plain"])("begins no other reference in %s", (format) => {
    const text = withReferences(answerOf([["One.", [1]]], [plainSource(1, "a", { quote: "one\n[2] two\r\n\n[^3]: three", title: "T\n# U" })]), format, CONTEXT);
    expect(text.trimEnd().split("\n").filter(Boolean)).toHaveLength(2);
  });
});

describe("a quote that goes on to another page", () => {
  const crossing = plainSource(1, "a", { page: 5, page_end: 6 });
  const copied = (format: Format, language: "en" | "zh" = "en") => withReferences(answerOf([["A.", [1]]], [crossing], { language }), format, CONTEXT);

  it.each<[Format, string, string]>([
    ["markdown", "2025, pp. 5–6: “", "2025，第 5–6 页。“"],
    ["plain", "2025, pp. 5–6: “", "2025，第 5–6 页。“"],
    ["gbt7714", "CISS, 2025: 5-6.\n    Note: Passages: pp. 5–6 http", "CISS, 2025: 5-6.\n    注：引自译文。所引原文：第 5–6 页 http"],
    ["apa", "A (CISS, 2025, pp. 5–6).", "A（CISS，2025，第5–6页）."],
    ["bibtex", "\\cite[pp.~5--6]{doca-2025}", "\\cite[pp.~5--6, 译文]{doca-2025}"],
  ])("is cited in %s with both", (format, english, chinese) => {
    expect(copied(format)).toContain(english);
    expect(copied(format, "zh")).toContain(chinese);
  });

  it("is told with both on the page and in a copied citation, which is read back as true", () => {
    expect([en.page(5, 6), zh.page(5, 6)]).toEqual(["pp. 5–6", "第 5–6 页"]);
    expect([en.page(5, 5), zh.page(5, null), en.page(5)]).toEqual(["p. 5", "第 5 页", "p. 5"]);
    const known = { titles: ["Title a"], publishers: ["CISS"], date: "2025", author: "", page: 5, page_end: 6 };
    for (const words of [en, zh]) {
      const language = words === en ? "en" : "zh";
      const line = writeQuote(crossing, { language, page: words.page, commentary: "" }).split("\n")[1] ?? "";
      expect(line).toContain(words.page(5, 6));
      expect(isTrueSource(line.replace(/^—+ ?/, ""), known)).toBe(true);
    }
    expect(isTrueSource("CISS, Title a, 2025, p. 5", known)).toBe(true); // as an earlier version had it
    expect(isTrueSource("CISS, Title a, 2025, pp. 5-6", known)).toBe(true);
    for (const forged of ["pp. 5–60", "pp. 4–6", "p. 6"]) expect(isTrueSource(`CISS, Title a, 2025, ${forged}`, known)).toBe(false);
    expect(isTrueSource("CISS, Title a, 2025, pp. 5–6", { ...known, page_end: 5 })).toBe(false);
  });
});

describe("a written answer as Markdown", () => {
  const copied = (answer: string, changes: Partial<Answer> = {}) =>
    withReferences(answerOf([], [plainSource(1, "a"), plainSource(2, "b")], { mode: "written", model: "m", claims: [], answer, ...changes }), "markdown", CONTEXT).split("\n\nWritten by")[0];

  it("keeps headings, lists, tables and bold where the page shows them", () => {
    expect(copied("## Sums\n- **France**: 109 [1]\n- India\n1) one\n2) two\n\n| Who | Sum |\n|:--|--:|\n| **France** | 109 [1] [2] |\n| a |\nEnd.")).toBe(
      "### Sums\n\n- **France**: 109[^1]\n- India\n\n1. one\n2. two\n\n| Who | Sum |\n| --- | --- |\n| **France** | 109[^1][^2] |\n| a |  |\n\nEnd.",
    );
  });

  it("leaves everything else text, also within cells and bold", () => {
    expect(copied("| <b>x</b> | [l](javascript:a) `c` |\n|--|--|\n| a_b_ | ![i](u) [^1] # |")).toBe(
      "| \\<b\\>x\\</b\\> | \\[l\\](javascript:a) \\`c\\` |\n| --- | --- |\n| a\\_b\\_ | !\\[i\\](u) \\[^1\\] \\# |",
    );
    expect(copied("**[l](u) <i>**\n    code\n> quote\n---\n***\n+ plus\n__x__ ~~y~~ &lt;\n##### five\n===")).toBe(
      "**\\[l\\](u) \\<i\\>**\n\ncode\n\n\\> quote\n\n\\---\n\n\\*\\*\\*\n\n\\+ plus\n\n\\_\\_x\\_\\_ \\~\\~y\\~\\~ \\&lt;\n\n\\#\\#\\#\\#\\# five\n\n\\===",
    );
  });

  it("has bold that is read as such beside Chinese, whose words have no blanks between", () => {
    expect(copied("其中**法国：**投资，**“印度”**投资，** a **。")).toBe("其中**法国**：投资，**“印度**”投资， **a** 。");
  });

  it("takes a document's own words as they stand, and says what is not borne out", () => {
    const text = "# no heading\n| no | table |\n**not bold**";
    const extractive = answerOf([[text, [1]]], [plainSource(1, "a")]);
    expect(withReferences(extractive, "markdown", CONTEXT).split("\n\n[^1]")[0]).toBe("\\# no heading\n\n\\| no \\| table \\|\n\n\\*\\*not bold\\*\\*[^1]");
    const weak = { start: 2, end: 10, citations: [1], support: { label: "partial" as const, method: "made" } };
    expect(copied("- **A** b. [1]", { claims: [weak] })).toBe("- **A** b. (partly supported)[^1]");
  });
});
