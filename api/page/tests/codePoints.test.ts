import { describe, expect, it } from "vitest";
import { CodePoints, countCodePoints } from "../src/lib/codePoints";

/** What the service would say: a string is a list of code points there. */
function expected(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join("");
}

describe("offsets in code points", () => {
  it("are those of UTF-16 as long as nothing lies beyond the basic plane", () => {
    const points = new CodePoints("第1届，法国。");
    expect(points.length).toBe(7);
    expect(points.unit(4)).toBe(4);
  });

  it("count a surrogate pair once", () => {
    const points = new CodePoints("a🏔b𠮷c");
    expect(points.length).toBe(5);
    expect([0, 1, 2, 3, 4, 5].map((at) => points.unit(at))).toEqual([0, 1, 3, 4, 6, 7]);
    expect(points.slice(1, 2)).toBe("🏔");
    expect(points.slice(3, 5)).toBe("𠮷c");
  });

  it("agree with the list of code points everywhere, across the noted places too", () => {
    const text = "峰会🏔𝔸𝕀 e\u0301 👨‍👩‍👧 𠮷野家。".repeat(40);
    const points = new CodePoints(text);
    const length = Array.from(text).length;
    expect(length).toBeGreaterThan(2 * 256);
    expect(points.length).toBe(length);
    for (let at = 0; at <= length; at += 1) expect(points.slice(at, at + 7)).toBe(expected(text, at, at + 7));
  });

  it("are held within the text", () => {
    const points = new CodePoints("🏔🏔");
    expect(points.unit(-1)).toBe(0);
    expect(points.unit(99)).toBe(4);
    expect(points.slice(1, 99)).toBe("🏔");
  });

  it("count half a surrogate pair as one", () => {
    expect(countCodePoints("a\ud83c")).toBe(2);
    expect(countCodePoints("\ud83c🏔")).toBe(2);
    expect(countCodePoints("")).toBe(0);
  });
});
