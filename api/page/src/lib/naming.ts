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
