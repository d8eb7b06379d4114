/** What is weak in an answer, in the words that go with it when it is copied. */

import { closed } from "./bidi";
import { nameFor, tellingNames, type Name, type Nameable } from "./naming";
import { pageWords } from "./pages";
import { quoted } from "./quoting";
import type { Answer, Citation, Language } from "./wire";

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
    weak: { partial: "bears out what is said only in part", unsupported: "does not bear out what is said" },
    titled: (title: string) => `title in English: ${title}`,
    own_markers: "Numbers in full-width brackets ［ ］ stand in the sources themselves; they are no references of this text.",
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
    weak: { partial: "对所述只有部分支持", unsupported: "不支持所述内容" },
    titled: (title: string) => `中文题名：《${title}》`,
    own_markers: "全角括号［ ］中的数字是来源原文所有，不是本文的引用序号。",
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
  return text && stopped(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
}

/** With a full stop, unless the text has an end of its own. */
export function stopped(text: string, stop = "."): string {
  return /[.。．!！?？…][”’"'』」\u202c\u2069]*$/.test(text) ? text : text + stop;
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
  const person = extra?.author && extra.author !== one.publisher ? { text: extra.author, language: one.language, original: null } : null;
  // A newspaper is no author of what stands in it.
  const author = person ?? (one.kind === "press" ? { ...publisher, text: "", original: null } : publisher);
  return { title: nameFor(one.title, extra?.title_translated, one.language, language), publisher, author };
}

/** After a reference: what is weak about it, and where its words stand; what is weak of one place only stands there. */
export function noteOf(all: readonly Citation[], answer: Said, { origin }: Context, also: string[] = []): string {
  const { language } = answer;
  const [one] = all;
  const weakness = new Map(all.map((citation) => [citation, weaknessOf(citation, answer)]));
  const [shared] = weakness.values();
  const isWeakThroughout = Boolean(shared) && all.every((citation) => weakness.get(citation) === shared);
  const said = [
    one ? commentary(one, language) : "",
    one && isForeign(one, language) ? LABELS[language].cited_translated : "",
    isWeakThroughout && shared ? LABELS[language].weak[shared] : "",
    ...also,
  ].filter(Boolean);
  const places = all.map((citation) => {
    const place = [pageWords(citation, language), `${origin}${citation.view_url}`].filter(Boolean).join(" ");
    const own = isWeakThroughout ? null : weakness.get(citation);
    return own ? `${place} ${LABELS[language].in_brackets(LABELS[language].weak[own]).trim()}` : place; // no mark may touch the address
  });
  return LABELS[language].note(said, [...new Set(places)].join(language === "zh" ? " ；" : " ; "));
}

/** The weakest that is said of what a citation bears out; null if all of it is supported. */
function weaknessOf({ n }: Citation, answer: Said): "partial" | "unsupported" | null {
  const labels = (answer.claims ?? []).filter((claim) => claim.citations.includes(n)).map((claim) => claim.support.label);
  if (labels.includes("unsupported")) return "unsupported";
  return labels.includes("partial") ? "partial" : null;
}

/** How a form names a source within a sentence. */
export interface Naming {
  /** What it calls it, given a name that tells it from the other sources. */
  cite: (one: Citation, name: string) => string;
  /** What words become, such as their escaped form. */
  words?: (text: string) => string;
}

/** In what the sources do not agree, each named as the form names it. */
function differing(answer: Said, context: Context, { cite, words = (text) => text }: Naming): string[] {
  const byNumber = new Map(answer.citations.map((one) => [one.n, one]));
  const differences = answer.differences ?? [];
  const sources = differences.flatMap(({ citations }) => citations.flatMap((n) => byNumber.get(n) ?? []));
  const names = tellingNames(sources.map((one) => nameable(one, answer.language, context)), answer.language);
  const source = (n: number) => {
    const one = byNumber.get(n);
    return one ? cite(one, words(closed(names.get(one.doc_id) ?? ""))) : words(`[${n}]`);
  };
  const said = (text: string) => words(quoted(closed(text)));
  return differences.map(({ citations: [one, two], said: first, other }) => LABELS[answer.language].differ(source(one), said(first), source(two), said(other)));
}

function nameable(one: Citation, language: Language, context: Context): Nameable {
  const { title, publisher } = namesOf(one, language, context);
  return { doc_id: one.doc_id, title: title.text, publisher: publisher.text, date: one.date };
}

/** What is to be said of the answer as a whole. */
export function notes(answer: Said, context: Context, naming: Naming): string[] {
  const said = LABELS[answer.language];
  const { words = (text: string) => text } = naming;
  const plain = [
    answer.abstain_reason === "false_premise" ? said.false_premise : "",
    answer.status === "partial" ? said.partial_answer : "",
    answer.citations.some((one) => isForeign(one, answer.language)) ? said.all_translated : "",
    answer.mode === "written" ? said.written(answer.model ?? "") : "",
  ];
  return [...differing(answer, context, naming), ...plain.filter(Boolean).map(words)];
}

/** The answer, what is to be said of it, and its references, with a blank line between. */
export function joined(text: string, said: string[], references: string[], language: Language): string {
  return `${[text, said.join(language === "zh" ? "" : " "), references.join("\n")].filter(Boolean).join("\n\n")}\n`;
}

/** The citations of each document, in the order in which documents are first cited. */
export function byDocument(citations: readonly Citation[]): Map<string, [Citation, ...Citation[]]> {
  const found = new Map<string, [Citation, ...Citation[]]>();
  for (const one of citations) {
    const known = found.get(one.doc_id);
    if (known) known.push(one);
    else found.set(one.doc_id, [one]);
  }
  return found;
}
