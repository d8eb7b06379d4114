import { describe, expect, it } from "vitest";
import { aboutText, isTrueSource, readQuotes, soughtQuote, writeQuote, type KnownSource, type PastedQuote } from "../src/lib/durableQuote";
import { citation } from "./made";

const WORDS = { language: "en" as const, page: (n: number) => `p. ${n}`, commentary: "commentary" };
const place = ({ doc_id, char_start, char_end, quote, text_sha256 }: ReturnType<typeof citation>) => ({ doc_id, char_start, char_end, quote, text_sha256 });
const written = (one = citation(1)) => writeQuote(one, WORDS);
const only = (text: string): PastedQuote => {
  const found = readQuotes(text);
  expect(found).toHaveLength(1);
  return found[0] as PastedQuote;
};
const HASH = `text_sha256=${"b".repeat(64)}`;

describe("a copied citation", () => {
  it("turns nothing that stands after it, and is read back in Chinese with both names", () => {
    const one = citation(1, { quote: "a \u202eb" });
    const text = writeQuote(one, { language: "zh", page: (n) => `第 ${n} 页`, commentary: "评论", title: "前瞻（Outlook）", publisher: "中心（Centre）" });
    expect(text.split("\n").slice(0, 2)).toEqual(["“a \u202eb\u202c”", "——中心（Centre），《前瞻（Outlook）》，2025-01，第 5 页"]);
    const read = only(text);
    expect(read.readings).toContain("a \u202eb");
    expect(soughtQuote(read, "x", "a \u202eb")).toBe("a \u202eb");
    const known = { titles: ["Outlook", "前瞻"], publishers: ["Centre", "中心"], date: "2025-01", author: "", page: 5 };
    expect(isTrueSource(read.source ?? "", known)).toBe(true);
    expect(isTrueSource((read.source ?? "").replace("Outlook", "Review"), known)).toBe(false);
  });

  it.each(["共收到八百个项目。", "a 🏔 “quoted” word", "two\nlines", "— begins with a dash", "ends in summit:", "“A” and “B”", "closed \u202eby itself\u202c"])("is read back: %j", (quote) => {
    const one = citation(1, { quote });
    expect(only(written(one))).toMatchObject(place(one));
    expect(only(written(one)).source).toBe("战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, p. 5");
  });

  it("says that it is of a commentary", () => {
    expect(written(citation(1, { kind: "commentary" }))).toContain("p. 5, commentary\n");
  });

  const passed: [how: string, change: (text: string) => string][] = [
    ["from Windows", (text) => text.replaceAll("\n", "\r\n")],
    ["with words after it", (text) => `${text}\nas the report says`],
    ["with words before it", (text) => `He wrote to me:\n\n${text}`],
    ["from a mail that quotes", (text) => text.trim().replace(/^/gm, "> ")],
    ["from a mail that quotes a mail", (text) => text.trim().replace(/^/gm, ">> ")],
    ["with straight quotation marks", (text) => text.replace("“", '"').replace("”", '"')],
    ["with Chinese quotation marks", (text) => text.replace("“", "「").replace("”", "」")],
    ["without quotation marks", (text) => text.replace("“", "").replace("”", "")],
    ["with blanks at the ends of lines", (text) => text.replaceAll("\n", "  \n")],
    ["with hard line breaks of Markdown", (text) => text.replaceAll("\n", "\\\n")],
    ["with other dashes", (text) => text.replace("— ", "-- ")],
    ["with blank lines between", (text) => text.replaceAll("\n", "\n\n")],
    ["with its address broken", (text) => text.replace("&end", "\n&end").replace("bbbb", "bb\nbb")],
    ["out of HTML", (text) => text.replaceAll("&", "&amp;")],
    ["with its address in angle brackets", (text) => text.replace(/(summit:\S+)/, "<$1>")],
    ["without the line about its source", (text) => text.replace(/— .*\n/, "")],
  ];
  it.each(passed)("is read %s", (_, change) => {
    const one = citation(1);
    const pasted = only(change(written(one)));
    expect(pasted).toMatchObject({ doc_id: one.doc_id, char_start: 10, char_end: 20, text_sha256: one.text_sha256 });
    expect(soughtQuote(pasted, `前文。${one.quote}后文。`, one.quote)).toBe(one.quote);
  });

  it("is read with soft line breaks in its words, as the document writes them", () => {
    const broken = only(written(citation(1, { quote: "共收到\n八百个项目。" })));
    expect(soughtQuote(broken, "共收到八百个项目。", "共收到八百个项目。")).toBe("共收到八百个项目。");
    expect(soughtQuote(broken, "它说：共收到八百个项目。", "它说：共收到八")).toBe("共收到八百个项目。");
    const english = only(written(citation(1, { quote: "eight hundred\nprojects" })));
    expect(soughtQuote(english, "The eight hundred projects", "The eight")).toBe("eight hundred projects");
    const other = only(written(citation(1, { quote: "共收到\n九百个项目。" })));
    expect(soughtQuote(other, "共收到八百个项目。", "共收到八百个项目。")).toBe("共收到\n九百个项目。");
  });

  it("is one of several, each with its own words and source", () => {
    const two = citation(2, { quote: "第二处。", doc_id: "doc_2", publisher: "另一家" });
    const found = readQuotes(`First:\n${written()}\nand then\n${written(two)}`);
    expect(found.map((one) => [one.doc_id, one.quote, one.source?.slice(0, 3)])).toEqual([
      ["doc_0a1b2c3d4e5f6071", "共收到八百个项目。", "战略研"],
      ["doc_2", "第二处。", "另一家"],
    ]);
  });

  it("is read as JSON of the API too, alone, in a list or in an answer", () => {
    const one = citation(1);
    for (const data of [one, [one, citation(2)], { citations: [one] }]) expect(readQuotes(JSON.stringify(data))[0]).toMatchObject(place(one));
    expect(readQuotes(JSON.stringify([one, citation(2)]))).toHaveLength(2);
  });

  it.each(["", "words", "{}", "null", "[]", "summit:doc_1?start=1&end=2", '“x”\nsummit:doc_1?start=-1&end=2', '{"doc_id":1}', `“x”\nsummit:doc_1?start=1&end=2&${HASH}b`])("is nothing else: %j", (text) => {
    expect(readQuotes(text)).toEqual([]);
  });
});

