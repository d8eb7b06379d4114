/** "Check a text" and "Check a citation". What was written and found is kept until the tab is closed, or deleted. */

import { CodePoints } from "./codePoints";
import { aboutText, isTrueSource, readQuotes, soughtQuote, type PastedQuote } from "./durableQuote";
import type { Failure } from "./failure";
import { asFailure, client, service } from "./service.svelte";
import { hasShape, isCheck } from "./shape";
import { keep, perTab, recall } from "./storage";
import type { Check, DocumentText, Verification } from "./wire";

interface Checked {
  draft: string;
  check: Check;
}

class DraftCheck {
  draft = $state(keptText("draft"));
  checked = $state.raw<Checked | null>(soundChecked(recall("checked", null, perTab)));
  failure = $state.raw<Failure | null>(null);
  isRunning = $state(false);
  private round = 0;

  async run(): Promise<void> {
    if (this.draft.trim() === "" || this.isRunning) return;
    const { draft } = this;
    const round = ++this.round;
    this.isRunning = true;
    this.failure = null;
    this.checked = null; // verdicts of another draft must not stand under what is said of this one
    try {
      const check = await client.check(draft, new AbortController().signal);
      if (round === this.round) this.checked = { draft, check };
    } catch (error) {
      if (round === this.round) this.failure = asFailure(error);
    } finally {
      if (round === this.round) this.isRunning = false;
    }
  }

  forget(): void {
    this.round += 1; // what is still on its way is not taken in
    this.draft = "";
    this.checked = null;
    this.failure = null;
    this.isRunning = false;
  }
}

/** One pasted citation, as far as it has been looked up. */
export interface LookedUp {
  pasted: PastedQuote;
  verification: Verification | null;
  failure: Failure | null;
  /** Whether the text is the one that was quoted; null where nothing was found to compare. */
  text: ReturnType<typeof aboutText>;
  /** Whether the line about the source is true of the document; null where there is none, or no such document. */
  isTrueSource: boolean | null;
}

class CitationCheck {
  pasted = $state(keptText("citation"));
  isUnreadable = $state(false);
  found = $state.raw<LookedUp[]>([]);
  private round = 0;

  async run(): Promise<void> {
    const round = ++this.round;
    const quotes = readQuotes(this.pasted);
    this.found = [];
    this.isUnreadable = quotes.length === 0;
    for (const pasted of quotes) {
      const one = await lookUp(pasted);
      if (round !== this.round) return;
      this.found = [...this.found, one];
    }
  }

  forget(): void {
    this.round += 1;
    this.pasted = "";
    this.found = [];
    this.isUnreadable = false;
  }
}

async function lookUp(pasted: PastedQuote): Promise<LookedUp> {
  const nothing = { pasted, verification: null, failure: null, text: null, isTrueSource: null };
  try {
    const document = await service.text(pasted.doc_id, pasted.text_sha256).catch(() => null); // verifying tells why
    const points = document && new CodePoints(document.text);
    const there = points?.slice(pasted.char_start, pasted.char_end) ?? "";
    const quote = document ? soughtQuote(pasted, document.text, there) : pasted.quote;
    const { doc_id, char_start, char_end, text_sha256 } = pasted;
    const verification = await client.verify({ doc_id, char_start, char_end, text_sha256, quote });
    const isTrueSource = sourceIsTrue(pasted, document, verification.found ?? verification);
    return { ...nothing, verification, text: aboutText(pasted, verification), isTrueSource };
  } catch (error) {
    return { ...nothing, failure: asFailure(error) };
  }
}

function sourceIsTrue(pasted: PastedQuote, document: DocumentText | null, at: { char_start: number; char_end: number }): boolean | null {
  const passport = service.documents.get(pasted.doc_id);
  if (pasted.source === null || !passport || !document) return null;
  const pageAt = (offset: number) => document.pages.findLast((page) => page.char_start <= offset)?.page ?? null;
  return isTrueSource(pasted.source, {
    titles: [passport.title, passport.title_translated],
    publishers: [passport.publisher, passport.publisher_translated],
    date: passport.date,
    author: passport.author,
    page: pageAt(at.char_start),
    page_end: pageAt(at.char_end - 1),
  });
}

function keptText(name: string): string {
  const kept = recall<unknown>(name, "", perTab);
  return typeof kept === "string" ? kept : "";
}

function soundChecked(data: unknown): Checked | null {
  return hasShape(data, { draft: "string" }) && isCheck(data.check) ? (data as unknown as Checked) : null;
}

export const draftCheck = new DraftCheck();
export const citationCheck = new CitationCheck();

/** So that a reload loses nothing; to be run wherever one of these changes. */
export const keepChecking: readonly (() => void)[] = [
  () => keep("draft", draftCheck.draft, perTab),
  () => keep("checked", draftCheck.checked, perTab),
  () => keep("citation", citationCheck.pasted, perTab),
];
