import { hash, verify } from '@node-rs/argon2';
import { BadInput, Unavailable } from '@app/kernel';

// argon2id (the library's default), OWASP's second profile; about 5 ms on the machine it was measured on.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const AT_ONCE = 2;
const QUEUE = 50;

/** A hash of nothing anybody has: an unknown account costs the same work on the same path. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$J2MLwDJLCgkDlLJXY69dJg$41giBvtw0hQA4BXoKPAjogvxRud0XrTiCnBkhCWlp6s';

let working = 0;
const waiting: (() => void)[] = [];

/** At most two hashes at a time per process; past a queue of fifty the door says "busy" instead of piling up. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (working >= AT_ONCE) {
    if (waiting.length >= QUEUE)
      throw new Unavailable('SIGN_IN_BUSY', 'Many people are signing in at once. Try again in a moment.');
    // Whoever leaves hands their place over, so that nobody who comes in between takes it as well.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else working += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else working -= 1;
  }
}

/** What a password may be: 12 to 128 code points after NFC, not blank, no NUL. Length is checked before any hashing. */
export function readPassword(typed: string): string {
  const password = typed.normalize('NFC');
  const length = [...password].length;
  if (password.trim() === '' || password.includes('\0')) throw refused('Enter a password that is not blank');
  if (length < 12) throw refused('Your password must be at least 12 characters');
  if (length > 128) throw refused('Your password must be 128 characters or fewer');
  return password;
}

function refused(message: string): BadInput {
  return new BadInput([{ path: 'password', message }]);
}

export async function hashPassword(typed: string): Promise<string> {
  const password = readPassword(typed);
  return inTurn(() => hash(password, COST));
}

/** @param stored null for an unknown account: one hash is spent all the same. */
export async function passwordFits(typed: string, stored: string | null): Promise<boolean> {
  return inTurn(() => fitsNow(typed, stored));
}

/** Of somebody whose turn it is. */
export async function fitsNow(typed: string, stored: string | null): Promise<boolean> {
  const fits = await verify(stored ?? NOBODY, typed.normalize('NFC')).catch(() => false);
  return fits && stored !== null;
}
