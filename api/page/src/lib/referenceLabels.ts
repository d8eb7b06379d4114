/** What is weak in an answer, in the words that go with it when it is copied. */

import type { Answer, Citation, Language } from "./wire";

/** As much of an answer as there is to be said of it. */
export type Said = Pick<Answer, "language" | "citations"> & Partial<Pick<Answer, "status" | "abstain_reason" | "mode" | "model">>;

/** What a reader of the pasted text has to know, in the answer's language. */
export const LABELS = {
  en: {
    partial: "partly supported",
    unsupported: "not supported",
    commentary: "commentary",
    translated: "translation",
    cited_translated: "cited in translation",
    all_translated: "What comes from Chinese sources is given in translation.",
    translation: (text: string) => `Translation: “${text}”`,
    partial_answer: "The documents answer only part of the question.",
    false_premise: "The question assumes something that the documents do not say.",
    written: (model: string) => `Written by ${model || "a language model"} from the sources named.`,
    in_brackets: (label: string) => ` (${label})`,
  },
  zh: {
    partial: "部分有据",
    unsupported: "无据",
    commentary: "评论",
    translated: "译文",
    cited_translated: "引自译文",
    all_translated: "出自英文来源的内容为译文。",
    translation: (text: string) => `译文：“${text}”`,
    partial_answer: "文件只回答了问题的一部分。",
    false_premise: "问题的前提在文件中找不到。",
    written: (model: string) => `由${model ? ` ${model} ` : "语言模型"}依据所列来源撰写。`,
    in_brackets: (label: string) => `（${label}）`,
  },
} satisfies Record<Language, unknown>;

export function isForeign(one: Citation, language: Language): boolean {
  return one.language !== language;
}

export function commentary(one: Citation, language: Language): string {
  return one.kind === "commentary" ? LABELS[language].commentary : "";
}

/** That a citation is of a commentary, and that the answer gives it in translation. */
export function labels(one: Citation, language: Language): string[] {
  return [commentary(one, language), isForeign(one, language) ? LABELS[language].translated : ""].filter(Boolean);
}

/** What is to be said of the answer as a whole. */
export function notes(answer: Said): string[] {
  const said = LABELS[answer.language];
  return [
    answer.abstain_reason === "false_premise" ? said.false_premise : "",
    answer.status === "partial" ? said.partial_answer : "",
    answer.citations.some((one) => isForeign(one, answer.language)) ? said.all_translated : "",
    answer.mode === "written" ? said.written(answer.model ?? "") : "",
  ].filter(Boolean);
}
