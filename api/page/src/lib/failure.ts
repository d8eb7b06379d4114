/** Why a request has no result: a problem of the service's own, or one on the way to it. */
export class Failure extends Error {
  constructor(
    /** A `code` of the service, or `offline`, `silent`, `cut_off`, `malformed`. */
    readonly code: string,
    readonly detail = "",
    readonly requestId = "",
    readonly nextStep = "",
    readonly retryAfter: number | null = null,
    /** The status of the reply, where there was one. */
    readonly status: number | null = null,
  ) {
    super(detail || code);
  }
}

const PASSING = new Set(
  "offline silent cut_off malformed not_ready queue_full answer_cancelled internal index_busy record_busy record_closed body_too_slow body_unreadable".split(" "),
);

/** Whether asking once more, with nothing changed, may succeed. */
export function mayPass({ code, status, retryAfter }: Failure, isKnown: boolean): boolean {
  return PASSING.has(code) || retryAfter !== null || (!isKnown && (status ?? 0) >= 500);
}
