/** An answer in comments that cites BibTeX entries, one a document. */

import { closed } from "./bidi";
import { citedText } from "./citedText";
import { commentary, isForeign, LABELS, labels, namesOf, notes, type Context, type Said } from "./referenceLabels";
import { byDocument } from "./referenceStyles";
import type { Answer, Citation } from "./wire";

export function bibtex(answer: Said & Pick<Answer, "answer" | "claims">, context: Context): string {
  const own = (text: string) => escapeTex(closed(text));
  const entries = [...byDocument(answer.citations).values()].map((all) => {
    const [one] = all;
    const names = namesOf(one, answer.language, context);
    const fields: [string, string][] = [
      ["author", own(context.extras.get(one.doc_id)?.author || one.publisher)],
      ["title", own(one.title)],
      [one.kind === "think_tank" ? "institution" : "publisher", own(one.publisher)],
      ["year", one.date.slice(0, 4)],
    ];
    if (names.title.original !== null) fields.push(["titleaddon", own(names.title.text)]);
    if (one.date.length >= 7) fields.push(["month", String(Number(one.date.slice(5, 7)))]);
    fields.push(["url", escapeUrl(one.url ?? `${context.origin}${one.view_url}`)]);
    const said = [commentary(one, answer.language), isForeign(one, answer.language) ? LABELS[answer.language].cited_translated : ""].filter(Boolean);
    const note = [...said, `sha256:${one.sha256}`].join("; ");
    fields.push(["language", one.language === "zh" ? "chinese" : "english"], ["note", note]);
    const body = fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n");
    return `@${one.kind === "think_tank" ? "techreport" : "misc"}{${bibKey(one)},\n${body}\n}`;
  });
  const marker = (citations: Citation[]) =>
    citations
      .map((one) => {
        const said = [one.page === null ? "" : `p.~${one.page}`, ...labels(one, answer.language)].filter(Boolean).join(", ");
        return said ? `\\cite[${said}]{${bibKey(one)}}` : `\\cite{${bibKey(one)}}`;
      })
      .join("");
  const cited = citedText(answer, { marker, words: escapeTex });
  const comment = [cited, ...notes(answer).map(escapeTex)].join("\n").split("\n").map((line) => `% ${line}`);
  return `${[comment.join("\n"), entries.join("\n\n")].filter(Boolean).join("\n\n")}\n`;
}

function bibKey(one: Citation): string {
  return `${one.doc_id.replace(/[^A-Za-z0-9]/g, "").slice(0, 11)}-${one.date.slice(0, 4)}`;
}

function escapeTex(text: string): string {
  const names: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  return text.replace(/[\\~^{}#$%&_]/g, (character) => names[character] ?? `\\${character}`);
}

function escapeUrl(url: string): string {
  return url.replace(/[{}\\]/g, encodeURIComponent);
}
