import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** What the service asked: the parts of it that a device reads. */
export interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly { readonly id: string }[];
}

/** What a hostile or broken device does otherwise. */
export interface Otherwise {
  readonly origin?: string;
  readonly rpId?: string;
  readonly verified?: boolean;
  readonly count?: number;
  readonly challenge?: string;
  readonly handle?: string | null;
  readonly signedBy?: KeyObject;
}

const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

/** A security key in software: it signs what the standard says, and whatever a test makes it sign. */
export class Device {
  readonly id = randomBytes(32);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  handle = '';
  count = 0;

  constructor(private readonly origin: string) {}

  /** @returns what the page's script would put into its form. */
  make(asked: Asked, otherwise: Otherwise = {}): string {
    this.handle = asked.user?.id ?? '';
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    const key = cbor(
      new Map<number, unknown>([
        ...([
          [1, 2],
          [3, -7],
          [-1, 1],
        ] as [number, unknown][]),
        ...([
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ] as [number, unknown][]),
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, key]);
    const authData = Buffer.concat([this.head(asked, otherwise, ATTESTED), attested]);
    const object = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return JSON.stringify({
      id: this.id.toString('base64url'),
      response: {
        clientDataJSON: this.clientData('webauthn.create', asked, otherwise).toString('base64url'),
        ...{ attestationObject: object.toString('base64url'), transports: ['usb'] },
      },
    });
  }

  show(asked: Asked, otherwise: Otherwise = {}): string {
    this.count = otherwise.count ?? this.count + 1;
    const data = this.clientData('webauthn.get', asked, otherwise);
    const head = this.head(asked, otherwise, 0);
    const signed = Buffer.concat([head, createHash('sha256').update(data).digest()]);
    const handle = otherwise.handle === undefined ? this.handle : otherwise.handle;
    return JSON.stringify({
      id: this.id.toString('base64url'),
      response: {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: head.toString('base64url'),
        signature: sign('sha256', signed, otherwise.signedBy ?? this.keys.privateKey).toString('base64url'),
        ...(handle === null ? {} : { userHandle: handle }),
      },
    });
  }

  private head({ rp, rpId }: Asked, otherwise: Otherwise, flags: number): Buffer {
    const site = otherwise.rpId ?? rp?.id ?? rpId ?? '';
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.count);
    const verified = otherwise.verified === false ? 0 : VERIFIED;
    const hash = createHash('sha256').update(site).digest();
    return Buffer.concat([hash, Buffer.of(PRESENT | verified | flags), count]);
  }

  private clientData(type: string, { challenge }: Asked, otherwise: Otherwise): Buffer {
    const said = {
      type,
      challenge: otherwise.challenge ?? challenge,
      origin: otherwise.origin ?? this.origin,
    };
    return Buffer.from(JSON.stringify({ ...said, crossOrigin: false }));
  }
}

/** As much of RFC 8949 as an attestation needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (!(value instanceof Map)) throw new TypeError('No such thing in an attestation.');
  const pairs = [...value.entries()].flatMap(([key, each]) => [cbor(key), cbor(each)]);
  return Buffer.concat([head(5, value.size), ...pairs]);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.of((major << 5) | size);
  if (size < 256) return Buffer.of((major << 5) | 24, size);
  return Buffer.of((major << 5) | 25, size >> 8, size & 255);
}
