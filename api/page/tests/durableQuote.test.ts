import { describe, expect, it } from "vitest";
import { aboutText, readQuote, writeQuote } from "../src/lib/durableQuote";
import { citation } from "./made";

const PAGE = (n: number) => `p. ${n}`;
const place = ({ doc_id, char_start, char_end, quote, text_sha256 }: ReturnType<typeof citation>) => ({ doc_id, char_start, char_end, quote, text_sha256 });

describe("a copied citation", () => {
  it.each(["共收到八百个项目。", "a 🏔 “quoted” word", "two\nlines", "— begins with a dash", "ends in summit:"])("is read back: %j", (quote) => {
    const one = citation(1, { quote });
    expect(readQuote(writeQuote(one, PAGE))).toEqual(place(one));
  });

  it("is read back from Windows and with words around it", () => {
    const one = citation(1);
    expect(readQuote(writeQuote(one, PAGE).replaceAll("\n", "\r\n"))).toEqual(place(one));
    expect(readQuote(`${writeQuote(one, PAGE)}\nas the report says`)).toEqual(place(one));
  });

  it("is read as JSON of the API too", () => {
    expect(readQuote(JSON.stringify(citation(1)))).toEqual(place(citation(1)));
  });

  it.each(["", "words", "{}", "null", "[]", "summit:doc_1?start=1&end=2", '“x”\nsummit:doc_1?start=-1&end=2', '{"doc_id":1}'])("is nothing else: %j", (text) => {
    expect(readQuote(text)).toBeNull();
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
    const [bare] = writeQuote(citation(1), PAGE).split("&text_sha256");
    const read = readQuote(bare ?? "");
    expect(read && aboutText(read, now("b".repeat(64)))).toBe("unknown");
    expect(readQuote(JSON.stringify({ ...citation(1), text_sha256: 5 }))?.text_sha256).toBeNull();
  });
});
