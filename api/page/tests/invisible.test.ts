import { describe, expect, it } from "vitest";
import { findInvisible, withoutInvisible } from "../src/lib/invisible";

describe("characters that cannot be seen", () => {
  it("are named with their place", () => {
    expect(findInvisible("峰会\n🏔 pay \u202eabc\u202c now\u200b")).toEqual([
      { code: "U+202E", name: "RIGHT-TO-LEFT OVERRIDE", line: 2, column: 7, after: "🏔 pay ", isRefused: true },
      { code: "U+202C", name: "POP DIRECTIONAL FORMATTING", line: 2, column: 11, after: "pay abc", isRefused: true },
      { code: "U+200B", name: "ZERO WIDTH SPACE", line: 2, column: 16, after: "abc now", isRefused: false },
    ]);
  });

  it.each(["\0", "\x1b", "\x7f", "\x85", "\u2066", "\u2069", "\ufffe", "\ud800"])("are told where the service refuses them: %j", (character) => {
    expect(findInvisible(`a${character}b`)).toMatchObject([{ isRefused: true, column: 2 }]);
    expect(withoutInvisible(`a${character}b`)).toBe("ab");
  });

  it.each(["", "峰会在大皇宫举行。", "a\tb\r\nc", "👩‍🔬 and 👨‍👩‍👧 and 👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣ ❤️ 🇫🇷"])("are not seen where there is none: %j", (text) => {
    expect(findInvisible(text)).toEqual([]);
    expect(withoutInvisible(text)).toBe(text);
  });

  it("are taken out, and nothing else is", () => {
    expect(withoutInvisible("a\u202eb\u200dc 👩‍🔬\ufeff\u{e0041}\nd")).toBe("abc 👩‍🔬\nd");
  });
});
