import { afterEach, describe, expect, it, vi } from "vitest";
import { withReferences, type Context, type Format } from "../src/lib/references";
import type { Extra } from "../src/lib/referenceLabels";
import type { Citation, Language } from "../src/lib/wire";
import { answerOf, citation } from "./made";

/** A document in English, with nothing that a test does not say. */
function source(n: number, id: string, changes: Partial<Citation> = {}): Citation {
  return citation(n, { doc_id: `doc_${id}`, title: `Title ${id}`, publisher: "", kind: "think_tank", date: "2025", page: null, language: "en", translation: null, ...changes });
}

function copied(format: Format, citations: Citation[], { language = "en" as Language, extras = {} as Record<string, string>, today = new Date(2026, 10, 30, 12) } = {}): string {
  const known = Object.entries(extras).map(([id, author]): [string, Extra] => [`doc_${id}`, { author, title_translated: null, publisher_translated: null }]);
  const context: Context = { extras: new Map(known), origin: "http://127.0.0.1:8000", today };
  const answer = answerOf(citations.map(({ n }) => [`Claim ${n}.`, [n]]), citations, { language });
  return withReferences(answer, format, context);
}

/** The references alone, without the notes below them. */
function listed(text: string): string[] {
  return (text.trimEnd().split("\n\n").at(-1) ?? "").split("\n").filter((line) => !line.startsWith("    "));
}

describe("APA", () => {
  it("tells works of one author and year apart by letters, in the order of their dates", () => {
    const works = [source(1, "c", { publisher: "CISS", date: "2025-04-02" }), source(2, "a", { publisher: "CISS", date: "2025-02" }), source(3, "b", { publisher: "CISS", date: "2025-01" }), source(4, "d", { publisher: "CISS", date: "2024-12" })];
    const text = copied("apa", works);
    expect(listed(text)).toEqual([
      "CISS. (2024, December). Title d.",
      "CISS. (2025a, January). Title b.",
      "CISS. (2025b, February). Title a.",
      "CISS. (2025c, April 2). Title c.",
    ]);
    expect(text).toContain("Claim 1 (CISS, 2025c). Claim 2 (CISS, 2025b). Claim 3 (CISS, 2025a). Claim 4 (CISS, 2024).");
    const chinese = copied("apa", works.map((one) => ({ ...one, language: "zh" as const })), { language: "zh" });
    expect(chinese).toContain("（CISS，2025c）");
    expect(listed(chinese).slice(0, 2)).toEqual(["CISS（2024年12月）。Title d。", "CISS（2025a年1月）。Title b。"]);
  });

  it("orders by title where dates are the same, and undated works first", () => {
    const works = [source(1, "b", { publisher: "CISS" }), source(2, "a", { publisher: "CISS" }), source(3, "d", { publisher: "CISS", date: "" }), source(4, "c", { publisher: "CISS", date: "" })];
    expect(listed(copied("apa", works))).toEqual(["CISS. (n.d.-a). Title c.", "CISS. (n.d.-b). Title d.", "CISS. (2025a). Title a.", "CISS. (2025b). Title b."]);
    expect(copied("apa", works)).toContain("Claim 3 (CISS, n.d.-b).");
  });

  it("begins with the title where there is neither author nor publisher, in the text and in the list", () => {
    const works = [source(1, "a", { title: "The state of compute in the Gulf: A review", page: 5 }), source(2, "b", { title: "Who signs?" })];
    const text = copied("apa", works);
    expect(listed(text)).toEqual(["The state of compute in the Gulf: A review. (2025).", "Who signs? (2025)."]);
    expect(text).toContain("Claim 1 (“The state of compute in,” 2025, p. 5). Claim 2 (“Who signs,” 2025).");
    const chinese = copied("apa", [source(1, "a", { title: "【解局】峰会前瞻！掀翻牌桌？", language: "zh", date: "2025-01" })], { language: "zh" });
    expect(chinese).toContain("（《【解局】峰会前瞻》，2025）");
    expect(listed(chinese)).toEqual(["【解局】峰会前瞻！掀翻牌桌？（2025年1月）。"]);
  });

  it("gives titles whole that would be shortened to the same, and letters to those that are the same", () => {
    const works = [source(1, "a", { title: "Review: Part one" }), source(2, "b", { title: "Review: Part two" }), source(3, "c", { title: "Notes" }), source(4, "d", { title: "Notes" })];
    expect(copied("apa", works)).toMatch(/“Review: Part one,” 2025\).*“Review: Part two,” 2025\).*“Notes,” 2025a\).*“Notes,” 2025b\)/);
  });

  it("has no second stop after a title that ends by itself", () => {
    expect(listed(copied("apa", [source(1, "a", { title: "Who signs?", publisher: "Doe Inc." })]))).toEqual(["Doe Inc. (2025). Who signs?"]);
  });
});

