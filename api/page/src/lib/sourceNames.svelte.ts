/** What a source is called to this reader. */

import { inOneLine, nameFor, type Name } from "./naming";
import { preferences } from "./preferences.svelte";
import { service } from "./service.svelte";
import type { Citation } from "./wire";

type Source = Pick<Citation, "doc_id" | "title" | "publisher" | "language">;

export function titleOf({ doc_id, title, language }: Source): Name {
  return nameFor(title, service.documents.get(doc_id)?.title_translated, language, preferences.language);
}

export function publisherOf({ doc_id, publisher, language }: Source): Name {
  return nameFor(publisher, service.documents.get(doc_id)?.publisher_translated, language, preferences.language);
}

/** Title and publisher in one line each, for what is copied. */
export function namesInOneLine(one: Source): { title: string; publisher: string } {
  return { title: inOneLine(titleOf(one)), publisher: inOneLine(publisherOf(one)) };
}
