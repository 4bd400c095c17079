/** What a person did not get, as a sentence for them and a code for a machine. HTTP status is chosen once, in `http`. */
export abstract class DomainError extends Error {
  /** UPPER_SNAKE, stable: programs rely on it. */
  abstract readonly code: string;
}

export interface FieldError {
  /** The field's name as the form or the API calls it, like `halfDays` or `window.from`; '' where it is about the whole. */
  readonly path: string;
  readonly message: string;
}

/** What was sent cannot be read: each error names its field. Nothing was written. */
export class BadInput extends DomainError {
  readonly code: string = 'BAD_INPUT';
  constructor(
    readonly errors: readonly FieldError[],
    message = 'There is a problem with what was sent.',
  ) {
    super(message);
  }
}

/** Not there, or not for this person to know: one answer for both. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  /** @param denied why it is not theirs, for the log alone: no door ever tells it. Null where there is nothing. */
  constructor(readonly denied: string | null = null) {
    super('There is nothing here, or it is not yours to see.');
  }
}

/** Visible to the asker, but this act is refused. */
export class NotAllowed extends DomainError {
  constructor(
    readonly code: string,
    message = 'You may not do this.',
  ) {
    super(message);
  }
}

/** A rule of the service stands against it: 409 at the doors. */
export class RuleBroken extends DomainError {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Somebody else changed the record since the asker read it. Nothing was overwritten. */
export class StaleVersion extends DomainError {
  readonly code = 'STALE_VERSION';
  constructor() {
    super('Somebody changed this since you opened it. Nothing of yours was saved yet.');
  }
}

/** A part of the service is not there for the moment: ask again later. */
export class Unavailable extends DomainError {
  constructor(
    readonly code: string,
    message: string,
    readonly retryAfterSeconds = 5,
  ) {
    super(message);
  }
}