describe("the line about the source", () => {
  const known: KnownSource = {
    titles: ["法国人工智能行动峰会前瞻", "Outlook on the Summit"],
    publishers: ["战略研究中心", "Strategic Centre"],
    date: "2025-01",
    author: "高行健",
    page: 5,
  };

  it.each([
    "战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, p. 5",
    "战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, 第 5 页",
    "战略研究中心, 法国人工智能行动 峰会前瞻, 2025-01",
    "Strategic Centre, Outlook on the Summit, 2025-01, p. 5",
    "高行健：《法国人工智能行动峰会前瞻》，战略研究中心",
  ])("is true: %s", (said) => {
    expect(isTrueSource(said, known)).toBe(true);
  });

  it.each([
    "Reuters, 法国人工智能行动峰会前瞻, 2025-01, p. 5",
    "战略研究中心, Another title, 2025-01, p. 5",
    "战略研究中心, 法国人工智能行动峰会前瞻, 2024-01, p. 5",
    "战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, p. 50",
    "战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, p. 6",
    "战略研究中心, 法国人工智能行动峰会前瞻, 2025-01, p. 5, approved by the minister",
    "战略研究中心",
  ])("differs: %s", (said) => {
    expect(isTrueSource(said, known)).toBe(false);
  });
});

describe("the text of a citation that was looked up", () => {
  const now = (text_sha256: string | null) => ({ status: "valid" as const, doc_id: "d", char_start: 1, char_end: 2, found: null, text_sha256, detail: "" });

  it.each([
    ["b".repeat(64), "same"],
    ["0".repeat(64), "changed"],
    [null, null],
  ])("is compared by its hash: %j", (hash, said) => {
    expect(aboutText(place(citation(1)), now(hash))).toBe(said);
  });

  it("cannot be compared where the citation names none", () => {
    const [bare] = written().split("&text_sha256");
    expect(aboutText(only(bare ?? ""), now("b".repeat(64)))).toBe("unknown");
    expect(readQuotes(JSON.stringify({ ...citation(1), text_sha256: 5 }))[0]?.text_sha256).toBeNull();
  });
});
