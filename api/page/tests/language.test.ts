import { expect, it } from "vitest";
import { languageOf } from "../src/lib/language";

it.each([
  ["峰会围绕哪五个主题展开？", "zh"],
  ["Who is Anne Bouverot?", "en"],
  ["Current AI 由谁发起？", "zh"],
  ["2025", "en"],
])("the language of %j is %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});
