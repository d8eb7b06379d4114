/** An answer in comments that cites BibTeX entries, one a document. */

import { closed } from "./bidi";
import { citedText } from "./citedText";
import { isOwnMachine } from "./links";
import { pageRange } from "./pages";
import { byDocument, commentary, isForeign, LABELS, labels, namesOf, notes, type Context, type Said } from "./referenceLabels";
import type { Answer, Citation } from "./wire";

export function bibtex(answer: Said & Pick<Answer, "answer" | "claims">, context: Context): string {
  const entries = [...byDocument(answer.citations).values()].map(([one]) => entry(one, answer, context));
  const cite = (one: Citation) => {
    const said = [pagesOf(one), ...labels(one, answer.language)].filter(Boolean).join(", ");
    return said ? `\\cite[${said}]{${bibKey(one)}}` : `\\cite{${bibKey(one)}}`;
  };
  const cited = citedText(answer, { marker: (citations) => citations.map(cite).join(""), words: inComment });
  const said = notes(answer, context, { cite: (one, name) => `${name}${cite(one)}`, words: inComment });
  const comment = [cited, ...said].join("\n").split(/[\n\r\v\f\u0085\u2028\u2029]/).map((line) => `% ${line}`);
  return `${[comment.join("\n"), entries.join("\n\n")].filter(Boolean).join("\n\n")}\n`;
}

/** The date stands twice: `date` is what biblatex reads, `year` and `month` what the styles of BibTeX read. */
function entry(one: Citation, answer: Said, context: Context): string {
  const own = (text: string) => escapeTex(closed(text.replace(/\s+/g, " ")));
  const { language } = answer;
  const names = namesOf(one, language, context);
  const isReport = one.kind === "think_tank" && one.publisher !== "";
  const [year = "", month = ""] = one.date.split("-");
  const also = [commentary(one, language), isForeign(one, language) ? LABELS[language].cited_translated : "", `sha256:${one.sha256}`];
  const fields: [name: string, value: string][] = [
    ["author", authors(context.extras.get(one.doc_id)?.author ?? "", one.kind === "press" ? "" : one.publisher, own)],
    ["title", own(one.title)],
    ["titleaddon", names.title.original === null ? "" : own(names.title.text)],
    [isReport ? "institution" : "publisher", own(one.publisher)],
    ["date", own(one.date)],
    ["year", own(year)],
    ["month", month && String(Number(month))],
    ["url", one.url && !isOwnMachine(one.url) ? escapeUrl(one.url) : ""],
    ["language", one.language === "zh" ? "chinese" : "english"],
    ["note", also.filter(Boolean).join("; ")],
  ];
  const body = fields.filter(([, value]) => value !== "").map(([name, value]) => `  ${name} = {${value}}`);
  return `@${isReport ? "techreport" : "misc"}{${bibKey(one)},\n${body.join(",\n")}\n}`;
}

function pagesOf(one: Citation): string {
  const pages = pageRange(one, "--");
  return pages && `${pages.includes("-") ? "pp." : "p."}~${pages}`;
}

/** Persons as BibTeX lists them; bodies in braces of their own, so that no word of theirs is taken for a surname. */
function authors(author: string, publisher: string, own: (text: string) => string): string {
  if (author === "" || author === publisher) return publisher && `{${own(publisher)}}`;
  return namesIn(author)
    .map((name) => (isBody(name) ? `{${own(name)}}` : own(name)))
    .join(" and ");
}

/** Several names in one line; a comma or "and" parts persons, and may stand within the name of a body or in "Doe, Jane". */
function namesIn(author: string): string[] {
  return author.split(/\s*[、；;]\s*/).filter(Boolean).flatMap((part) => {
    const pieces = part.split(/\s*[,，]\s*(?:and\s+)?|\s+(?:and|&)\s+/);
    const arePersons = pieces.every((piece) => /\p{Script=Han}/u.test(piece) || (/\S\s+\S/.test(piece) && !isBody(piece)));
    return arePersons ? pieces : [part];
  });
}

const BODIES =
  /\b(?:of|for|the|commission|cent(?:re|er)|institut\w*|universit\w*|ministry|government|council|agency|office|department|union|organi[sz]ation|group|committee|association|foundation|company|bank|press|news|service|secretariat|team|lab\w*|network|nations|society|forum|alliance|inc|ltd|llc)\b/i;

/** Names in Han characters are one word to BibTeX, so only long ones, which no person has, and those with a blank matter. */
function isBody(name: string): boolean {
  if (/\p{Script=Han}/u.test(name)) return Array.from(name).length > 4 && !/[·•]/.test(name);
  return BODIES.test(name) || /^[\p{Lu}\d&-]{2,}$/u.test(name);
}

function bibKey(one: Citation): string {
  const id = one.doc_id.replace(/[^A-Za-z0-9]/g, "").slice(0, 11);
  return [id, one.date.slice(0, 4)].filter(Boolean).join("-");
}

function escapeTex(text: string): string {
  const names: Record<string, string> = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    // BibTeX counts braces, those behind a backslash too.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
  };
  return text.replace(/[\\~^{}#$%&_]/g, (character) => names[character] ?? `\\${character}`);
}

/** BibTeX knows no comments: whatever stands between entries is one, up to the next "@". */
function inComment(text: string): string {
  return escapeTex(text).replaceAll("@", "＠");
}

function escapeUrl(url: string): string {
  return url.replace(/[{}\\]/g, encodeURIComponent);
}
