/** Conversations, kept in the browser and nowhere else. */

import { deletedSince, soundConversations, withConversation } from "./conversationList";
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

const MAX_HISTORY_CHARACTERS = 8000;
const NAME = "conversations";

/** The browser's store is what counts, because other tabs write to it too; where it keeps nothing, this tab's memory. */
class Conversations {
  all = $state<Conversation[]>(soundConversations(recall(NAME, [])));
  /** Told the ids of what was deleted, here or in another tab. */
  whenDeleted: (ids: string[]) => void = () => undefined;
  private isKept = true;

  constructor() {
    globalThis.addEventListener?.("storage", (event) => {
      if (event.key === null || event.key === `summit.${NAME}`) this.adopt(this.read());
    });
  }

  save(conversation: Conversation): void {
    const kept = this.read();
    // Deleted in another tab a moment ago: what was said before must not come back.
    if (deletedSince(this.all, kept).includes(conversation.id)) this.adopt(kept);
    else this.write(withConversation(kept, conversation));
  }

  remove(id: string): void {
    this.write(this.read().filter((one) => one.id !== id));
  }

  clear(): void {
    this.write([]);
  }

  private read(): Conversation[] {
    return this.isKept ? soundConversations(recall(NAME, [])) : this.all;
  }

  private adopt(kept: Conversation[]): void {
    const deleted = deletedSince(this.all, kept);
    this.all = kept;
    if (deleted.length > 0) this.whenDeleted(deleted);
  }

  /** When there is no room, the oldest go. */
  private write(wanted: Conversation[]): void {
    let kept = wanted;
    while (!(this.isKept = keep(NAME, kept)) && kept.length > 1) kept = kept.slice(0, -1);
    this.adopt(this.isKept ? kept : wanted);
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