describe("GB/T 7714", () => {
  const entry = (changes: Partial<Citation>) => listed(copied("gbt7714", [source(1, "a", { title: "Title", ...changes })]))[0];

  it.each<[Partial<Citation>, string]>([
    [{ kind: "press", publisher: "Gulf Watch", date: "2024-03-03" }, "[1] Title[N]. Gulf Watch, 2024-03-03."],
    [{ kind: "press", publisher: "Gulf Watch", date: "2024-03-03", url: "https://g.example/a" }, "[1] Title[N/OL]. Gulf Watch, 2024-03-03[2026-11-30]. https://g.example/a."],
    [{ kind: "press", date: "" }, "[1] Title[N]."],
    [{ kind: "commentary", publisher: "Analyst", date: "2025-02-12" }, "[1] Analyst. Title[EB/OL]. Analyst, 2025-02-12."],
    [{ publisher: "CISS", date: "", url: "https://c.example/a" }, "[1] CISS. Title[R/OL]. CISS[2026-11-30]. https://c.example/a."],
    [{ date: "2025-01" }, "[1] Title[R]. [S.l.: s.n.], 2025-01."],
    [{ date: "2025-01", language: "zh" }, "[1] Title[R]. [出版地不详: 出版者不详], 2025-01."],
    [{ publisher: "CISS", date: "2025-01", page: 5, page_end: 6 }, "[1] CISS. Title[R]. [S.l.]: CISS, 2025-01: 5-6."],
    [{ publisher: "CISS", date: "2025-01", page: 5, url: "https://c.example/a" }, "[1] CISS. Title[R/OL]. CISS, 2025: 5(2025-01)[2026-11-30]. https://c.example/a."],
  ])("of %j", (changes, reference) => {
    expect(entry(changes)).toBe(reference);
  });

  it("has pages in the reference of what is cited with one place, raised in the text of what is cited with several", () => {
    const review = { publisher: "CISS", date: "2025-01" };
    const text = copied("gbt7714", [source(1, "a", { ...review, page: 5, page_end: 6 }), source(2, "b", { ...review, page: 3 }), source(3, "a", { ...review, page: 10 }), source(4, "b", { ...review, page: 3 })]);
    expect(text).toContain("Claim 1[1]⁵⁻⁶. Claim 2[2]. Claim 3[1]¹⁰. Claim 4[2].");
    expect(listed(text)).toEqual(["[1] CISS. Title a[R]. [S.l.]: CISS, 2025-01.", "[2] CISS. Title b[R]. [S.l.]: CISS, 2025-01: 3."]);
  });

  describe("in another time zone", () => {
    afterEach(() => vi.unstubAllEnvs());

    it.each([
      ["Asia/Shanghai", "2026-12-01"],
      ["America/Los_Angeles", "2026-11-30"],
    ])("was read on the day that it is there: %s", (there, day) => {
      vi.stubEnv("TZ", there);
      const text = copied("gbt7714", [source(1, "a", { url: "https://c.example/a" })], { today: new Date("2026-11-30T20:00:00Z") });
      expect(text).toContain(`[${day}]`);
    });
  });

  it("has one stop at the end of a note", () => {
    const chinese = citation(1, { title: "牌桌？", doc_id: "doc_a" });
    const context: Context = { extras: new Map([["doc_a", { author: "", title_translated: "Card Table?", publisher_translated: null }]]), origin: "http://x", today: new Date() };
    const text = withReferences(answerOf([["Yes.", [1]]], [chinese]), "gbt7714", context);
    expect(text).toContain("title in English: Card Table? Passages: ");
  });
});

