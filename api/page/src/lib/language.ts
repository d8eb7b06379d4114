/** In which language a run of text is, for the `lang` of what nobody labelled: questions, drafts, warnings. */

import type { Language } from "./wire";

/** Chinese as soon as there is a Han character: Chinese texts hold Latin names, English ones hardly ever the reverse. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}
