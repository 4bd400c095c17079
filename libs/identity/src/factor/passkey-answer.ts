import { BadInput, type AccountId } from '@app/kernel';

/** What a browser says with a passkey, in the shape that its standard gives it: texts in base64url. */
export interface ShownPasskey {
  readonly id: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string;
  };
}

export interface MadePasskey {
  readonly id: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports: readonly string[];
  };
}

const MOST = 20_000;
const BASE64URL = /^[A-Za-z0-9_-]{1,16000}$/;

/** Nothing is taken from it but what is named here. @throws BadInput for what no browser sends. */
export function readShown(typed: string): ShownPasskey {
  const { id, response } = partsOf(typed);
  const handle = response['userHandle'];
  return {
    id,
    response: {
      clientDataJSON: text(response, 'clientDataJSON'),
      authenticatorData: text(response, 'authenticatorData'),
      signature: text(response, 'signature'),
      ...(handle === undefined || handle === null ? {} : { userHandle: text(response, 'userHandle') }),
    },
  };
}

/** @throws BadInput */
export function readMade(typed: string): MadePasskey {
  const { id, response } = partsOf(typed);
  const ways = Array.isArray(response['transports']) ? (response['transports'] as unknown[]) : [];
  return {
    id,
    response: {
      clientDataJSON: text(response, 'clientDataJSON'),
      attestationObject: text(response, 'attestationObject'),
      transports: ways
        .filter((way): way is string => typeof way === 'string' && /^[a-z-]{1,20}$/.test(way))
        .slice(0, 6),
    },
  };
}

/** What the device keeps of whose it is: their account, and nothing that names them. */
export function handleOf(account: AccountId): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(account.replaceAll('-', ''), 'hex'));
}

function partsOf(typed: string): { id: string; response: Readonly<Record<string, unknown>> } {
  const read = typed.length > MOST ? null : parsed(typed);
  const response = read?.['response'];
  if (!read || typeof response !== 'object' || response === null) throw unreadable();
  return { id: text(read, 'id'), response: response as Readonly<Record<string, unknown>> };
}

function parsed(typed: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(typed);
    return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function text(of: Readonly<Record<string, unknown>>, name: string): string {
  const value = of[name];
  if (typeof value !== 'string' || !BASE64URL.test(value)) throw unreadable();
  return value;
}

function unreadable(): BadInput {
  return new BadInput([{ path: 'answer', message: 'Your browser gave no passkey. Try again' }]);
}
