/** The search. Query and passages are kept here, so that they survive a visit to a source or the library. */

import { isAbort } from "./client";
import type { Failure } from "./failure";
import { asFailure, client } from "./service.svelte";
import { keep, perTab, recall } from "./storage";
import type { Search } from "./wire";

class Searching {
  query = $state(String(recall<unknown>("query", "", perTab)));
  found = $state.raw<Search | null>(null);
  failure = $state.raw<Failure | null>(null);
  private controller: AbortController | null = null;

  async run(): Promise<void> {
    const query = this.query.trim();
    if (query === "") return;
    this.controller?.abort();
    this.controller = new AbortController();
    this.failure = null;
    try {
      this.found = await client.search(query, this.controller.signal);
    } catch (error) {
      if (isAbort(error)) return;
      this.found = null; // passages of another query must not stand under the error
      this.failure = asFailure(error);
    }
  }

  keep(): void {
    keep("query", this.query, perTab);
  }

  forget(): void {
    this.controller?.abort();
    this.query = "";
    this.found = null;
    this.failure = null;
  }
}

export const searching = new Searching();
