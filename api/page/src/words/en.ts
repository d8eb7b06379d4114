/** The interface in English. Its keys are the list that other languages are held to. */

import type { DifferenceKind, Kind, Language, Support, Verdict, Verification } from "../lib/wire";
import { pageWords } from "../lib/pages";
import type { Format } from "../lib/references";
import { failuresEn } from "./failures";

const kinds: Record<Kind, string> = {
  official: "Official document",
  think_tank: "Think tank",
  press: "Press",
  commentary: "Commentary",
  unknown: "Kind unknown",
};
const support: Record<Support, string> = {
  supported: "Supported by the quote",
  partial: "Partly supported",
  unsupported: "Not supported",
};
const verdicts: Record<Verdict, string> = {
  supported: "supported",
  contradicted: "contradicted",
  partial: "partly supported",
  absent: "not in the documents",
};
const differences: Record<DifferenceKind, string> = {
  number: "Number",
  unit: "Unit",
  currency: "Currency",
  date: "Date",
  name: "Name",
  place: "Place",
  role: "Role",
  negation: "Negation",
  modality: "Shall or may",
  attribution: "Who says it",
  content: "Content",
};
const verifications: Record<Verification["status"], string> = {
  valid: "The citation holds: these words stand at this place.",
  moved: "The words are still there, at another place.",
  changed: "The document no longer has these words at this place.",
  missing: "The document is no longer in the library.",
};
const formats: Record<Format, string> = {
  markdown: "Markdown",
  plain: "Plain text",
  gbt7714: "GB/T 7714",
  apa: "APA 7",
  bibtex: "BibTeX",
};
const failures: Record<string, [what: string, next: string]> = failuresEn;

const language_names: Record<Language, string> = { zh: "Chinese", en: "English" };

const PLURAL = new Intl.PluralRules("en");
const count = (n: number, one: string, many: string) => `${n} ${PLURAL.select(n) === "one" ? one : many}`;

