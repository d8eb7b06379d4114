/** What a screen reader says of a finished answer: all that the eye sees of it, in one go. */

import { citedText } from "./citedText";
import type { Answer } from "./wire";

/** The answer's words with its markers, and a word after each claim that is not borne out. */
export function spokenText(answer: Pick<Answer, "answer" | "claims" | "citations" | "language">): string {
  return citedText(answer, { marker: null });
}

/** How often each verdict was given, the gravest first; none that was not. */
export function countVerdicts<V extends string>(given: readonly { verdict: V }[], order: readonly V[]): [verdict: V, n: number][] {
  return order
    .map((verdict): [V, number] => [verdict, given.filter((one) => one.verdict === verdict).length])
    .filter(([, n]) => n > 0);
}
