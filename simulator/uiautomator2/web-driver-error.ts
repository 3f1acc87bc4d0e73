/** The W3C error codes that the server answers with, and the HTTP status of each. */
const statuses = {
  'invalid argument': 400,
  'invalid element state': 400,
  'invalid selector': 400,
  'invalid session id': 404,
  'no such alert': 404,
  'no such element': 404,
  'session not created': 500,
  'stale element reference': 404,
  'unknown command': 404,
  'unknown error': 500,
  'unsupported operation': 500,
} as const;

export type WebDriverErrorCode = keyof typeof statuses;

/** A command that the server refuses; it goes out as `{"value": {"error", "message", "stacktrace"}}`. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError';
  readonly code: WebDriverErrorCode;

  constructor(code: WebDriverErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }
}
