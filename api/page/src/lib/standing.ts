/** Whether a citation still fits the document as it is now: it may have been kept since before the document changed. */

import { CodePoints } from "./codePoints";
import type { DocumentText } from "./wire";

/** `changed`: the words stand, the text around them is another. `gone`: other words stand at the place. */
export type Standing = "holds" | "changed" | "gone";

/** What was quoted: a citation, or a passage, which names no hash of the text. */
export interface Quoted {
  char_start: number;
  char_end: number;
  quote: string;
  text_sha256: string | null;
}

export function standingOf(citation: Quoted, document: DocumentText): Standing {
  const there = new CodePoints(document.text).slice(citation.char_start, citation.char_end);
  if (there !== citation.quote) return "gone";
  return (citation.text_sha256 ?? document.text_sha256) === document.text_sha256 ? "holds" : "changed";
}
