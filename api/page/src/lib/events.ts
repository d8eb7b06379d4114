/** Server-sent events as WHATWG HTML defines them, from pieces of text that may be cut anywhere. */

export interface ServerEvent {
  name: string;
  data: string;
}

export class EventParser {
  private rest = "";
  private isFirst = true;
  private name = "";
  private data: string[] = [];

  /** Take in a piece; returns the events it completes. */
  push(piece: string): ServerEvent[] {
    let text = this.rest + piece;
    if (this.isFirst && text !== "") {
      text = text.replace(/^\uFEFF/, "");
      this.isFirst = false;
    }
    const events: ServerEvent[] = [];
    let start = 0;
    for (;;) {
      const at = indexOfLineEnd(text, start);
      // A CR at the very end may be half of CR LF: wait for what follows.
      if (at < 0 || (text[at] === "\r" && at === text.length - 1)) break;
      this.line(text.slice(start, at), events);
      start = at + (text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1);
    }
    this.rest = text.slice(start);
    return events;
  }

  private line(line: string, events: ServerEvent[]): void {
    if (line === "") {
      if (this.data.length > 0) events.push({ name: this.name || "message", data: this.data.join("\n") });
      this.name = "";
      this.data = [];
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return; // a comment keeps the connection open
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.name = value;
    else if (field === "data") this.data.push(value);
  }
}

function indexOfLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\n" || character === "\r") return at;
  }
  return -1;
}

/** The events of a response body, one after the other. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const parser = new EventParser();
  const decoder = new TextDecoder("utf-8");
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
