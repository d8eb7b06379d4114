/** The source that lies open beside the conversation; the browser's Back closes it. */

import type { Citation } from "./wire";
import type { Place } from "./route.svelte";

interface Opened {
  place: Place;
  /** The citations the arrows walk through, and which of them is shown. */
  citations: Citation[];
  index: number;
  opener: HTMLElement | null;
}

class OpenSource {
  current = $state.raw<Opened | null>(null);

  constructor() {
    addEventListener("popstate", (event) => {
      if (!isOurs(event.state)) this.drop();
    });
  }

  /** Show a citation, one of several. */
  citation(one: Citation, all: Citation[], opener: HTMLElement | null): void {
    const place = { doc_id: one.doc_id, start: one.char_start, end: one.char_end };
    this.show({ place, citations: all, index: all.indexOf(one), opener });
  }

  /** Show any stretch of a document. */
  place(place: Place, opener: HTMLElement | null): void {
    this.show({ place, citations: [], index: 0, opener });
  }

  step(by: 1 | -1): void {
    const { citations, index, opener } = this.current ?? { citations: [], index: 0, opener: null };
    const next = citations[index + by];
    if (next) this.citation(next, citations, opener);
  }

  close(): void {
    if (!this.current) return;
    if (isOurs(history.state)) history.back();
    else this.drop();
  }

  private show(opened: Opened): void {
    if (!this.current) history.pushState({ source: true }, "");
    this.current = opened;
  }

  private drop(): void {
    const opener = this.current?.opener;
    this.current = null;
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }
}

function isOurs(state: unknown): boolean {
  return typeof state === "object" && state !== null && "source" in state;
}

export const openSource = new OpenSource();