export const en = {
  kinds,
  support,
  verdicts,
  differences,
  verifications,
  formats,
  failures,
  failure_other: ["The request was refused.", "Change it as described, and try again."] as [string, string],
  failure_service: ["The service could not do this.", "The fault is not in what you wrote."] as [string, string],
  language_names,

  skip: "Skip to the content",
  nav: "Main",
  ask_nav: "Ask",
  search_nav: "Search",
  library: "Library",
  check_nav: "Check",
  history: "History",
  theme: "Theme",
  theme_names: { system: "System", light: "Light", dark: "Dark" },
  interface_language: "中文界面",
  close: "Close",
  back: "Back",
  loading: "Loading …",
  opening: "The service is starting. This page goes on by itself as soon as it is ready.",
  retry: "Try again",
  kept_question: "Your question is kept.",
  kept_text: "What you wrote is kept.",
  retry_in: (s: number) => `Again in ${s} s`,
  request_id: (id: string) => `Request ${id}`,
  opens_elsewhere: "opens another site",

  tagline: (n: number) =>
    `Ask about the Paris AI Action Summit. Answers come only from the ${count(n, "document", "documents")} in the library, and every sentence leads to the words it rests on.`,
  tagline_empty:
    "Ask about the Paris AI Action Summit. The library is empty, so there is nothing to answer from yet. The service takes in the documents it comes with when it starts: whoever runs it can start it again; then reload this page.",
  model_failing: (model: string) =>
    `The language model ${model} is not working at the moment. Until it does, answers are sentences from the documents, word for word.`,
  no_model: "No language model is set up here: answers are sentences from the documents, word for word.",
  examples: "Questions to begin with",
  question_label: "Your question",
  question_placeholder: "Ask in English or Chinese",
  follow_up_placeholder: "Ask a follow-up",
  send: "Ask",
  stop: "Stop",
  new_conversation: "New question",
  characters_left: (n: number) => (n < 0 ? `${-n} characters too many` : `${n} characters left`),
  enter_hint: "Enter asks, Shift+Enter begins a new line",

  stages: { retrieving: "Searching the documents …", writing: "Writing …", verifying: "Checking each sentence …" } as Record<string, string>,
  searching: "Searching the documents …",
  slow: "Still at work; you can stop at any time.",
  slow_model: "Still at work. A language model can take a minute; you can stop at any time.",
  stopped: "Stopped. What had arrived by then is above; it has not been checked.",
  stopped_early: "It ended before anything had come.",
  answer_unreadable: "This browser kept the answer in a form that cannot be read. The question can be asked again.",
  answer_ready: (sentences: number, sources: number) =>
    `The answer is complete: ${count(sentences, "claim", "claims")}, ${count(sources, "citation", "citations")}.`,
  citation_n: (n: number) => `Citation ${n}`,
  partly: "partly",
  unsupported_word: "not supported",
  sources_in: (n: number, languages: Language[]) =>
    `${count(n, "source", "sources")} (${languages.map((one) => language_names[one]).join(", ")})`,
  mode_extractive: "verbatim from the documents",
  mode_translated: "from the documents, in translation",
  mode_written: (model: string) => (model ? `written by ${model}` : "written by a language model"),
  seconds: (ms: number) => (ms < 950 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`),
  read_as: (question: string) => `Read as: ${question}`,
  partial_answer: "The documents answer only part of this.",
  no_answer: "The documents do not say",
  false_premise: "The question assumes something the documents do not say",
  closest: "Closest passages",
  looked_at: (passages: number, documents: number) =>
    `${count(passages, "passage", "passages")} of ${count(documents, "document", "documents")} looked at`,
  copy: "Copy",
  copied: "Copied",
  copy_failed: "The browser did not allow copying.",
  copy_as: "Copy with references",
  copy_quote: "Copy this citation",
  share: "Copy link",
  nowhere: "There is nothing at this address",
  nowhere_next: "The link may be cut short, or a document may have been removed. From here you can go on to:",
  regenerate: "Ask again",
  side_by_side: "Side by side",
  sources_differ: "The sources do not agree.",
  /** What stands behind one source, its words, the other source, its words. */
  differ_in: [" has “", "”, ", " has “", "”."] as [string, string, string, string],
  unsourced: "Said without a source",
  not_in_claims: "Also cited",
  table: "Table",
  in_one: "As one text",
  translation: "Translation",
  translation_by: (by: string) => `Translation, ${by}`,
  original: "Original",
  page: (first: number, last?: number | null) => pageWords({ page: first, page_end: last }, "en"),
  page_long: (n: number) => `Page ${n}`,
  open_source: "Open in the source",
  commentary_note: "Part of this comes from a commentary. What no other source says is only its author’s claim.",

  source: "Source",
  source_pane: "Source",
  full_page: "Whole document",
  previous_citation: "Previous citation",
  next_citation: "Next citation",
  citation_of: (n: number, all: number) => `Citation ${n} of ${all}`,
  show_translations: "Show translations",
  outline: "Outline",
  note_n: (n: number) => `Note ${n}`,
  note_back: (n: number) => `Back to the text at note ${n}`,
  note_empty: "empty in the original",
  characters: (n: number) => `${n.toLocaleString("en")} characters`,
  pages: (n: number) => count(n, "page", "pages"),
  download: "Original file",
  primary_link: "Published at",
  source_changed: "The document’s text has changed since this citation was made; the quoted words still stand here.",
  source_gone: "The words of this citation do not stand at this place in the document as it is now. The quote was:",
  resize: "Width of the source pane",
  to_quote: "To the quote",
  quoted_words: "Quoted passage",

  library_intro: "Everything that answers may draw on, with what each document is and how far it carries.",
  library_empty:
    "The library is empty. The service takes in the documents it comes with when it starts: start it again, then reload this page.",
  read: "Read",
  fingerprint: "Fingerprint of the text",

  search_intro: "Find passages without an answer.",
  search_label: "Words or a question",
  search_button: "Search",
  search_none: "No passage was found.",
  search_found: (n: number) => count(n, "passage", "passages"),

  check_title: "Check a text",
  check_intro: "Paste a draft. Each sentence is held against the documents.",
  check_label: "Draft",
  check_limit: (characters: number, sentences: number) =>
    `Up to ${characters.toLocaleString("en")} characters${sentences > 0 ? ` and ${sentences} sentences` : ""} at once.`,
  check_count: (n: number, most: number) =>
    n > most
      ? `${n.toLocaleString("en")} of ${most.toLocaleString("en")} characters: ${(n - most).toLocaleString("en")} too many. Check it in parts.`
      : `${n.toLocaleString("en")} of ${most.toLocaleString("en")} characters`,
  invisible: (n: number) => `The text holds ${count(n, "character", "characters")} that cannot be seen:`,
  invisible_refused: (n: number) =>
    `The text holds ${count(n, "character", "characters")} that cannot be seen. It cannot be sent with control characters or such as turn the reading direction:`,
  invisible_place: (line: number, column: number) => `line ${line}, character ${column}`,
  invisible_after: "after",
  invisible_remove: (n: number) => (n === 1 ? "Remove it" : `Remove all ${n}`),
  and_more: (n: number) => `and ${n} more`,
  check_button: "Check",
  check_running: "Checking sentence by sentence …",
  check_unavailable: "This service cannot check texts; a later version can.",
  check_export: "Copy the marked text",
  check_save: "Download the marked text",
  check_file: (day: string) => `checked-text-${day}.md`,
  check_result: "Result of the check",
  check_done: (sentences: number, counts: [verdict: Verdict, n: number][]) =>
    `${count(sentences, "sentence", "sentences")} checked: ${counts.map(([verdict, n]) => `${n} ${verdicts[verdict]}`).join(", ")}.`,
  check_differs: (kind: string, said: string, document: string | null) =>
    document === null ? `${kind}: the draft has “${said}”, the documents say nothing on this` : `${kind}: the draft has “${said}”, the document “${document}”`,
  check_none: "There is no sentence in it that could be checked.",
  check_said: "Draft",
  check_document: "Document",
  check_nothing: "nothing on this",
  deciding_quotes: "Deciding quotes",
  verify_title: "Check a citation",
  verify_intro: "Paste one or several citations that were copied here, to see whether they still hold.",
  verify_count: (n: number) => `${count(n, "citation", "citations")} found`,
  verify_source_differs: "The line about the source is not true of this document. It says:",
  verify_source_is: "These words stand in:",
  verify_label: "Citation",
  verify_button: "Check",
  verify_text_changed: "The words stand, but the document’s text has changed since.",
  verify_no_hash: "The citation gives no hash of the text, so whether the rest of the document has changed cannot be told.",
  verify_unreadable: "There is no citation in it that was copied from here. Such a one ends in a line that begins with “summit:”.",

  history_empty: "Nothing has been asked yet.",
  history_where: "Kept in this browser only.",
  delete_all: "Delete all",
  delete_all_sure: "Delete all conversations and drafts in this browser?",
  /** What stands before and behind the title of what is deleted. */
  delete_one: ["Delete “", "”"] as [string, string],
  cancel: "Cancel",

  key_title: "Key",
  key_intro: "This service asks for a key. It is kept until the window closes and sent to this service only.",
  key_label: "Key",
  key_button: "Continue",
};

export type Words = typeof en;
