/** The conversation at hand: asking, streaming, stopping, asking again. */

import { Failure, isAbort } from "./client";
import { conversations, historyOf, newId, type Conversation, type Exchange } from "./conversations.svelte";
import { asFailure, client, service } from "./service.svelte";
import type { Source } from "./wire";

const SLOW_MS = 8000;
const FALLBACK_TURNS = 20;

export interface Pending {
  question: string;
  stage: string;
  text: string;
  sources: Source[];
  isSlow: boolean;
}

class Session {
  id = $state(newId());
  exchanges = $state.raw<Exchange[]>([]);
  pending = $state<Pending | null>(null);
  /** Why the last question has no answer, and the question, which is back in the field. */
  failure = $state.raw<{ failure: Failure; question: string } | null>(null);
  draft = $state("");
  private controller: AbortController | null = null;

  async ask(question: string): Promise<void> {
    if (this.pending) return;
    const controller = new AbortController();
    const mine = this.id;
    this.controller = controller;
    this.failure = null;
    this.draft = "";
    this.pending = { question, stage: "", text: "", sources: [], isSlow: false };
    const slow = setTimeout(() => this.update(mine, { isSlow: true }), SLOW_MS);
    const began = performance.now();
    try {
      const answer = await client.ask(
        {
          question,
          language: "auto",
          history: historyOf(this.exchanges, service.info?.limits.history_turns ?? FALLBACK_TURNS),
          signal: controller.signal,
        },
        {
          stage: (stage) => this.update(mine, { stage }),
          sources: (sources) => this.update(mine, { sources }),
          delta: (text) => this.update(mine, { text: (this.pending?.text ?? "") + text, isSlow: false }),
        },
      );
      if (mine === this.id) this.finish({ question, answer, stopped: null, tookMs: performance.now() - began });
    } catch (error) {
      if (mine === this.id) this.fail(question, error, performance.now() - began);
    } finally {
      clearTimeout(slow);
      if (this.controller === controller) {
        this.controller = null;
        this.pending = null;
      }
    }
  }

  stop(): void {
    this.controller?.abort();
  }

  /** Ask an earlier question again; what followed it stays out of the dialogue. */
  askAgain(exchange: Exchange): Promise<void> {
    const at = this.exchanges.indexOf(exchange);
    if (at >= 0) this.exchanges = this.exchanges.slice(0, at);
    return this.ask(exchange.question);
  }

  begin(): void {
    this.open({ id: newId(), at: Date.now(), exchanges: [] });
  }

  open(conversation: Conversation): void {
    this.controller?.abort();
    this.controller = null;
    this.pending = null;
    this.failure = null;
    this.draft = "";
    this.id = conversation.id;
    this.exchanges = [...conversation.exchanges];
  }

  private update(session: string, change: Partial<Pending>): void {
    if (session === this.id && this.pending) Object.assign(this.pending, change);
  }

  private finish(exchange: Omit<Exchange, "id" | "sources">): void {
    const sources = $state.snapshot(this.pending?.sources ?? []);
    this.exchanges = [...this.exchanges, { ...exchange, id: newId(), sources }];
    conversations.save({ id: this.id, at: Date.now(), exchanges: this.exchanges });
  }

  private fail(question: string, error: unknown, tookMs: number): void {
    const text = this.pending?.text ?? "";
    if (isAbort(error)) {
      if (text) this.finish({ question, answer: null, stopped: text, tookMs });
      else this.draft ||= question;
      return;
    }
    this.failure = { failure: asFailure(error), question };
    this.draft ||= question;
    if (this.failure.failure.code.startsWith("key_")) service.failure = this.failure.failure;
  }
}

export const session = new Session();
