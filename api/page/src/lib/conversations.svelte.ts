/** Conversations, kept in the browser and nowhere else. */

import { keep, recall } from "./storage";
import type { Answer, Source, Turn } from "./wire";

export interface Exchange {
  id: string;
  question: string;
  answer: Answer | null;
  /** What had arrived when the reader stopped it. */
  stopped: string | null;
  sources: Source[];
  tookMs: number;
}

export interface Conversation {
  id: string;
  at: number;
  exchanges: Exchange[];
}

const MOST = 40;
const MAX_HISTORY_CHARACTERS = 8000;

class Conversations {
  all = $state<Conversation[]>(recall<Conversation[]>("conversations", []));

  save(conversation: Conversation): void {
    const others = this.all.filter((one) => one.id !== conversation.id);
    this.all = [conversation, ...others].slice(0, MOST);
    this.write();
  }

  remove(id: string): void {
    this.all = this.all.filter((one) => one.id !== id);
    this.write();
  }

  clear(): void {
    this.all = [];
    this.write();
  }

  /** When there is no room, the oldest go. */
  private write(): void {
    for (let kept = this.all; !keep("conversations", kept) && kept.length > 1; ) kept = kept.slice(0, -1);
  }
}

export const conversations = new Conversations();

/** The finished exchanges as the service wants to be told of them, newest last. */
export function historyOf(exchanges: readonly Exchange[], mostTurns: number): Turn[] {
  const turns = exchanges.flatMap(({ question, answer }): Turn[] =>
    answer
      ? [
          { role: "user", content: question },
          { role: "assistant", content: answer.answer.slice(0, MAX_HISTORY_CHARACTERS).replace(/[\ud800-\udbff]$/, "") },
        ]
      : [],
  );
  const even = mostTurns - (mostTurns % 2);
  return even > 0 ? turns.slice(-even) : [];
}

export function newId(): string {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16)).join("");
}
