/** The service, as the page speaks to it. Every refusal becomes a `Failure`. */

import { readEvents, type ServerEvent } from "./events";
import { Failure } from "./failure";
import { hasShape, inShape, isCheck, readAnswer } from "./shape";
import type {
  Answer,
  Check,
  DocumentText,
  Info,
  Language,
  Passport,
  Problem,
  Search,
  Source,
  Turn,
  Verification,
} from "./wire";

export interface AskOptions {
  question: string;
  language: Language | "auto";
  history: Turn[];
  signal: AbortSignal;
}

/** What is told while an answer is on its way. */
export interface AskListener {
  stage(name: string): void;
  sources(sources: Source[]): void;
  delta(text: string): void;
}

/** How long nothing at all may come before the service counts as silent; while it works it says so more often. */
const SILENCE_MS = 45_000;

/** Watches one request: ended by the reader, or because nothing comes any more. */
class Watch {
  private readonly silence = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal: AbortSignal;

  constructor(reader?: AbortSignal | null) {
    this.signal = reader ? AbortSignal.any([reader, this.silence.signal]) : this.silence.signal;
    this.heard();
  }

  heard(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.silence.abort(), SILENCE_MS);
  }

  over(): void {
    clearTimeout(this.timer);
  }

  /** What an error on the way means. */
  meaning(error: unknown, otherwise: string): unknown {
    if (this.silence.signal.aborted) return new Failure("silent");
    return error instanceof Failure || isAbort(error) ? error : new Failure(otherwise);
  }
}

export class Client {
  constructor(
    private readonly key: () => string | null,
    private readonly base = "",
  ) {}

  async info(): Promise<Info> {
    const info = inShape<Info>(await this.get("/api/v1/info"), { documents: "number", modes: "list" });
    if (!hasShape(info.limits, { question_chars: "number" })) throw new Failure("malformed");
    return { ...info, actions: info.actions ?? [], suggestions: info.suggestions ?? [] };
  }

  /** Ask; resolves with the whole answer, streamed or not. */
  async ask(options: AskOptions, listener: AskListener): Promise<Answer> {
    const { question, language, history, signal } = options;
    const include = ["passages", "claims", "timings"];
    const watch = new Watch(signal);
    try {
      const response = await this.request("/api/v1/ask", posted({ question, language, history, include, stream: true }), watch);
      const type = response.headers.get("content-type") ?? "";
      if (!type.startsWith("text/event-stream")) return answerIn(await parsed(response));
      return await this.follow(response, listener, watch);
    } catch (error) {
      throw watch.meaning(error, "cut_off");
    } finally {
      watch.over();
    }
  }

  async search(question: string, signal: AbortSignal): Promise<Search> {
    return inShape(await this.post("/api/v1/search", { question, top_k: 12 }, signal), { passages: "list" });
  }

  async documents(): Promise<Passport[]> {
    const all: Passport[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const reply = await this.get(`/api/v1/documents?limit=100${query}`);
      const page = inShape<{ data: Passport[]; next_cursor: string | null }>(reply, { data: "list", next_cursor: "string?" });
      all.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor);
    return all;
  }

  document(id: string): Promise<Passport> {
    return this.get(`/api/v1/documents/${encodeURIComponent(id)}`) as Promise<Passport>;
  }

  async text(id: string): Promise<DocumentText> {
    const text = await this.get(`/api/v1/documents/${encodeURIComponent(id)}/text`);
    return inShape(text, { text: "string", blocks: "list", pages: "list", sections: "list", footnotes: "list", translations: "list" });
  }

  async verify(citation: {
    doc_id: string;
    char_start: number;
    char_end: number;
    quote: string;
    text_sha256: string | null;
  }): Promise<Verification> {
    return inShape(await this.post("/api/v1/verify", citation), { status: "string", text_sha256: "string?" });
  }

  async check(text: string, signal: AbortSignal): Promise<Check> {
    const check = await this.post("/api/v1/check", { text }, signal);
    if (!isCheck(check)) throw new Failure("malformed");
    return check;
  }

  private get(path: string): Promise<unknown> {
    return this.whole(path, { method: "GET" });
  }

  private post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.whole(path, posted(body), signal);
  }

  private async whole(path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
    const watch = new Watch(signal);
    try {
      return await parsed(await this.request(path, init, watch));
    } catch (error) {
      throw watch.meaning(error, "cut_off");
    } finally {
      watch.over();
    }
  }

  private async request(path: string, init: RequestInit, watch: Watch): Promise<Response> {
    const headers = new Headers(init.headers);
    const key = this.key();
    if (key) headers.set("Authorization", `Bearer ${key}`);
    let response: Response;
    try {
      response = await fetch(this.base + path, { ...init, headers, signal: watch.signal });
    } catch (error) {
      throw watch.meaning(error, "offline");
    }
    watch.heard();
    if (!response.ok) throw await refusal(response);
    return response;
  }

  private async follow(response: Response, listener: AskListener, watch: Watch): Promise<Answer> {
    if (!response.body) throw new Failure("cut_off");
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(piece, out) {
          watch.heard();
          out.enqueue(piece);
        },
      }),
    );
    try {
      for await (const event of readEvents(body)) {
        const answer = heed(event, listener);
        if (answer) return answer;
      }
    } catch (error) {
      throw error instanceof SyntaxError ? new Failure("malformed") : watch.meaning(error, "cut_off");
    }
    if (watch.signal.aborted) throw new DOMException("stopped", "AbortError");
    throw new Failure("cut_off");
  }
}

/** Pass on what an event tells; returns the answer if it brings it. */
function heed(event: ServerEvent, listener: AskListener): Answer | null {
  const data: unknown = JSON.parse(event.data);
  if (event.name === "done") return answerIn(data);
  if (event.name === "error") throw failureOf(data, null, null);
  if (event.name === "status") listener.stage(inShape<{ stage: string }>(data, { stage: "string" }).stage);
  else if (event.name === "sources") listener.sources(inShape<{ sources: Source[] }>(data, { sources: "list" }).sources);
  else if (event.name === "delta") listener.delta(inShape<{ text: string }>(data, { text: "string" }).text);
  return null;
}

function answerIn(data: unknown): Answer {
  const answer = readAnswer(data);
  if (!answer) throw new Failure("malformed");
  return answer;
}

function posted(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** Whether a request was ended by the reader. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

async function parsed(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw isAbort(error) ? error : new Failure(error instanceof SyntaxError ? "malformed" : "cut_off");
  }
}

async function refusal(response: Response): Promise<Failure> {
  const retryAfter = Number(response.headers.get("retry-after")) || null;
  try {
    return failureOf(await response.json(), retryAfter, response.status);
  } catch {
    return new Failure("malformed", `HTTP ${response.status}`, response.headers.get("x-request-id") ?? "");
  }
}

/** A problem of the service as a failure. Within a stream there is no reply of its own: the problem tells the status. */
function failureOf(data: unknown, retryAfter: number | null, status: number | null): Failure {
  const shape = { code: "string", detail: "string?", request_id: "string?", next_step: "string?", status: "number?" } as const;
  const problem = inShape<Partial<Problem> & { code: string }>(data, shape);
  const { code, detail, request_id: requestId, next_step: nextStep } = problem;
  return new Failure(code, detail ?? "", requestId ?? "", nextStep ?? "", retryAfter, status ?? problem.status ?? null);
}
