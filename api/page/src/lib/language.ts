/** In which language a run of text is, for the `lang` of what nobody labelled: questions, drafts, warnings. */

import type { Language } from "./wire";

const LETTERS = /\p{L}/gu;

/** The language of a line of a document: mostly the document's; of another script, its own. Without letters it is nobody's. */
export function languageWithin(line: string, own: Language): Language {
  const letters = line.match(LETTERS) ?? [];
  if (letters.length === 0) return own;
  const han = letters.filter((one) => /\p{Script=Han}/u.test(one)).length;
  if (own === "zh") return han === 0 && /\p{Script=Latin}{2}/u.test(line) ? "en" : "zh";
  return han * 2 > letters.length ? "zh" : "en";
}

/** Chinese as soon as there is a Han character: Chinese texts hold Latin names, English ones hardly ever the reverse. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}
