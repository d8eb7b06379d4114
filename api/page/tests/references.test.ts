import { describe, expect, it } from "vitest";
import { FORMATS, withReferences, type Context, type Format } from "../src/lib/references";
import { answerOf, citation } from "./made";

const ARTICLE = citation(2, {
  doc_id: "doc_ffeeddccbbaa0099",
  title: "峰会观察_100%",
  publisher: "情报分析师",
  kind: "commentary",
  date: "2025-02-12",
  url: "https://example.org/a_b",
  page: null,
  quote: "投资*1090*亿欧元。",
  translation: "109 billion.",
  view_url: "/documents/doc_ffeeddccbbaa0099?start=1&end=9",
});
const ANSWER = answerOf(
  [["Eight hundred projects [sic] 🏔.", [1]], ["109 billion & more.", [2]], ["Five themes.", [3]]],
  [citation(1), ARTICLE, citation(3, { page: 7 })],
);
const CONTEXT: Context = {
  extras: new Map([
    ["doc_ffeeddccbbaa0099", { author: "文刀", title_translated: "Summit Watch", publisher_translated: null }],
    ["doc_0a1b2c3d4e5f6071", { author: "", title_translated: "Summit Outlook", publisher_translated: "Strategy Centre" }],
  ]),
  origin: "http://127.0.0.1:8000",
  today: new Date("2026-01-02T12:00:00Z"),
};
const OUTLOOK = "http://127.0.0.1:8000/documents/doc_0a1b2c3d4e5f6071?start=10&end=20";
const WATCH = "http://127.0.0.1:8000/documents/doc_ffeeddccbbaa0099?start=1&end=9";
const written = (format: Format) => withReferences(ANSWER, format, CONTEXT);

