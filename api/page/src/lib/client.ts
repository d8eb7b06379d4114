/** The service, as the page speaks to it. Every refusal becomes a `Failure`. */

import { readEvents } from "./events";
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

/** Why a request has no result: a problem of the service's own, or one on the way to it. */
export class Failure extends Error {
  constructor(
    /** A `code` of the service, or `offline`, `silent`, `cut_off`, `malformed`. */
    readonly code: string,
    readonly detail = "",
    readonly requestId = "",
    readonly nextStep = "",
    readonly retryAfter: number | null = null,
  ) {
    super(detail || code);
  }
}

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
    const info = (await this.get("/api/v1/info")) as Info;
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
      if (!type.startsWith("text/event-stream")) return (await parsed(response)) as Answer;
      return await this.follow(response, listener, watch);
    } catch (error) {
      throw watch.meaning(error, "cut_off");
    } finally {
      watch.over();
    }
  }

  search(question: string, signal: AbortSignal): Promise<Search> {
    return this.post("/api/v1/search", { question, top_k: 12 }, signal) as Promise<Search>;
  }

  async documents(): Promise<Passport[]> {
    const all: Passport[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const page = (await this.get(`/api/v1/documents?limit=100${query}`)) as {
        data: Passport[];
        next_cursor: string | null;
      };
      all.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor);
    return all;
  }

  document(id: string): Promise<Passport> {
    return this.get(`/api/v1/documents/${encodeURIComponent(id)}`) as Promise<Passport>;
  }

  text(id: string): Promise<DocumentText> {
    return this.get(`/api/v1/documents/${encodeURIComponent(id)}/text`) as Promise<DocumentText>;
  }

  verify(citation: {
    doc_id: string;
    char_start: number;
    char_end: number;
    quote: string;
    text_sha256: string | null;
  }): Promise<Verification> {
    return this.post("/api/v1/verify", citation) as Promise<Verification>;
  }

  check(text: string, signal: AbortSignal): Promise<Check> {
    return this.post("/api/v1/check", { text }, signal) as Promise<Check>;
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
        const data: unknown = JSON.parse(event.data);
        if (event.name === "done") return data as Answer;
        if (event.name === "error") throw failureOf(data as Problem, null);
        if (event.name === "status") listener.stage((data as { stage: string }).stage);
        else if (event.name === "sources") listener.sources((data as { sources: Source[] }).sources);
        else if (event.name === "delta") listener.delta((data as { text: string }).text);
      }
    } catch (error) {
      throw error instanceof SyntaxError ? new Failure("malformed") : watch.meaning(error, "cut_off");
    }
    if (watch.signal.aborted) throw new DOMException("stopped", "AbortError");
    throw new Failure("cut_off");
  }
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
    return failureOf((await response.json()) as Problem, retryAfter);
  } catch {
    return new Failure("malformed", `HTTP ${response.status}`, response.headers.get("x-request-id") ?? "");
  }
}

function failureOf(problem: Problem, retryAfter: number | null): Failure {
  return new Failure(
    problem.code ?? "malformed",
    problem.detail ?? "",
    problem.request_id ?? "",
    problem.next_step ?? "",
    retryAfter,
  );
}
