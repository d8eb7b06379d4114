/** Whether what came is what the service sends: a proxy, or another service, may answer with anything at all. */

import { Failure } from "./failure";
import type { Answer, Check, Citation, Claim } from "./wire";

type Kind = "string" | "number" | "list" | "string?" | "number?" | "list?";
type Shape = Record<string, Kind>;

const ANSWER: Shape = { status: "string", mode: "string", language: "string", answer: "string", citations: "list" };
const ANSWER_MAY_LACK: Shape = { claims: "list?", passages: "list?", warnings: "list?", model: "string?", differences: "list?" };
const CLAIM: Shape = { start: "number", end: "number", citations: "list" };
const SENTENCE: Shape = { start: "number", end: "number", verdict: "string", differs: "list", citations: "list" };
const CITATION: Shape = {
  n: "number",
  doc_id: "string",
  title: "string",
  publisher: "string",
  kind: "string",
  date: "string",
  page: "number?",
  page_end: "number?",
  char_start: "number",
  char_end: "number",
  quote: "string",
  language: "string",
  translation: "string?",
};

/** Whether a value is an object with these fields; those with a question mark may be absent or null. */
export function hasShape(data: unknown, shape: Shape): data is Record<string, unknown> {
  if (typeof data !== "object" || data === null) return false;
  return Object.entries(shape).every(([name, kind]) => isKind((data as Record<string, unknown>)[name], kind));
}

/** The value, if it has the fields that the page reads; else it was not this service that answered. */
export function inShape<T>(data: unknown, shape: Shape): T {
  if (hasShape(data, shape)) return data as T;
  throw new Failure("malformed");
}

/** An answer that can be drawn; null if it is none. */
export function readAnswer(data: unknown): Answer | null {
  if (!hasShape(data, { ...ANSWER, ...ANSWER_MAY_LACK })) return null;
  const answer = data as unknown as Answer;
  if (!answer.citations.every(isCitation) || !(answer.claims ?? []).every(isClaim)) return null;
  const differences = (answer.differences ?? []).filter(isDisagreement);
  return { ...answer, differences, claims: answer.claims ?? null, passages: answer.passages ?? null, warnings: answer.warnings ?? [] };
}

/** Whether a checked draft can be drawn. */
export function isCheck(data: unknown): data is Check {
  if (!hasShape(data, { sentences: "list", citations: "list" })) return false;
  const { sentences, citations } = data as { sentences: unknown[]; citations: unknown[] };
  return sentences.every((one) => hasShape(one, SENTENCE)) && citations.every(isCitation);
}

function isCitation(data: unknown): data is Citation {
  return hasShape(data, CITATION);
}

function isDisagreement(data: unknown): boolean {
  return hasShape(data, { citations: "list", said: "string", other: "string" });
}

function isClaim(data: unknown): data is Claim {
  return hasShape(data, CLAIM) && hasShape(data.support, { label: "string" });
}

function isKind(value: unknown, kind: Kind): boolean {
  if (kind.endsWith("?") && (value === null || value === undefined)) return true;
  const plain = kind.replace("?", "");
  return plain === "list" ? Array.isArray(value) : typeof value === plain;
}
