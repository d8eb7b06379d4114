/** What a source is called to a reader: in the reader's language where there is a name in it, the original beside. */

import type { Language } from "./wire";

export interface Name {
  text: string;
  language: Language;
  /** The name in the source's own language, where another one stands for it. */
  original: string | null;
}

export function nameFor(original: string, translated: string | null | undefined, own: Language, reader: Language): Name {
  if (own === reader || !translated || translated === original) return { text: original, language: own, original: null };
  return { text: translated, language: reader, original };
}

/** In one line, the original in brackets. */
export function inOneLine({ text, language, original }: Name): string {
  if (original === null) return text;
  return language === "zh" ? `${text}（${original}）` : `${text} (${original})`;
}

/** What a source can be called by. */
export interface Nameable {
  doc_id: string;
  publisher: string;
  title: string;
  date: string;
}

/**
 * A short name for each document, by its id: its publisher, with the title where another of them has the same publisher,
 * and the date too where both are the same. One without a publisher goes by its title.
 */
export function tellingNames(sources: readonly Nameable[], language: Language): Map<string, string> {
  const each = [...new Map(sources.map((one) => [one.doc_id, one])).values()];
  const isShared = (one: Nameable, name: (of: Nameable) => string) => each.some((other) => other !== one && name(other) === name(one));
  const title = (one: Nameable) => (language === "zh" ? inTitleMarks(one.title) : `“${one.title}”`);
  const full = (one: Nameable) => {
    if (!one.publisher || !one.title) return one.publisher || (one.title && title(one));
    return language === "zh" ? `${one.publisher}${title(one)}` : `${one.publisher} (${title(one)})`;
  };
  const dated = (one: Nameable) => [full(one), one.date].filter(Boolean).join(language === "zh" ? "，" : ", ");
  const name = (one: Nameable) => {
    if (!isShared(one, (of) => of.publisher)) return one.publisher || full(one);
    return isShared(one, full) ? dated(one) : full(one);
  };
  return new Map(each.map((one) => [one.doc_id, name(one)]));
}

export function inTitleMarks(title: string): string {
  return `《${title.replaceAll("《", "〈").replaceAll("》", "〉")}》`;
}