describe("BibTeX", () => {
  const field = (text: string, name: string) => new RegExp(`^  ${name} = \\{(.*?)\\},?$`, "m").exec(text)?.[1];

  it.each([
    ["", "Centre for Strategy", "{Centre for Strategy}"],
    ["Jane Doe", "Centre", "Jane Doe"],
    ["Doe, Jane", "Centre", "Doe, Jane"],
    ["Jane Doe, John Roe", "Centre", "Jane Doe and John Roe"],
    ["Jane Doe, Li Lei and John Roe", "Centre", "Jane Doe and Li Lei and John Roe"],
    ["高行健、李强", "中心", "高行健 and 李强"],
    ["Ministry of Trade and Industry", "Gazette", "{Ministry of Trade and Industry}"],
    ["清华大学战略与安全研究中心", "出版社", "{清华大学战略与安全研究中心}"],
    ["OECD", "Publisher", "{OECD}"],
  ])("lists persons, and bodies in braces of their own: %j of %j", (author, publisher, expected) => {
    expect(field(copied("bibtex", [source(1, "a", { publisher })], { extras: { a: author } }), "author")).toBe(expected);
  });

  it("has no empty fields", () => {
    const text = copied("bibtex", [source(1, "a", { date: "" })]);
    expect(text).not.toMatch(/= \{\}/);
    expect(text).toMatch(/^@misc\{doca,\n  title = /m);
  });

  it.each([
    ["2025-02-12", "2025-02-12", "2025", "2"],
    ["2025-01", "2025-01", "2025", "1"],
    ["2025", "2025", "2025", undefined],
  ])("keeps as much of the date as is known: %s", (date, whole, year, month) => {
    const text = copied("bibtex", [source(1, "a", { date })]);
    expect([field(text, "date"), field(text, "year"), field(text, "month")]).toEqual([whole, year, month]);
  });

  it.each([
    ["https://example.org/a_b", "https://example.org/a_b"],
    [null, undefined],
    ["http://localhost:8000/x", undefined],
    ["http://127.0.0.1/x", undefined],
    ["http://[::1]:8000/x", undefined],
  ])("leads to the document's own address and never to this machine: %s", (url, expected) => {
    const text = copied("bibtex", [source(1, "a", { url })]);
    expect(field(text, "url")).toBe(expected);
    expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
  });
});

describe("what a reader of the copy must not be misled by", () => {
  const at = (numbers: number[], format: Format, citations: Citation[], text = "All of it.", label: "supported" | "unsupported" = "supported") => {
    const context: Context = { extras: new Map(), origin: "http://127.0.0.1:8000", today: new Date(2026, 10, 30, 12) };
    const answer = answerOf([[text, numbers]], citations);
    const claims = (answer.claims ?? []).map((claim) => ({ ...claim, support: { label, method: "checks" } }));
    return withReferences({ ...answer, claims }, format, context);
  };

  it("BibTeX sees entries and nothing else", () => {
    const text = at([1], "bibtex", [source(1, "a", { title: "Zeta on {Alpha", publisher: "Odd } Press" })], "Mail me@example.org.");
    expect(text.match(/@/g)).toHaveLength(1);
    expect(text).toContain("me＠example.org");
    expect(text.match(/\{/g)?.length).toBe(text.match(/\}/g)?.length);
    expect(text).toContain("title = {Zeta on \\textbraceleft{}Alpha}");
  });

  it("GB/T puts the numbers of one place in one pair of brackets", () => {
    const works = [1, 2, 3, 4].map((n) => source(n, "abcd".charAt(n - 1)));
    expect(at([1, 2, 3], "gbt7714", works)).toContain("[1-3]");
    expect(at([1, 3], "gbt7714", works)).toContain("[1,3]");
  });

  it("APA names the sources of one place in the order of its list", () => {
    const works = [source(1, "z", { publisher: "Zeta Press" }), source(2, "a", { publisher: "Alpha Body" })];
    expect(at([1, 2], "apa", works)).toContain("(Alpha Body, 2025; Zeta Press, 2025)");
  });

  it("a newspaper is no author", () => {
    const paper = [source(1, "a", { kind: "press", publisher: "Alpine Post", title: "The review", date: "2024-04-10" })];
    expect(listed(at([1], "apa", paper))).toEqual(["The review. (2024, April 10). Alpine Post."]);
    expect(at([1], "bibtex", paper)).not.toContain("author");
  });

  it.each<Format>(["apa", "gbt7714"])("in %s what is not borne out is not said to be so in part", (format) => {
    const text = at([1], format, [source(1, "a")], "All of it.", "unsupported").toLowerCase();
    expect(text).toContain("does not bear out what is said");
    expect(text).not.toContain("only in part");
  });
});
