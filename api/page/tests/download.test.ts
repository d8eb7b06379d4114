import { describe, expect, it } from "vitest";
import { localDay } from "../src/lib/download";

describe("the day in the name of a file", () => {
  it("is the reader's own, not Greenwich's", () => {
    expect(localDay(new Date(2025, 1, 3, 0, 30))).toBe("2025-02-03");
    expect(localDay(new Date(2025, 11, 31, 23, 59))).toBe("2025-12-31");
  });
});
