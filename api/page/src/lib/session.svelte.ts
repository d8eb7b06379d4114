/** The conversation at hand: asking, streaming, stopping, asking again. */

import { isAbort } from "./client";
import { conversations, historyOf, newId, type Conversation, type Exchange } from "./conversations.svelte";
import type { Failure } from "./failure";
import { asFailure, client, service } from "./service.svelte";
import { keep, perTab, recall } from "./storage";
import type { Source } from "./wire";

const SLOW_MS = 8000;
const FALLBACK_TURNS = 20;

export interface Pending {
  question: string;
  /** The exchange that is asked again; it stays until the new answer is whole. */
  replaces: string | null;
  stage: string;
  text: string;
  sources: Source[];
  isSlow: boolean;
}

export interface Unanswered {
  failure: Failure;
  question: string;
  replaces: string | null;
  /** Whether the question was put back into the field, where the reader may edit it. */
  isInField: boolean;
}

/** What a reload of this tab goes on with. */
const CURRENT = "conversation";
const UNSENT = "question";

class Session {
  id = $state(newId());
  exchanges = $state.raw<Exchange[]>([]);
  pending = $state<Pending | null>(null);
  /** Why the last question has no answer. */
  failure = $state.raw<Unanswered | null>(null);
  /** The answer that has just become whole. */
  arrived = $state.raw<Exchange | null>(null);
  draft = $state("");
  /** Of a shared dialogue, the questions that are still to be asked. */
  private waiting = $state.raw<string[]>([]);
  private controller: AbortController | null = null;

  constructor() {
    conversations.whenDeleted = (ids) => {
      if (ids.includes(this.id)) this.empty();
    };
    const kept = conversations.all.find((one) => one.id === recall<unknown>(CURRENT, null, perTab));
    if (kept) {
      this.id = kept.id;
      this.exchanges = $state.snapshot(kept).exchanges as Exchange[];
    }
    this.draft = String(recall<unknown>(UNSENT, "", perTab));
  }

  /** So that a reload loses nothing; to be run wherever something changes. A question without an answer counts as unsent. */
  keep(): void {
    const asked = this.pending?.replaces ? null : this.pending?.question;
    const failed = this.failure?.replaces ? null : this.failure?.question;
    keep(CURRENT, this.id, perTab);
    keep(UNSENT, this.draft || this.waiting.at(-1) || asked || failed || "", perTab);
  }

  /** Ask; what else the reader has begun to write stays in the field. */
  ask(question: string): Promise<void> {
    if (this.pending) return Promise.resolve();
    if (question !== this.failure?.question) this.waiting = [];
    if (this.draft.trim() === question) this.draft = "";
    this.setAside(question);
    return this.send(question, null);
  }

  /** Ask the questions of a shared dialogue one after the other, each with what was said before it. */
  askInTurn(questions: readonly string[]): Promise<void> {
    const [first, ...rest] = questions;
    if (first === undefined) return Promise.resolve();
    const { draft } = this;
    this.begin();
    this.draft = draft;
    const asked = this.ask(first);
    this.waiting = rest;
    return asked;
  }

  /** The questions that lead to an exchange: itself, and what it goes on from. */
  leadingTo(exchange: Exchange): string[] {
    const at = this.exchanges.indexOf(exchange);
    let from = at;
    while (from > 0 && this.exchanges[from]?.answer?.standalone_question) from -= 1;
    return this.exchanges.slice(from, at + 1).filter((one) => one === exchange || one.answer).map((one) => one.question);
  }

  /** Ask an earlier question again. Nothing is given up for it before its new answer is whole. */
  askAgain(exchange: Exchange): Promise<void> {
    return this.pending ? Promise.resolve() : this.send(exchange.question, exchange.id);
  }

  /** Ask what had no answer, as the reader has edited it since. */
  retry(): Promise<void> {
    if (!this.failure) return Promise.resolve();
    const { question, replaces, isInField } = this.failure;
    const again = this.exchanges.find((one) => one.id === replaces);
    if (again) return this.askAgain(again);
    return this.ask((isInField && this.draft.trim()) || question);
  }

