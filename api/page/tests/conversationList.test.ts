import { describe, expect, it } from "vitest";
import { deletedSince, MOST, soundConversations, withConversation } from "../src/lib/conversationList";
import type { Conversation, Exchange } from "../src/lib/conversations.svelte";
import { answerOf } from "./made";

const exchange = (id: string, question = `${id}?`): Exchange => ({ id, question, answer: answerOf([["One.", []]], []), stopped: null, sources: [], tookMs: 1 });
const conversation = (id: string, ...ids: string[]): Conversation => ({ id, at: 1, exchanges: ids.map((one) => exchange(one)) });
const shown = (all: Conversation[]) => all.map((one) => [one.id, ...one.exchanges.map((said) => said.id)]);

describe("what the browser kept", () => {
  it("is read as it is", () => {
    expect(soundConversations([conversation("a", "1", "2")])).toEqual([conversation("a", "1", "2")]);
  });

  it.each([null, {}, "[]", [null], [{ id: "a" }], [{ id: "a", at: 1, exchanges: [{ answer: 1 }] }]])("is nothing where it cannot be read: %j", (data) => {
    expect(soundConversations(data)).toEqual([]);
  });

  it("keeps the question of an answer that cannot be drawn", () => {
    const broken = { ...conversation("a"), exchanges: [{ id: "1", question: "Why?", answer: { surprise: 1 } }] };
    expect(soundConversations([broken])[0]?.exchanges).toMatchObject([{ question: "Why?", answer: null, stopped: null }]);
  });

  it("has every id once", () => {
    expect(shown(soundConversations([conversation("a", "1", "1"), conversation("a", "2")]))).toEqual([["a", "1"]]);
  });
});

describe("conversations of several tabs", () => {
  it("are put together, the one just saved first", () => {
    expect(shown(withConversation([conversation("b", "1"), conversation("a", "2")], conversation("a", "2", "3")))).toEqual([
      ["a", "2", "3"],
      ["b", "1"],
    ]);
  });

  it("lose nothing where both went on with the same one", () => {
    expect(shown(withConversation([conversation("a", "1", "theirs")], conversation("a", "1", "mine")))).toEqual([["a", "1", "theirs", "mine"]]);
  });

  it("have an answer in place of the one that was asked again", () => {
    const mine = { ...conversation("a"), exchanges: [exchange("1", "new?")] };
    expect(withConversation([conversation("a", "1")], mine)).toEqual([mine]);
  });

  it("are deleted where another tab has deleted them, and not where a full list let the oldest go", () => {
    const full = Array.from({ length: MOST }, (_, n) => conversation(String(n)));
    expect(deletedSince([conversation("a"), conversation("b")], [conversation("b")])).toEqual(["a"]);
    expect(deletedSince([conversation("a")], full)).toEqual([]);
  });
});
