import { expect, it } from "vitest";
import { languageOf, languageWithin } from "../src/lib/language";

it.each([
  ["峰会围绕哪五个主题展开？", "zh"],
  ["Who is Anne Bouverot?", "en"],
  ["Current AI 由谁发起？", "zh"],
  ["2025", "en"],
])("the language of %j is %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});

it.each([
  ["ARTIFICIAL INTELLIGENCE", "zh", "en"],
  ["ciss@mail.tsinghua.edu.cn", "zh", "en"],
  ["会议于2月10日召开。", "zh", "zh"],
  ["Current AI 由谁发起？", "zh", "zh"],
  ["2025-01", "zh", "zh"],
  ["A", "zh", "zh"],
  ["清华大学战略与安全研究中心", "en", "zh"],
  ["The Centre (战略研究中心) at Tsinghua", "en", "en"],
  ["2025", "en", "en"],
] as const)("within a document, %j in one of %s is %s", (line, own, language) => {
  expect(languageWithin(line, own)).toBe(language);
});
