/**
 * The source that lies open beside the conversation; the browser's Back closes it, and Forward opens it again.
 *
 * Opening adds an entry to the browser's history, and closing goes back from it. What an entry stands for is remembered:
 * who comes back to it from the whole document finds the source open as it was. After a reload, or when its conversation
 * has gone, an entry stands for nothing: it is made a plain one, so that the next opening has its own entry and closing
 * it leads to one that has none.
 */

import { tick } from "svelte";
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
  /** What entries stand for, and under which address. */
  private readonly entries = new Map<string, { path: string; opened: Opened }>();
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

  /** The reader has gone to another view; coming back opens it again. */
  leave(): void {
    if (this.entry === null || this.entries.get(this.entry)?.path === location.pathname) return;
    this.current = null;
    this.entry = null;
  }

  /** What was open belonged to a conversation that has gone, or given way to another. */
  forget(): void {
    this.entries.clear();
    this.close();
  }

  private show(opened: Opened): void {
    if (!this.current || this.entry === null) {
      this.entry = newId();
      history.pushState({ source: this.entry }, "");
    }
    this.entries.set(this.entry, { path: location.pathname, opened });
    this.current = opened;
  }

  private arriveAt(state: unknown): void {
    this.isClosing = false;
    const entry = entryOf(state);
    if (entry !== null && entry === this.entry && this.current) return;
    const known = entry === null ? undefined : this.entries.get(entry);
    if (known?.path === location.pathname) {
      this.entry = entry;
      this.current = known.opened;
      return;
    }
    this.drop();
    if (entry !== null) history.replaceState(null, "");
  }

  private drop(): void {
    const opened = this.current;
    // Drawn anew since, the marker is another element; it is the one that says that its source is open.
    const marker = document.querySelector<HTMLElement>("[data-citation][aria-expanded=true]");
    this.current = null;
    this.entry = null;
    if (!opened) return;
    const opener = opened.opener?.isConnected ? opened.opener : marker;
    // What lies under a sheet can take focus only when that is gone.
    void tick().then(() => this.current ?? opener?.focus({ preventScroll: true }));
  }
}

/** The source that an entry of the browser's history stands for, null if it stands for none. */
function entryOf(state: unknown): string | null {
  return typeof state === "object" && state !== null && "source" in state ? String(state.source) : null;
}

export const openSource = new OpenSource();
