import { NotAllowed, Unavailable } from '@app/kernel';

/**
 * What a provider sent cannot be believed, or is of nobody here. Whoever signs in reads one wording; the code says in the
 * log what it was.
 */
export class ProviderRefused extends NotAllowed {
  constructor(code: string) {
    super(code, 'You were not signed in.');
  }
}

/** The provider does not answer, or not in a way that anybody could sign in by. */
export class ProviderAway extends Unavailable {
  constructor(readonly why: string) {
    super('PROVIDER_AWAY', 'The other service does not answer.', 60);
  }
}

/** More than anybody has to say. */
export class AnswerTooLarge extends Error {}

const BY_CLAIM: Readonly<Record<string, string>> = {
  ...{ nonce: 'WRONG_NONCE', aud: 'WRONG_AUDIENCE', azp: 'WRONG_PARTY', iss: 'WRONG_ISSUER' },
  ...{ exp: 'EXPIRED', nbf: 'NOT_YET', sub: 'NO_SUBJECT' },
};
const BY_CODE: Readonly<Record<string, string>> = {
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'PROVIDER_SAID_NO',
  OAUTH_RESPONSE_BODY_ERROR: 'CODE_REFUSED',
  OAUTH_KEY_SELECTION_FAILED: 'UNKNOWN_KEY',
  OAUTH_UNSUPPORTED_OPERATION: 'WRONG_ALGORITHM',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'ANOTHER_PERSON',
};
const AWAY = new Set([
  ...['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'],
  ...['OAUTH_HTTP_REQUEST_FORBIDDEN', 'OAUTH_MISSING_SERVER_METADATA', 'OAUTH_INVALID_SERVER_METADATA'],
]);

interface Fault {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly error?: unknown;
  readonly message?: unknown;
  readonly claim?: unknown;
  readonly cause?: unknown;
}

/** What openid-client threw, in a word: what the answer itself is wrong about, or that there was none. */
export function refusalOf(error: unknown): ProviderRefused | ProviderAway {
  const chain = chainOf(error);
  const ours = chain.find((each) => each instanceof ProviderRefused || each instanceof ProviderAway);
  if (ours !== undefined) return ours;
  if (chain.some((each) => each instanceof AnswerTooLarge)) return new ProviderRefused('ANSWER_TOO_LARGE');
  const code = firstText(chain, ({ code: each }) => (isOAuth(each) ? each : undefined));
  const status = chain.map((each) => each.status).find((each) => typeof each === 'number');
  const lost = chain.some(({ name }) => name === 'TimeoutError' || name === 'AbortError');
  if (lost || code === null || AWAY.has(code) || (status ?? 0) >= 500)
    return new ProviderAway(code ?? 'LOST');
  // Our own secret is not taken there: nothing that somebody who signs in could mend.
  if (chain.some((each) => each.error === 'invalid_client')) return new ProviderAway('CLIENT_REFUSED');
  const claim = firstText(chain, (each) => each.claim);
  return new ProviderRefused(BY_CLAIM[claim ?? ''] ?? BY_CODE[code] ?? unreadable(chain));
}

/** Of a token that could not even be read, what stopped it. */
function unreadable(chain: readonly Fault[]): string {
  const said = chain.map(({ message }) => (typeof message === 'string' ? message : '')).join('\n');
  if (/"alg"/.test(said)) return 'WRONG_ALGORITHM';
  if (/signature/i.test(said)) return 'WRONG_SIGNATURE';
  const missing = /"(iss|sub|aud|nonce|exp)"/.exec(said)?.[1];
  return BY_CLAIM[missing ?? ''] ?? 'TOKEN_UNREADABLE';
}

function chainOf(error: unknown): Fault[] {
  const chain: Fault[] = [];
  for (let at = error; typeof at === 'object' && at !== null && chain.length < 8; at = (at as Fault).cause)
    chain.push(at);
  return chain;
}

function firstText(chain: readonly Fault[], read: (fault: Fault) => unknown): string | null {
  const found = chain.map(read).find((each) => typeof each === 'string');
  return typeof found === 'string' ? found : null;
}

const isOAuth = (code: unknown): code is string => typeof code === 'string' && code.startsWith('OAUTH_');
