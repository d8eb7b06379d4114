import { describe, expect, it } from "vitest";
import { Reading } from "../src/lib/documentText";
import { documentOf } from "./made";

const TEXT = "🏔题目\n第一段𠮷，有注。\n<b>第二段</b>";
const BLOCKS = [
  { kind: "title", char_start: 0, char_end: 3 },
  { kind: "paragraph", char_start: 4, char_end: 12 },
  { kind: "paragraph", char_start: 13, char_end: 23 },
];
const NOTE = { number: 3, offset: 11, url: "https://example.org/", reference: null };

function marked(start: number, end: number): string {
  const groups = new Reading(documentOf(TEXT, { blocks: BLOCKS, footnotes: [NOTE] })).groups({ start, end });
  const pieces = groups.flatMap((group) => group.blocks).flatMap((block) => block.pieces);
  return pieces.flatMap((piece) => (piece.marked ? [piece.text] : [])).join("");
}

describe("a document cut for reading", () => {
  it("marks what was quoted to the character, wherever that begins and ends", () => {
    const points = Array.from(TEXT);
    for (let start = 0; start < points.length; start += 1)
      for (let end = start + 1; end <= points.length; end += 1)
        expect(marked(start, end)).toBe(points.slice(start, end).join("").replaceAll("\n", ""));
  });

  it("loses nothing of the text", () => {
    const reading = new Reading(documentOf(TEXT, { blocks: BLOCKS, footnotes: [NOTE] }));
    const text = reading.groups(null).flatMap((group) => group.blocks).map((block) => block.pieces.map((piece) => piece.text).join(""));
    expect(text.join("\n")).toBe(TEXT);
  });

  it("keeps each note at its place and with its block", () => {
    const blocks = new Reading(documentOf(TEXT, { blocks: BLOCKS, footnotes: [NOTE] })).groups(null).flatMap((group) => group.blocks);
    expect(blocks.map((block) => block.notes.length)).toEqual([0, 1, 0]);
    const noted = blocks[1]?.pieces.find((piece) => piece.notes.length > 0);
    expect(noted?.text).toBe("。");
  });

  it("tells page and section of an offset", () => {
    const section = { title: "一", level: 1, char_start: 4, char_end: 24, parent: null };
    const reading = new Reading(documentOf(TEXT, { pages: [{ page: 1, char_start: 0 }, { page: 2, char_start: 6 }], sections: [section] }));
    expect([0, 5, 6, 20].map((at) => reading.pageAt(at))).toEqual([1, 1, 2, 2]);
    expect(reading.pathAt(3)).toEqual([]);
    expect(reading.pathAt(4)).toEqual([section]);
  });

  it("is cut into groups of which few need to be laid out", () => {
    const text = "字".repeat(500);
    const many = Array.from({ length: 400 }, (_, at) => ({ kind: "paragraph", char_start: at * 500, char_end: (at + 1) * 500 }));
    const groups = new Reading(documentOf(text.repeat(400), { blocks: many })).groups(null);
    expect(groups).toHaveLength(80);
    expect(groups.every((group) => group.characters === 2500)).toBe(true);
  });
});
