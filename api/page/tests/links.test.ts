import { describe, expect, it } from "vitest";
import { shownLink, webLink } from "../src/lib/links";

describe("an address becomes a link", () => {
  it.each(["https://www.elysee.fr/en/sommet", "http://example.org/?a=b#c"])("where it is on the web: %s", (url) => {
    expect(webLink(url)).toBe(url);
  });

  it.each([
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//elsewhere.example",
    "/documents/doc_1",
    "https://known.example@elsewhere.example/",
    "",
    null,
    undefined,
  ])("and nowhere else: %j", (url) => {
    expect(webLink(url)).toBeNull();
  });

  it("is shortened for reading", () => {
    expect(shownLink("https://www.example.org/")).toBe("example.org");
    expect(shownLink(`https://example.org/${"x".repeat(99)}`, 20)).toBe("example.org/xxxxxxx…");
  });
});
