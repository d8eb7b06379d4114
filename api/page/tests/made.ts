/** Answers and documents to test with, in the shapes of the wire. */

import type { Answer, Citation, DocumentText } from "../src/lib/wire";

export function citation(n: number, changes: Partial<Citation> = {}): Citation {
  return {
    n,
    doc_id: "doc_0a1b2c3d4e5f6071",
    title: "法国人工智能行动峰会前瞻",
    publisher: "战略研究中心",
    kind: "think_tank",
    date: "2025-01",
    url: null,
    page: 5,
    section: ["二、进展"],
    char_start: 10,
    char_end: 20,
    quote: "共收到八百个项目。",
    language: "zh",
    translation: "Eight hundred projects were received.",
    footnotes: [],
    sha256: "a".repeat(64),
    text_sha256: "b".repeat(64),
    view_url: "/documents/doc_0a1b2c3d4e5f6071?start=10&end=20",
    ...changes,
  };
}

/** An answer of claims, each followed by its markers. */
export function answerOf(claims: [text: string, citations: number[]][], citations: Citation[], changes: Partial<Answer> = {}): Answer {
  let text = "";
  const placed = claims.map(([claim, numbers]) => {
    const start = Array.from(text).length;
    text += claim;
    const end = Array.from(text).length;
    text += numbers.map((n) => ` [${n}]`).join("") + " ";
    return { start, end, citations: numbers, support: { label: "supported" as const, method: "made" } };
  });
  return {
    id: "ans_1",
    status: "answered",
    abstain_reason: null,
    mode: "extractive",
    language: "en",
    question: "?",
    answer: text.trimEnd(),
    claims: placed,
    citations,
    passages: null,
    timings_ms: null,
    warnings: [],
    differences: [],
    ...changes,
  };
}

export function documentOf(text: string, changes: Partial<DocumentText> = {}): DocumentText {
  const characters = Array.from(text).length;
  return {
    doc_id: "doc_1",
    language: "zh",
    text,
    text_sha256: "c".repeat(64),
    characters,
    char_start: 0,
    char_end: characters,
    pages: [],
    sections: [],
    blocks: [{ kind: "paragraph", char_start: 0, char_end: characters }],
    footnotes: [],
    translations: [],
    ...changes,
  };
}