describe("an answer with its references", () => {
  it("as Markdown has a footnote for each citation, and no markup of its own", () => {
    expect(written("markdown")).toBe(
      "Eight hundred projects \\[sic\\] 🏔.[^1] 109 billion & more.[^2] Five themes.[^3]\n\n" +
        "What comes from Chinese sources is given in translation.\n\n" +
        `[^1]: Strategy Centre (战略研究中心), *Summit Outlook (法国人工智能行动峰会前瞻)*, 2025-01, p. 5: “共收到八百个项目。” Translation: “Eight hundred projects were received.” <${OUTLOOK}>\n` +
        `[^2]: 情报分析师, *Summit Watch (峰会观察\\_100%)*, 2025-02-12, commentary: “投资\\*1090\\*亿欧元。” Translation: “109 billion.” <${WATCH}>\n` +
        `[^3]: Strategy Centre (战略研究中心), *Summit Outlook (法国人工智能行动峰会前瞻)*, 2025-01, p. 7: “共收到八百个项目。” Translation: “Eight hundred projects were received.” <${OUTLOOK}>\n`,
    );
  });

  it("as plain text keeps the answer word for word", () => {
    const [text, note, references] = written("plain").split("\n\n");
    expect(text).toBe(ANSWER.answer);
    expect(note).toBe("What comes from Chinese sources is given in translation.");
    expect(references?.split("\n")[0]).toBe(
      `[1] Strategy Centre (战略研究中心), Summit Outlook (法国人工智能行动峰会前瞻), 2025-01, p. 5: “共收到八百个项目。” Translation: “Eight hundred projects were received.” ${OUTLOOK}`,
    );
  });

  it("in Chinese has full-width marks, titles in their marks, and quotes as the document has them", () => {
    const said = citation(1, { quote: "他说“好”。", translation: "“Good”, he said." });
    const text = withReferences(answerOf([["好。", [1]]], [said], { language: "zh" }), "plain", CONTEXT);
    expect(text.trimEnd().split("\n").at(-1)).toBe(
      `[1] 战略研究中心：《法国人工智能行动峰会前瞻》，2025-01，第 5 页。“他说“好”。” ${OUTLOOK}`,
    );
  });

  it("as GB/T 7714 has one reference a document, pages raised after the number where they differ, and the rest in a note", () => {
    expect(written("gbt7714")).toBe(
      "Eight hundred projects [sic] 🏔[1]⁵. 109 billion & more[2]. Five themes[1]⁷.\n\n" +
        "What comes from Chinese sources is given in translation.\n\n" +
        "[1] 战略研究中心. 法国人工智能行动峰会前瞻[R]. [出版地不详]: 战略研究中心, 2025-01.\n" +
        `    Note: Cited in translation; title in English: Summit Outlook. Passages: p. 5 ${OUTLOOK} ; p. 7 ${OUTLOOK}\n` +
        "[2] 文刀. 峰会观察_100%[EB/OL]. 情报分析师(2025-02-12)[2026-01-02]. https://example.org/a_b.\n" +
        `    Note: Commentary; cited in translation; title in English: Summit Watch. Passages: ${WATCH}\n`,
    );
    const chinese = withReferences(answerOf([["有五个主题。", [1]], ["投资“1090亿”。", [1, 2]]], [citation(1), ARTICLE], { language: "zh" }), "gbt7714", CONTEXT);
    expect(chinese).toContain("有五个主题[1]。");
    expect(chinese).toContain("投资“1090亿”[1-2]。");
    expect(chinese).toContain("[1] 战略研究中心. 法国人工智能行动峰会前瞻[R]. [出版地不详]: 战略研究中心, 2025-01: 5.\n");
    expect(chinese).toContain(`    注：评论。所引原文：${WATCH}`);
  });

  it("as APA cites by author and year within the sentence, references in the order of authors", () => {
    const [text, , references] = written("apa").trimEnd().split("\n\n");
    expect(text).toBe(
      "Eight hundred projects [sic] 🏔 (Strategy Centre, 2025, p. 5). 109 billion & more (文刀, 2025). Five themes (Strategy Centre, 2025, p. 7).",
    );
    expect(references?.split("\n").filter((line) => !line.startsWith(" ")).toSorted()).toEqual([
      "Strategy Centre (战略研究中心). (2025, January). 法国人工智能行动峰会前瞻 [Summit Outlook].",
      "文刀. (2025, February 12). 峰会观察_100% [Summit Watch] [Commentary]. 情报分析师. https://example.org/a_b",
    ]);
    expect(references).toContain(`    Note: Commentary; cited in translation. Passages: ${WATCH}`);
    const chinese = withReferences(answerOf([["有五个主题。", [1, 2]], ["他说“好。”", [1]], ["真的？", [2]]], [citation(1), ARTICLE], { language: "zh" }), "apa", CONTEXT);
    expect(chinese).toContain("有五个主题（文刀，2025；战略研究中心，2025，第5页）。");
    expect(chinese).toContain("他说“好”（战略研究中心，2025，第5页）。");
    expect(chinese).toContain("真的？（文刀，2025）。");
    expect(chinese).toContain("战略研究中心（2025年1月）。法国人工智能行动峰会前瞻。");
  });

  it("as BibTeX has an entry a document, with nothing that TeX would read", () => {
    const text = written("bibtex");
    expect(text.match(/^@\w+/gm)).toEqual(["@techreport", "@misc"]);
    expect(text).toContain("\\cite[p.~5, translation]{doc0a1b2c3d-2025}");
    expect(text).toContain("109 billion \\& more.\\cite[commentary, translation]{docffeeddcc-2025}");
    expect(text).toContain("  title = {峰会观察\\_100\\%},");
    expect(text).toContain("  date = {2025-02-12},\n  year = {2025},\n  month = {2},");
    expect(text).toContain(`  note = {cited in translation; sha256:${"a".repeat(64)}}`);
  });

  it.each(FORMATS)("as %s says what is not wholly borne out, and how far the answer goes", (format) => {
    const claims = ANSWER.claims?.map((claim, index) => ({ ...claim, support: { label: (["supported", "partial", "unsupported"] as const)[index] ?? "supported", method: "made" } }));
    const weak = { ...ANSWER, claims: claims ?? [], status: "partial" as const, mode: "written" as const, model: "Qwen_2" };
    const text = withReferences(weak, format, CONTEXT);
    expect(text).toMatch(/109 billion (\\)?& more[^F]* \(partly supported\)/);
    expect(text).toMatch(/Five themes[^\n]* \(not supported\)/);
    expect(text).not.toMatch(/🏔[^1]* \((partly|not) supported/);
    expect(text).toContain("The documents answer only part of the question.");
    expect(text).toMatch(/Written by Qwen(\\)?_2/);
    const chinese = withReferences({ ...weak, language: "zh" }, format, CONTEXT);
    for (const label of ["（部分有据）", "（无据）", "文件只回答了问题的一部分。", "评论"]) expect(chinese).toContain(label);
    if (format === "bibtex") for (const line of chinese.split("@")[0]?.trim().split("\n") ?? []) expect(line).toMatch(/^%/);
  });

  it.each(FORMATS)("as %s stays whole without a single citation", (format) => {
    const text = withReferences(answerOf([], [], { answer: "Nothing on [1].", claims: [] }), format, CONTEXT);
    expect(text).toContain("Nothing on");
    expect(text.endsWith("\n")).toBe(true);
  });

  it.each(FORMATS)("as %s closes what turns the reading direction, wherever it came in", (format) => {
    const turned = "\u202eA\u2067b";
    const own = citation(1, { title: turned, publisher: turned, quote: turned, translation: turned });
    const context = { ...CONTEXT, extras: new Map() };
    const text = withReferences(answerOf([[`One ${turned}.`, [1]], ["Two.", [1]]], [own]), format, context);
    for (const [match] of text.matchAll(/\u202eA\u2067b[^\u202e]{0,4}/g)) expect(match).toMatch(/^\u202eA\u2067b\.?\u2069\u202c/);
    expect(text.match(/\u202e/g)?.length).toBeGreaterThan(2);
  });
});