  stop(): void {
    this.controller?.abort();
  }

  begin(): void {
    this.open({ id: newId(), at: Date.now(), exchanges: [] });
  }

  open(conversation: Conversation): void {
    this.controller?.abort();
    this.controller = null;
    this.pending = null;
    this.failure = null;
    this.arrived = null;
    this.waiting = [];
    this.draft = "";
    this.id = conversation.id;
    this.exchanges = [...conversation.exchanges];
  }

  /** The conversation was deleted; what the reader is writing, or waits for, was not. */
  empty(): void {
    const draft = this.draft || (this.pending?.question ?? "");
    this.begin();
    this.draft = draft;
  }

  private async send(question: string, replaces: string | null): Promise<void> {
    const controller = new AbortController();
    const mine = this.id;
    this.controller = controller;
    this.failure = null;
    this.arrived = null;
    this.pending = { question, replaces, stage: "", text: "", sources: [], isSlow: false };
    const slow = setTimeout(() => this.update(mine, { isSlow: true }), SLOW_MS);
    const began = performance.now();
    try {
      const history = historyOf(this.before(replaces), service.info?.limits.history_turns ?? FALLBACK_TURNS);
      const answer = await client.ask(
        { question, language: "auto", history, signal: controller.signal },
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
    if (mine === this.id && !this.pending && !this.failure) await this.goOn();
  }

  private goOn(): Promise<void> {
    const [next, ...rest] = this.waiting;
    this.waiting = rest;
    return next === undefined ? Promise.resolve() : this.send(next, null);
  }

  /** What had been said before a question that is asked again, or all of it. */
  private before(replaces: string | null): Exchange[] {
    const at = this.exchanges.findIndex((one) => one.id === replaces);
    return at < 0 ? this.exchanges : this.exchanges.slice(0, at);
  }

  private update(session: string, change: Partial<Pending>): void {
    if (session === this.id && this.pending) Object.assign(this.pending, change);
  }

  /** Put an exchange at the end, or where the one stood that was asked again. */
  private finish(said: Omit<Exchange, "id" | "sources">): void {
    const sources = $state.snapshot(this.pending?.sources ?? []);
    const replaces = this.pending?.replaces ?? null;
    const exchange: Exchange = { ...said, id: replaces ?? newId(), sources };
    this.exchanges = replaces
      ? this.exchanges.map((one) => (one.id === replaces ? exchange : one))
      : [...this.exchanges, exchange];
    this.arrived = exchange.answer ? exchange : null;
    conversations.save({ id: this.id, at: Date.now(), exchanges: this.exchanges });
  }

  private fail(question: string, error: unknown, tookMs: number): void {
    const { text = "", replaces = null } = this.pending ?? {};
    if (isAbort(error)) {
      this.waiting = [];
      this.keepStopped(question, text, tookMs);
      return;
    }
    const isInField = replaces === null && this.giveBack(question);
    const failure = asFailure(error);
    this.failure = { failure, question, replaces, isInField };
    if (failure.code.startsWith("key_")) service.failure = failure;
  }

  /** Half an answer never takes the place of a whole one; and no question is lost where the field is taken. */
  private keepStopped(question: string, text: string, tookMs: number): void {
    const replaces = this.pending?.replaces ?? null;
    const old = this.exchanges.find((one) => one.id === replaces);
    if (old && (old.answer || text === "")) return;
    if (text !== "" || !this.giveBack(question)) this.finish({ question, answer: null, stopped: text, tookMs });
  }

  /** A failed question that stands nowhere else stays in the conversation when another one is asked. */
  private setAside(next: string): void {
    const { question, replaces, isInField } = this.failure ?? { question: next, replaces: null, isInField: false };
    if (question === next || replaces !== null || isInField) return;
    this.finish({ question, answer: null, stopped: "", tookMs: 0 });
  }

  /** Put a question back into the field, if that is free; whether it was. */
  private giveBack(question: string): boolean {
    if (this.draft.trim() !== "") return false;
    this.draft = question;
    return true;
  }
}

export const session = new Session();
