/**
 * The source that lies open beside the conversation; the browser's Back closes it.
 *
 * Opening adds an entry to the browser's history, and closing goes back from it. An entry outlives what it stood for: the
 * reader comes back to it from another view, goes forward to it, or reloads on it, and nothing is open. Such an entry is
 * made a plain one, so that the next opening has its own entry and closing it leads to one that has none.
 */

import { newId } from "./conversations.svelte";
import type { Citation } from "./wire";
import type { Place } from "./route.svelte";
import type { Quoted } from "./standing";

interface Opened {
  place: Place;
  /** The citations the arrows walk through, and which of them is shown. */
  citations: Citation[];
  index: number;
  /** What stood at the place when it was found, where that is known. */
  quoted: Quoted | null;
  opener: HTMLElement | null;
}

class OpenSource {
  current = $state.raw<Opened | null>(null);

  /** Names the entry that was added for what is open. */
  private entry: string | null = null;
  private isClosing = false;

  constructor() {
    this.arriveAt(history.state);
    addEventListener("popstate", (event) => this.arriveAt(event.state));
  }

  /** Show a citation, one of several. */
  citation(one: Citation, all: Citation[], opener: HTMLElement | null): void {
    const place = { doc_id: one.doc_id, start: one.char_start, end: one.char_end };
    this.show({ place, citations: all, index: all.indexOf(one), quoted: one, opener });
  }

  /** Show any stretch of a document. */
  place(place: Place, opener: HTMLElement | null, quoted: Quoted | null = null): void {
    this.show({ place, citations: [], index: 0, quoted, opener });
  }

  step(by: 1 | -1): void {
    const { citations, index, opener } = this.current ?? { citations: [], index: 0, opener: null };
    const next = citations[index + by];
    if (next) this.citation(next, citations, opener);
  }

  close(): void {
    if (!this.current || this.isClosing) return;
    if (this.entry === null || entryOf(history.state) !== this.entry) return this.drop();
    this.isClosing = true; // a second Escape must not go back once more
    history.back();
  }

  private show(opened: Opened): void {
    if (!this.current) {
      this.entry = newId();
      history.pushState({ source: this.entry }, "");
    }
    this.current = opened;
  }

  private arriveAt(state: unknown): void {
    this.isClosing = false;
    const entry = entryOf(state);
    if (entry !== null && entry === this.entry && this.current) return;
    this.drop();
    if (entry !== null) history.replaceState(null, "");
  }

  private drop(): void {
    const opener = this.current?.opener;
    this.current = null;
    this.entry = null;
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }
}

/** The source that an entry of the browser's history stands for, null if it stands for none. */
function entryOf(state: unknown): string | null {
  return typeof state === "object" && state !== null && "source" in state ? String(state.source) : null;
}

export const openSource = new OpenSource();
