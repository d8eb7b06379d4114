import { describe, expect, it } from "vitest";
import { EventParser, readEvents, type ServerEvent } from "../src/lib/events";

const WIRE = ': open\n\nevent: meta\ndata: {"id":"a"}\nid: 1\n\nevent: delta\ndata: {"text":"巴黎🏔"}\n\ndata: one\ndata: two\n\n';
const EVENTS: ServerEvent[] = [
  { name: "meta", data: '{"id":"a"}' },
  { name: "delta", data: '{"text":"巴黎🏔"}' },
  { name: "message", data: "one\ntwo" },
];

function parse(...pieces: string[]): ServerEvent[] {
  const parser = new EventParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

function bodyOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

describe("the event parser", () => {
  it("gives the same events wherever the text is cut", () => {
    for (let cut = 0; cut <= WIRE.length; cut += 1) expect(parse(WIRE.slice(0, cut), WIRE.slice(cut))).toEqual(EVENTS);
    expect(parse(...WIRE)).toEqual(EVENTS);
  });

  it.each(["\n", "\r", "\r\n"])("takes %j as the end of a line", (end) => {
    // One more line, because a CR at the very end may still become CR LF.
    const text = WIRE.replaceAll("\n", end) + ":" + end;
    for (let cut = 0; cut <= text.length; cut += 1) expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(EVENTS);
  });

  it("passes over a byte order mark, comments, unknown fields and events without data", () => {
    expect(parse("\uFEFFevent: a\n\n: comment\nretry: 5\ndata\n\n")).toEqual([{ name: "message", data: "" }]);
  });

  it("takes off one blank after the colon and no more", () => {
    expect(parse("data:  x\n\ndata:y\n\n").map((event) => event.data)).toEqual([" x", "y"]);
  });

  it("does not give an event that has not ended", () => {
    expect(parse("data: x\n")).toEqual([]);
  });

  it("puts characters together that were cut inside", async () => {
    for (const size of [1, 2, 3, 5, 1000]) {
      const events: ServerEvent[] = [];
      for await (const event of readEvents(bodyOf(new TextEncoder().encode(WIRE), size))) events.push(event);
      expect(events).toEqual(EVENTS);
    }
  });

  it("lets go of the body when its reader has enough", async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
      cancel: () => void (isCancelled = true),
    });
    for await (const event of readEvents(body)) if (event.data === "x") break;
    expect(isCancelled).toBe(true);
  });
});
