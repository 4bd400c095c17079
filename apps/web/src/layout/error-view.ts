import { BadInput, DomainError, Unavailable } from '@app/kernel';
import { retryAfterSeconds, statusOf } from '@app/http';

/** What a person reads when they did not get what they asked for. */
export interface ErrorView {
  readonly status: number;
  readonly title: string;
  /** What happened, and what was kept. */
  readonly happened: string;
  /** What to do now. */
  readonly next: string;
  /** Fields that were refused before any page could take them back; named for the person who built the form. */
  readonly refused: readonly string[];
  /** Shown when it is our fault, so that it can be found in the log. */
  readonly reference: string | null;
  readonly retryAfterSeconds: number | null;
}

const GO_BACK = 'Go back, read the page again and decide anew.';

/**
 * One wording for each kind of refusal. What is not there and what may not be seen are the same page to the letter; what
 * went wrong inside is never described.
 *
 * @param reads nothing was sent: what was not changed is no answer to who only wanted to read.
 */
export function errorView(error: unknown, requestId: string, reads = false): ErrorView {
  const status = statusOf(error);
  const plain = { status, refused: [], reference: null, retryAfterSeconds: null };
  const sentence = error instanceof DomainError ? error.message : '';
  if (error instanceof Unavailable) {
    const wait = error.retryAfterSeconds;
    const title = status === 429 ? 'Too many tries' : 'Part of the service does not answer';
    return {
      ...plain,
      title,
      happened: sentence,
      next: `Try again in ${waitInWords(wait)}.`,
      retryAfterSeconds: wait,
    };
  }
  switch (status) {
    case 401:
      return { ...plain, title: 'Sign in first', happened: NOT_SENT, next: 'Sign in and send it again.' };
    case 403:
      return {
        ...plain,
        title: 'You cannot do this',
        happened: sentence || 'The rules of this area do not allow it.',
        next: reads ? 'Go back to where you came from.' : 'Nothing was changed.',
      };
    case 404:
    case 405:
      return {
        ...plain,
        status: 404,
        title: 'Page not found',
        happened: 'There is nothing here, or it is not yours to see.',
        next: 'If you typed the address, check it. If you followed a link, what it led to may have ended.',
      };
    case 409:
      return {
        ...plain,
        title: 'This cannot be done as things stand',
        happened: sentence || 'Something else was recorded first, and both cannot stand.',
        next: reads ? GO_BACK : `Nothing was changed. ${GO_BACK}`,
      };
    case 412:
      return {
        ...plain,
        title: 'Somebody changed this in the meantime',
        happened: sentence,
        next: GO_BACK,
      };
    case 503:
      return {
        ...plain,
        title: 'Part of the service does not answer',
        happened: reads ? 'This page could not be read just now.' : 'Nothing was changed.',
        next: 'Try again in a minute.',
        retryAfterSeconds: retryAfterSeconds(error),
      };
  }
  if (status < 500) {
    return {
      ...plain,
      title: 'This could not be read',
      happened: reads
        ? 'The address asks for something that this page cannot show.'
        : 'What was sent is not what the page asks for. Nothing was changed.',
      next: reads
        ? 'Follow a link to the page, or check the address.'
        : 'Open the page again and fill it in anew.',
      refused: error instanceof BadInput ? error.errors.map(({ path, message }) => name(path, message)) : [],
    };
  }
  return {
    ...plain,
    title: 'Something went wrong on our side',
    happened: reads ? 'This page could not be made.' : 'What you were doing was not saved.',
    next: 'Try again. If it happens once more, tell your administrator the reference below.',
    reference: requestId,
  };
}

const NOT_SENT = 'Your session has ended, so nothing was sent.';

function name(path: string, message: string): string {
  return path === '' ? message : `${path}: ${message}`;
}

function waitInWords(seconds: number): string {
  if (seconds < 60) return 'a moment';
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
