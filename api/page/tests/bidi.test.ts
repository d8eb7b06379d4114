import { describe, expect, it } from "vitest";
import { closed, closersOf, withoutSurplusClosers } from "../src/lib/bidi";

describe("what turns the reading direction", () => {
  it("is closed, innermost first, and only if it is open", () => {
    expect(closersOf("plain")).toBe("");
    expect(closersOf("a \u202eb")).toBe("\u202c");
    expect(closersOf("\u202eb\u202c c")).toBe("");
    expect(closersOf("\u2067a \u202eb")).toBe("\u202c\u2069");
    expect(closersOf("\u2067a \u202eb\u2069 c")).toBe("");
    expect(closersOf("\u202c\u2069")).toBe("");
  });

  it("ends with its line", () => {
    expect(closed("\u202ea\nb")).toBe("\u202ea\u202c\nb");
    expect(closersOf("\u202ea\nb")).toBe("");
  });

  it("loses no closer of its own when those that were added go", () => {
    for (const text of ["\u202ea", "\u2067a\u202eb", "a\u202c", "\u202ea\u202c", "a"])
      expect([text, withoutSurplusClosers(text)]).toContain(withoutSurplusClosers(closed(text)));
    expect(withoutSurplusClosers(closed("\u202ea"))).toBe("\u202ea");
  });
});
