/** The running service: what it can do, its documents, and the client that speaks to it. */

import { Client } from "./client";
import { Failure } from "./failure";
import { preferences } from "./preferences.svelte";
import type { DocumentText, Info, Passport } from "./wire";

const POLL_MS = 1000;
const KEPT_TEXTS = 8;

export const client = new Client(() => preferences.key);

class Service {
  info = $state.raw<Info | null>(null);
  failure = $state.raw<Failure | null>(null);
  documents = $state.raw<ReadonlyMap<string, Passport>>(new Map());
  /** Whether the list of documents has come; before that an empty one means nothing. */
  isListed = $state(false);
  private readonly texts = new Map<string, Promise<DocumentText>>();

  readonly canCheck = $derived(this.info?.actions.includes("check") ?? false);
  readonly needsKey = $derived(this.failure?.code === "key_missing" || this.failure?.code === "key_wrong");

  /** Learn what is running; waits for as long as it is still opening. */
  async connect(): Promise<void> {
    for (;;) {
      try {
        this.info = await client.info();
        this.documents = new Map((await client.documents()).map((one) => [one.doc_id, one]));
        this.isListed = true;
        this.failure = null;
        return;
      } catch (error) {
        this.failure = asFailure(error);
        if (this.failure.code !== "not_ready") return;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Ask again what is running: a language model may have failed since, or work again. What is known stays if nothing comes. */
  async refresh(): Promise<void> {
    this.info = await client.info().catch(() => this.info);
  }

  /** A document's text; those read last are kept. One that is not the text of `hash` is asked for anew: either may be old. */
  text(id: string, hash: string | null = null): Promise<DocumentText> {
    const known = this.texts.get(id);
    if (!known || hash === null) return this.kept(id);
    return known.then((text) => {
      if (text.text_sha256 !== hash && this.texts.get(id) === known) this.texts.delete(id);
      return this.kept(id);
    });
  }

  private kept(id: string): Promise<DocumentText> {
    let text = this.texts.get(id);
    if (!text) {
      text = client.text(id);
      text.catch(() => this.texts.delete(id));
    }
    this.texts.delete(id);
    this.texts.set(id, text);
    for (const oldest of [...this.texts.keys()].slice(0, -KEPT_TEXTS)) this.texts.delete(oldest);
    return text;
  }
}

export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure("internal", String(error));
}

export const service = new Service();
