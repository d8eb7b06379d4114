/** An answer after APA, 7th edition: author and year within the sentence, references in the order of authors. */

import { closed } from "./bidi";
import { citedText } from "./citedText";
import { inOneLine, inTitleMarks } from "./naming";
import { pageWords } from "./pages";
import { byDocument, joined, namesOf, noteOf, notes, stopped, type Context, type Names, type Said } from "./referenceLabels";
import type { Answer, Citation, Language } from "./wire";

type Answered = Said & Pick<Answer, "answer" | "claims">;

/** A document with what it is called in the sentence and under which letter it stands beside others of its year. */
interface Source {
  one: Citation;
  all: [Citation, ...Citation[]];
  names: Names;
  /** Author or, without one, a short title in the marks of its language. */
  label: string;
  /** "a", "b" … among those of one author and year; else empty. */
  letter: string;
}

export function apa(answer: Answered, context: Context): string {
  const { language } = answer;
  const sources = sourcesOf(answer, context);
  const byId = new Map(sources.map((source) => [source.one.doc_id, source]));
  const isChinese = language === "zh";
  const order = sources.map((source) => source.one.doc_id);
  const rank = (one: Citation) => order.indexOf(one.doc_id);
  const references = sources.map((source) => `${entry(source, language)}\n${noteOf(source.all, answer, context)}`);
  const marker = (citations: Citation[]) => {
    const listed = [...citations].sort((a, b) => rank(a) - rank(b)); // as in the list
    const parts = [...new Set(listed.map((one) => inBrackets(byId.get(one.doc_id), one, language)))];
    return isChinese ? `（${parts.join("；")}）` : ` (${parts.join("; ")})`;
  };
  const said = notes(answer, context, { cite: (one) => inSentence(byId.get(one.doc_id), one, language) });
  return joined(citedText(answer, { marker, isInside: true }), said, references, language);
}

/** All documents in the order of the list: by author or title, then the earlier first, then by title. */
function sourcesOf(answer: Answered, context: Context): Source[] {
  const { language } = answer;
  const collator = new Intl.Collator(language);
  const found = [...byDocument(answer.citations).values()].map((all) => ({ all, one: all[0], names: namesOf(all[0], language, context) }));
  const sorted = found
    .map((source) => ({ ...source, label: labelOf(source, found, language), first: sortedUnder(source.names) }))
    .sort((a, b) => collator.compare(a.first, b.first) || inTime(a.one.date, b.one.date) || collator.compare(bare(a.names.title.text), bare(b.names.title.text)));
  const yearly = new Map<string, number>();
  const key = ({ label, one }: { label: string; one: Citation }) => `${one.date.slice(0, 4)} ${label}`;
  return sorted.map((source) => {
    const index = yearly.get(key(source)) ?? 0;
    yearly.set(key(source), index + 1);
    const isAlone = sorted.every((other) => other === source || key(other) !== key(source));
    return { ...source, letter: isAlone ? "" : letterOf(index) };
  });
}

function sortedUnder({ author, title }: Names): string {
  return author.text || bare(title.original ?? title.text);
}

/** Without an article or marks at the beginning, which do not count in the order. */
function bare(title: string): string {
  return title.replace(/^[^\p{L}\p{N}]+/u, "").replace(/^(?:an?|the)\s+/i, "");
}

/** What is not dated comes first, a year before its months, a month before its days: so do the strings. */
function inTime(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(97 + (index % 26));
}

function labelOf(source: { one: Citation; names: Names }, all: readonly { one: Citation; names: Names }[], language: Language): string {
  const own = (names: Names) => names.title.original ?? names.title.text;
  if (source.names.author.text) return closed(source.names.author.text);
  const whole = own(source.names);
  const short = shortTitle(whole);
  const isShared = all.some(({ names }) => !names.author.text && own(names) !== whole && shortTitle(own(names)) === short);
  const title = closed(isShared ? whole : short);
  return language === "zh" ? inTitleMarks(title) : `“${title}”`;
}

const MOST_WORDS = 5;

/** The beginning of a title, up to where a second part begins. */
function shortTitle(title: string): string {
  const [main = title] = /^.[^:：?？!！—|]+/su.exec(title) ?? [];
  return main.trim().split(/\s+/).slice(0, MOST_WORDS).join(" ").replace(/[,，、;；.]+$/, "");
}

function yearOf({ one, letter }: Source, language: Language): string {
  const year = one.date.slice(0, 4);
  if (year) return year + letter;
  return language === "zh" ? `无日期${letter}` : `n.d.${letter && `-${letter}`}`;
}

/** "Centre, 2025a, p. 5"; in English the comma after a title stands within its marks. */
function inBrackets(source: Source | undefined, one: Citation, language: Language): string {
  if (!source) return "";
  const { label } = source;
  const rest = [yearOf(source, language), place(one, language)].filter(Boolean);
  if (language === "zh") return [label, ...rest].join("，");
  return label.endsWith("”") ? `${label.slice(0, -1)},” ${rest.join(", ")}` : [label, ...rest].join(", ");
}

/** "Centre (2025a, p. 5)", as part of a sentence. */
function inSentence(source: Source | undefined, one: Citation, language: Language): string {
  if (!source) return "";
  const rest = [yearOf(source, language), place(one, language)].filter(Boolean);
  return language === "zh" ? `${source.label}（${rest.join("，")}）` : `${source.label} (${rest.join(", ")})`;
}

function place(one: Citation, language: Language): string {
  return pageWords(one, language, language === "zh" ? "" : " ");
}

function entry(source: Source, language: Language): string {
  const { one, names } = source;
  const { author, publisher, title } = names;
  const [who, house] = [closed(inOneLine(author)), author.text === publisher.text ? "" : closed(inOneLine(publisher))];
  const url = one.url ?? "";
  if (language === "zh") {
    const name = title.original === null ? closed(title.text) : `${closed(title.original)}［${closed(title.text)}］`;
    const described = `${name}${one.kind === "commentary" ? "［评论］" : ""}`;
    const when = `（${chineseDate(source)}）`;
    return `${who ? `${who}${when}。${stopped(described, "。")}` : `${described}${when}。`}${house && stopped(house, "。")}${url}`;
  }
  const name = title.original === null ? closed(title.text) : `${closed(title.original)} [${closed(title.text)}]`;
  const described = stopped(`${name}${one.kind === "commentary" ? " [Commentary]" : ""}`);
  const when = `(${englishDate(source)}).`;
  const parts = who ? [stopped(who), when, described, house && stopped(house)] : [described, when, house && stopped(house)];
  return [...parts, url].filter(Boolean).join(" ");
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function englishDate(source: Source): string {
  const [, month, day] = source.one.date.split("-");
  const year = yearOf(source, "en");
  if (!month) return year;
  return `${year}, ${MONTHS[Number(month) - 1]}${day ? ` ${Number(day)}` : ""}`;
}

function chineseDate(source: Source): string {
  const [year, month, day] = source.one.date.split("-");
  if (!year) return yearOf(source, "zh");
  return `${yearOf(source, "zh")}年${month ? `${Number(month)}月` : ""}${day ? `${Number(day)}日` : ""}`;
}
