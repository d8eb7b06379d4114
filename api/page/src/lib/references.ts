/** An answer with its references, as five kinds of text. */

import { answerMarkdown } from "./answerMarkdown";
import { apa } from "./apa";
import { closed } from "./bidi";
import { bibtex } from "./bibtex";
import { citedText } from "./citedText";
import { gbt } from "./gbt";
import { escapeMarkdown } from "./markdown";
import { inOneLine, inTitleMarks } from "./naming";
import { setApart, settingApart } from "./ownMarkers";
import { pageWords } from "./pages";
import { quoted } from "./quoting";
import { commentary, isForeign, joined, LABELS, namesOf, notes, type Context, type Said } from "./referenceLabels";
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
  const own = (text: string) => closed(escapeMarkdown(inLine(text)));
  const { language } = answer;
  const references = answer.citations.map((one) => `[^${one.n}]: ${reference(one, language, context, own, true)} <${context.origin}${one.view_url}>`);
  const said = notes(answer, context, { cite: ({ n }, name) => `${name}[^${n}]`, words: escapeMarkdown });
  return joined(answerMarkdown(answer), said, references, language);
}

function plain(answer: Answered, context: Context): string {
  const { language } = answer;
  const own = (text: string) => closed(inLine(text));
  const references = answer.citations.map((one) => `[${one.n}] ${reference(one, language, context, own)} ${context.origin}${one.view_url}`);
  const said = notes(answer, context, { cite: ({ n }, name) => `${setApart(name)}${language === "zh" ? "" : " "}[${n}]` });
  const apart = settingApart();
  const text = citedText(answer, { marker: (_, asWritten) => asWritten, words: apart.words });
  if (apart.wasNeeded()) said.push(LABELS[language].own_markers);
  return joined(text, said, references, language);
}

/** On one line, so that nothing in it can begin another reference. */
function inLine(text: string): string {
  return text.replace(/\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g, " ");
}

/** Who says it, where, in which words: "Publisher, title, date, p. 5: “quote”", with the marks of the answer's language. */
function reference(one: Citation, language: Language, context: Context, own: (text: string) => string, isEmphasised = false): string {
  const names = namesOf(one, language, context);
  const [title, publisher] = [own(inOneLine(names.title)), own(inOneLine(names.publisher))];
  const rest = [one.date, pageWords(one, language), commentary(one, language)];
  const rendering = one.translation && isForeign(one, language) ? LABELS[language].translation(quoted(own(one.translation))) : "";
  const words = quoted(own(one.quote)) + rendering;
  if (language === "zh") return `${publisher && `${publisher}：`}${[inTitleMarks(title), ...rest].filter(Boolean).join("，")}。${words}`;
  return `${[publisher, isEmphasised ? `*${title}*` : title, ...rest].filter(Boolean).join(", ")}: ${words}`;
}
