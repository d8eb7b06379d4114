/** What the service sends and takes; the twin of api/schemas.py. Offsets count Unicode code points. */

export type Language = "zh" | "en";
export type Kind = "official" | "think_tank" | "press" | "commentary" | "unknown";
export type Support = "supported" | "partial" | "unsupported";
export type Mode = "extractive" | "written";

export interface Claim {
  start: number;
  end: number;
  citations: number[];
  support: { label: Support; method: string };
}

export interface FootnoteRef {
  number: number;
  url: string | null;
}

export interface Citation {
  n: number;
  doc_id: string;
  title: string;
  publisher: string;
  kind: Kind;
  date: string;
  url: string | null;
  /** On which the quote begins; null in a document without pages. */
  page: number | null;
  /** On which it ends; absent from answers of earlier versions that the browser kept. */
  page_end?: number | null;
  section: string[];
  char_start: number;
  char_end: number;
  quote: string;
  language: Language;
  translation: string | null;
  footnotes: FootnoteRef[];
  sha256: string;
  text_sha256: string;
  view_url: string;
}

export interface Passage {
  doc_id: string;
  char_start: number;
  char_end: number;
  text: string;
  /** Its rendering in the other language, where there is one. */
  translation?: string | null;
  score: number;
}

/** In what two citations of different documents do not agree; `said` are words of the first, `other` of the second. */
export interface Disagreement {
  claims: [number, number];
  citations: [number, number];
  kind: string;
  said: string;
  other: string;
}

export interface Answer {
  id: string;
  status: "answered" | "partial" | "no_answer";
  abstain_reason: "no_evidence" | "not_stated" | "false_premise" | null;
  mode: Mode;
  /** The model that wrote it, where the service says. */
  model?: string | null;
  language: Language;
  question: string;
  /** The question as it reads without the dialogue; null if it goes on from nothing. */
  standalone_question?: string | null;
  answer: string;
  claims: Claim[] | null;
  citations: Citation[];
  passages: Passage[] | null;
  timings_ms: Record<string, number> | null;
  warnings: string[];
  /** Absent from answers of earlier versions that the browser kept. */
  differences?: Disagreement[];
}

export interface Source {
  doc_id: string;
  title: string;
  publisher: string;
  date: string;
  kind: Kind;
  language: Language;
  url: string | null;
}

export interface Passport {
  doc_id: string;
  title: string;
  title_translated: string | null;
  publisher: string;
  publisher_translated: string | null;
  author: string;
  date: string;
  url: string | null;
  language: Language;
  kind: Kind;
  note: string;
  note_translated: string | null;
  sha256: string;
  text_sha256: string;
  characters: number;
  page_count: number;
  translated_to: Language[];
  original_url: string;
  view_url: string;
}

export interface Section {
  title: string;
  level: number;
  char_start: number;
  char_end: number;
  parent: number | null;
}

export interface Block {
  kind: string;
  char_start: number;
  char_end: number;
}

export interface Footnote {
  number: number;
  offset: number;
  url: string | null;
  reference: string | null;
}

export interface Translation {
  char_start: number;
  char_end: number;
  text: string;
  language: Language;
  by: string;
}

export interface DocumentText {
  doc_id: string;
  language: Language;
  text: string;
  text_sha256: string;
  characters: number;
  char_start: number;
  char_end: number;
  pages: { page: number; char_start: number }[];
  sections: Section[];
  blocks: Block[];
  footnotes: Footnote[];
  translations: Translation[];
}

export interface Search {
  question: string;
  language: Language;
  passages: Passage[];
  timings_ms: Record<string, number>;
}

export interface Verification {
  status: "valid" | "moved" | "changed" | "missing";
  doc_id: string;
  char_start: number;
  char_end: number;
  found: { char_start: number; char_end: number } | null;
  text_sha256: string | null;
  detail: string;
}

export type Verdict = "supported" | "contradicted" | "partial" | "absent";

/** What a sentence and the documents do not have in common. */
export type DifferenceKind =
  | "number"
  | "unit"
  | "currency"
  | "date"
  | "name"
  | "place"
  | "role"
  | "negation"
  | "modality"
  | "attribution"
  | "content";

export interface Difference {
  kind: DifferenceKind;
  said: string;
  /** Null where the documents say nothing in its place. */
  document: string | null;
}

export interface CheckedSentence {
  start: number;
  end: number;
  verdict: Verdict;
  differs: Difference[];
  citations: number[];
}

export interface Check {
  sentences: CheckedSentence[];
  citations: Citation[];
}

export interface Suggestion {
  text: string;
  language: Language;
}

export interface Info {
  name: string;
  version: string;
  documents: number;
  modes: Mode[];
  /** The model that writes answers; `fault` is the code of its last failure until it works again. */
  language_model?: { name: string; fault: string | null } | null;
  /** Names of what can be posted to: `ask`, `search`, `verify`, `check` … */
  actions: string[];
  suggestions: Suggestion[];
  /** `check_chars` is there where texts can be checked. */
  limits: { question_chars: number; top_k: number; history_turns: number; check_chars?: number; check_sentences?: number };
}

export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  next_step: string;
}

export interface Turn {
  role: "user" | "assistant";
  content: string;
}
