/** The two checks. What was written and found is kept here, so that it survives a visit to a source or the library. */

import { aboutText, readQuote, type QuotedPlace } from "./durableQuote";
import type { Failure } from "./failure";
import { asFailure, client } from "./service.svelte";
import type { Check, Verification } from "./wire";

class DraftCheck {
  draft = $state("");
  checked = $state.raw<{ draft: string; check: Check } | null>(null);
  failure = $state.raw<Failure | null>(null);
  isRunning = $state(false);

  async run(): Promise<void> {
    if (this.draft.trim() === "" || this.isRunning) return;
    const { draft } = this;
    this.isRunning = true;
    this.failure = null;
    this.checked = null; // verdicts of another draft must not stand under what is said of this one
    try {
      this.checked = { draft, check: await client.check(draft, new AbortController().signal) };
    } catch (error) {
      this.failure = asFailure(error);
    } finally {
      this.isRunning = false;
    }
  }
}

class CitationCheck {
  pasted = $state("");
  isUnreadable = $state(false);
  failure = $state.raw<Failure | null>(null);
  verification = $state.raw<Verification | null>(null);
  private place = $state.raw<QuotedPlace | null>(null);
  /** Whether the text is the one that was quoted; null where nothing was found to compare. */
  readonly text = $derived(this.place && this.verification ? aboutText(this.place, this.verification) : null);

  async run(): Promise<void> {
    const place = readQuote(this.pasted);
    this.place = place;
    this.verification = null;
    this.failure = null;
    this.isUnreadable = place === null;
    if (!place) return;
    try {
      const verification = await client.verify(place);
      if (this.place === place) this.verification = verification;
    } catch (error) {
      if (this.place === place) this.failure = asFailure(error);
    }
  }
}

export const draftCheck = new DraftCheck();
export const citationCheck = new CitationCheck();
