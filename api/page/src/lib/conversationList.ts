/** Kept conversations as a list: read with suspicion, and put together from several tabs. */

import type { Conversation, Exchange } from "./conversations.svelte";
import { hasShape, readAnswer } from "./shape";

export const MOST = 40;

/** What the browser kept, as far as it can be read. An answer that cannot be drawn is none; its question stays. */
export function soundConversations(data: unknown): Conversation[] {
  if (!Array.isArray(data)) return [];
  return unlike(data.flatMap(soundConversation));
}

function soundConversation(data: unknown): Conversation[] {
  if (!hasShape(data, { id: "string", at: "number", exchanges: "list" })) return [];
  const exchanges = unlike((data.exchanges as unknown[]).flatMap(soundExchange));
  return exchanges.length > 0 ? [{ id: data.id as string, at: data.at as number, exchanges }] : [];
}

/** The first of each id; what is drawn by its id may have it only once. */
function unlike<T extends { id: string }>(all: T[]): T[] {
  return [...new Map(all.toReversed().map((one) => [one.id, one])).values()].toReversed();
}

function soundExchange(data: unknown, index: number): Exchange[] {
  if (!hasShape(data, { question: "string" })) return [];
  return [
    {
      id: typeof data.id === "string" ? data.id : `unnamed-${index}`,
      question: data.question as string,
      answer: readAnswer(data.answer),
      stopped: typeof data.stopped === "string" ? data.stopped : null,
      sources: Array.isArray(data.sources) ? (data.sources as Exchange["sources"]) : [],
      tookMs: typeof data.tookMs === "number" ? data.tookMs : 0,
    },
  ];
}

/** A conversation put first; of what another tab added to the same one nothing is lost. */
export function withConversation(kept: readonly Conversation[], mine: Conversation): Conversation[] {
  const theirs = kept.find((one) => one.id === mine.id)?.exchanges ?? [];
  const byId = new Map([...theirs, ...mine.exchanges].map((one) => [one.id, one]));
  const whole = { ...mine, exchanges: [...byId.values()] };
  return [whole, ...kept.filter((one) => one.id !== mine.id)].slice(0, MOST);
}

/** Which of those known here were deleted elsewhere. In a full list the oldest go by themselves, which deletes none. */
export function deletedSince(known: readonly Conversation[], kept: readonly Conversation[]): string[] {
  if (kept.length >= MOST) return [];
  const there = new Set(kept.map((one) => one.id));
  return known.map((one) => one.id).filter((id) => !there.has(id));
}
