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
