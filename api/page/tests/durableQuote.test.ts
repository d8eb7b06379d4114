import { describe, expect, it } from "vitest";
import { readQuote, writeQuote } from "../src/lib/durableQuote";
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
