/** What is weak in an answer, in the words that go with it when it is copied. */

import { nameFor, type Name } from "./naming";
import { quoted } from "./quoting";
import type { Answer, Citation, Disagreement, Language } from "./wire";

/** As much of an answer as there is to be said of it. */
export type Said = Pick<Answer, "language" | "citations"> & Partial<Pick<Answer, "status" | "abstain_reason" | "mode" | "model" | "differences" | "claims">>;

/** What a reader of the pasted text has to know, in the answer's language. */
export const LABELS = {
  en: {
    partial: "partly supported",
    unsupported: "not supported",
    commentary: "commentary",
    translated: "translation",
    cited_translated: "cited in translation",
    all_translated: "What comes from Chinese sources is given in translation.",
    translation: (text: string) => ` Translation: ${text}`,
    differ: (one: string, said: string, two: string, other: string) => `The sources do not agree: ${one} has ${said}, ${two} has ${other}.`,
    weak: "bears out what is said only in part",
    titled: (title: string) => `title in English: ${title}`,
    note: (said: string[], places: string) => `    Note: ${[sentence(said.join("; ")), `Passages: ${places}`].filter(Boolean).join(" ")}`,
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
    translation: (text: string) => `译文：${text}`,
    differ: (one: string, said: string, two: string, other: string) => `各来源说法不一：${one}作${said}，${two}作${other}。`,
    weak: "对所述只有部分支持",
    titled: (title: string) => `中文题名：《${title}》`,
    note: (said: string[], places: string) => `    注：${[said.join("；"), `所引原文：${places}`].filter(Boolean).join("。")}`,
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

function sentence(text: string): string {
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What a citation does not carry and a reference needs. */
export interface Extra {
  author: string;
  title_translated: string | null;
  publisher_translated: string | null;
}

export interface Context {
  /** By document id; a document that is not in it has no author. */
  extras: ReadonlyMap<string, Extra>;
  /** Address of this service, for links into the source. */
  origin: string;
  today: Date;
}

export interface Names {
  title: Name;
  publisher: Name;
  /** The person, or else the publisher. */
  author: Name;
}

/** What a source is called in a language. */
export function namesOf(one: Citation, language: Language, context: Context): Names {
  const extra = context.extras.get(one.doc_id);
  const publisher = nameFor(one.publisher, extra?.publisher_translated, one.language, language);
  const author = extra?.author && extra.author !== one.publisher ? { text: extra.author, language: one.language, original: null } : publisher;
  return { title: nameFor(one.title, extra?.title_translated, one.language, language), publisher, author };
}

/** After a reference: what is weak about it, and where its words stand. */
export function noteOf(all: readonly Citation[], answer: Said, { origin }: Context, also: string[] = []): string {
  const { language } = answer;
  const [one] = all;
  const numbers = new Set(all.map(({ n }) => n));
  const isWeak = (answer.claims ?? []).some((claim) => claim.support.label !== "supported" && claim.citations.some((n) => numbers.has(n)));
  const said = [
    one ? commentary(one, language) : "",
    one && isForeign(one, language) ? LABELS[language].cited_translated : "",
    isWeak ? LABELS[language].weak : "",
    ...also,
  ].filter(Boolean);
  const places = all.map((citation) => [page(citation, language), `${origin}${citation.view_url}`].filter(Boolean).join(" "));
  return LABELS[language].note(said, [...new Set(places)].join(language === "zh" ? " ；" : " ; "));
}

export function page(one: Citation, language: Language): string {
  if (one.page === null) return "";
  return language === "zh" ? `第 ${one.page} 页` : `p. ${one.page}`;
}

function differing({ citations: [one, two], said, other }: Disagreement, answer: Said): string {
  return LABELS[answer.language].differ(`[${one}]`, quoted(said), `[${two}]`, quoted(other));
}

/** What is to be said of the answer as a whole. */
export function notes(answer: Said): string[] {
  const said = LABELS[answer.language];
  return [
    ...(answer.differences ?? []).map((one) => differing(one, answer)),
    answer.abstain_reason === "false_premise" ? said.false_premise : "",
    answer.status === "partial" ? said.partial_answer : "",
    answer.citations.some((one) => isForeign(one, answer.language)) ? said.all_translated : "",
    answer.mode === "written" ? said.written(answer.model ?? "") : "",
  ].filter(Boolean);
}
