import { expect, it } from "vitest";
import { warningWords } from "../src/lib/warnings";

it.each([
  ["llm_unreachable: 无法连接语言模型，以下句子改为直接摘自文件。", "无法连接语言模型，以下句子改为直接摘自文件。"],
  ["llm_claims_partial: read the quotes: all of them", "read the quotes: all of them"],
  ["Without a code: as it is", "Without a code: as it is"],
])("of %j a reader sees %j", (warning, shown) => {
  expect(warningWords(warning)).toBe(shown);
});
