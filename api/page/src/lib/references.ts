/** An answer with its references, as five kinds of text. */

import { closed } from "./bidi";
import { bibtex } from "./bibtex";
import { citedText } from "./citedText";
import { escapeMarkdown } from "./markdown";
import { inOneLine } from "./naming";
import { quoted } from "./quoting";
import { commentary, isForeign, LABELS, namesOf, notes, page, type Context, type Said } from "./referenceLabels";
import { apa, gbt } from "./referenceStyles";
import type { Answer, Citation, Language } from "./wire";

export type { Context } from "./referenceLabels";
export type Format = "markdown" | "plain" | "gbt7714" | "apa" | "bibtex";
export const FORMATS: readonly Format[] = ["markdown", "plain", "gbt7714", "apa", "bibtex"];

export type Answered = Said & Pick<Answer, "answer" | "claims">;

/**
 * The answer followed by its references, or BibTeX entries with the answer citing them. What is weak says so in each, and
 * what turns the reading direction ends with the words it came in.
 */
export function withReferences(answer: Answered, format: Format, context: Context): string {
  switch (format) {
    case "markdown":
      return markdown(answer, context);
    case "plain":
      return plain(answer, context);
    case "gbt7714":
      return gbt(answer, context);
    case "apa":
      return apa(answer, context);
    case "bibtex":
      return bibtex(answer, context);
  }
}

function markdown(answer: Answered, context: Context): string {
  const own = (text: string) => closed(escapeMarkdown(text));
  const references = answer.citations.map((one) => `[^${one.n}]: ${reference(one, answer.language, context, own, true)} <${context.origin}${one.view_url}>`);
  const marker = (citations: Citation[]) => citations.map(({ n }) => `[^${n}]`).join("");
  return joined(citedText(answer, { marker, words: escapeMarkdown }), answer, references, escapeMarkdown);
}

function plain(answer: Answered, context: Context): string {
  const references = answer.citations.map((one) => `[${one.n}] ${reference(one, answer.language, context, closed)} ${context.origin}${one.view_url}`);
  return joined(citedText(answer, { marker: null }), answer, references);
}

/** Who says it, where, in which words: "Publisher, title, date, p. 5: “quote”", with the marks of the answer's language. */
function reference(one: Citation, language: Language, context: Context, own: (text: string) => string, isEmphasised = false): string {
  const names = namesOf(one, language, context);
  const [title, publisher] = [own(inOneLine(names.title)), own(inOneLine(names.publisher))];
  const rest = [one.date, page(one, language), commentary(one, language)];
  const rendering = one.translation && isForeign(one, language) ? LABELS[language].translation(quoted(own(one.translation))) : "";
  const words = quoted(own(one.quote)) + rendering;
  if (language === "zh") return `${publisher && `${publisher}：`}${[inTitleMarks(title), ...rest].filter(Boolean).join("，")}。${words}`;
  return `${[publisher, isEmphasised ? `*${title}*` : title, ...rest].filter(Boolean).join(", ")}: ${words}`;
}

export function inTitleMarks(title: string): string {
  return `《${title.replaceAll("《", "〈").replaceAll("》", "〉")}》`;
}

function joined(text: string, answer: Answered, references: string[], words = (text: string) => text): string {
  return `${[text, notes(answer).map(words).join(answer.language === "zh" ? "" : " "), references.join("\n")].filter(Boolean).join("\n\n")}\n`;
}
