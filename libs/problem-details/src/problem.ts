/** Every problem type that an answer may carry (RFC 9457); its page is `docs/problems/<type>.md`. To add one: its line here, then its page. */
export const problemTypes = {
  'request-not-valid': { status: 400, title: 'The request is not valid' },
  'body-not-json': { status: 400, title: 'The body is not JSON' },
  'idempotency-key-missing': { status: 400, title: 'The Idempotency-Key is missing' },
  'scheme-not-known': { status: 400, title: 'The scheme is not known' },
  'scheme-cannot-carry-product-type': { status: 400, title: 'The scheme cannot carry this product type' },
  'facts-not-valid': { status: 400, title: 'The facts are not valid' },
  'cursor-not-valid': { status: 400, title: 'The cursor is not valid' },
  'token-missing': { status: 401, title: 'The token is missing' },
  'token-not-valid': { status: 401, title: 'The token is not valid' },
  'role-missing': { status: 403, title: 'A role is missing' },
  'institution-not-yours': { status: 403, title: 'The institution is not yours' },
  'own-change': { status: 403, title: 'Nobody decides on their own change' },
  'not-found': { status: 404, title: 'Not found' },
  'product-code-taken': { status: 409, title: 'The product code is taken' },
  'product-lifecycle-conflict': { status: 409, title: 'The lifecycle of the product does not allow this' },
  'institution-lifecycle-conflict': { status: 409, title: 'The lifecycle of the institution does not allow this' },
  'institution-already-applied': { status: 409, title: 'The institution has already applied' },
  'institution-identifier-taken': { status: 409, title: 'The identifier belongs to another institution' },
  'institution-not-approved': { status: 409, title: 'The institution is not approved' },
  'licence-missing': { status: 409, title: 'A licence is missing' },
  'change-pending': { status: 409, title: 'A change is pending' },
  'no-change-pending': { status: 409, title: 'No change is pending' },
  'product-incomplete': { status: 409, title: 'The product is incomplete' },
  'version-conflict': { status: 409, title: 'Someone else was faster' },
  'job-running': { status: 409, title: 'The job is running already' },
  'nothing-to-change': { status: 409, title: 'Nothing would change' },
  'if-match-failed': { status: 412, title: 'The revision is no longer current' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'event-too-large': { status: 413, title: 'The event is too large' },
  'media-type-not-supported': { status: 415, title: 'The media type is not supported' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'if-match-missing': { status: 428, title: 'If-Match is missing' },
  'internal-error': { status: 500, title: 'Something broke on our side' },
  'dependency-unavailable': { status: 503, title: 'A part of the system does not answer' },
} as const satisfies Record<string, { status: number; title: string }>;

/** The last part of a problem's `type` URL, such as `not-found`. */
export type ProblemType = keyof typeof problemTypes;

/** One fault of a request: where (a JSON pointer into the body, or into the named part of the request), what was expected, and what was seen. */
export type FieldError = {
  readonly pointer: string;
  readonly in?: 'query' | 'path';
  readonly detail: string;
  readonly rejectedValue?: unknown;
};

/** A refusal that the caller can understand and act on; thrown anywhere, answered by `ProblemFilter` as RFC 9457. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly type: ProblemType,
    readonly detail: string,
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }
}
