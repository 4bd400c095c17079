import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderRules } from '@app/platform';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

type Claims = Readonly<Record<string, unknown>>;

/** What it does otherwise than a provider would. */
export interface Wrong {
  /** Of the token; undefined takes a claim out. */
  readonly claims?: Claims | ((claims: Claims) => Claims);
  readonly header?: Readonly<Record<string, unknown>>;
  readonly sign?: 'none' | 'public-key-as-secret' | 'another-key' | 'unknown-key' | 'RS512';
  readonly metadata?: Claims;
  /** In place of the key set: that many other keys before its own. */
  readonly keys?: number;
  /** In place of the token: what the token address answers. */
  readonly token?: { readonly status: number; readonly body: Claims };
  /** Takes the connection and never answers, at this address. */
  readonly stalls?: 'metadata' | 'token' | 'keys';
}

const SECRET = 'of-the-hostile-provider-and-nobody-else';
export const TENANT = '0a4c1f6d-6c2e-4d5e-9a57-6f2c1d1e2b3a';

/** A provider that signs what a test makes it sign: well, or wrongly in one way. */
export class HostileProvider {
  wrong: Wrong = {};
  /** Its token is made for who asked last. */
  private nonce = '';
  readonly asked: string[] = [];

  private constructor(
    readonly rules: ProviderRules,
    private readonly server: Server,
    private readonly keys: { own: Pair; other: Pair; known: JWK },
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response);
    });
  }

  static async start(): Promise<HostileProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const [own, other] = [await pair(), await pair()];
    const known = { ...(await exportJWK(own.publicKey)), kid: 'known', use: 'sig' };
    const rules = {
      name: 'entra',
      issuer,
      client: 'trellis',
      secret: SECRET,
      tenant: TENANT,
      strong: [],
    } as const;
    return new HostileProvider(rules, server, { own, other, known });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** As if somebody had signed in at the address they were sent to. @returns where they go back to. */
  sendsBack(address: string, otherwise: Readonly<Record<string, string>> = {}): string {
    const sent = new URL(address).searchParams;
    this.nonce = sent.get('nonce') ?? '';
    const query = new URLSearchParams({ code: 'a-code', state: sent.get('state') ?? '', ...otherwise });
    return `${new URL(sent.get('redirect_uri') ?? '').pathname}?${query.toString()}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    this.asked.push(path);
    const kind = path.includes('well-known') ? 'metadata' : path === '/token' ? 'token' : 'keys';
    if (this.wrong.stalls === kind) return;
    const { status, body } =
      kind === 'token'
        ? (this.wrong.token ?? { status: 200, body: await this.tokens() })
        : { status: 200, body: kind === 'metadata' ? this.metadata() : this.keySet() };
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  private metadata(): Claims {
    const { issuer } = this.rules;
    return {
      ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
      ...{ jwks_uri: `${issuer}/keys`, response_types_supported: ['code'] },
      id_token_signing_alg_values_supported: ['RS256', 'RS512', 'HS256', 'none'],
      ...this.wrong.metadata,
    };
  }

  private keySet(): Claims {
    const many = Array.from({ length: this.wrong.keys ?? 0 }, (_, at) => ({
      ...{ ...this.keys.known, kid: `key-${String(at)}` },
    }));
    return { keys: [...many, this.keys.known] };
  }

  private async tokens(): Promise<Claims> {
    const now = Math.floor(Date.now() / 1000);
    const { issuer, client } = this.rules;
    const right = {
      ...{ iss: issuer, aud: client, sub: 'somebody', nonce: this.nonce, iat: now, exp: now + 300 },
      ...{ tid: TENANT, preferred_username: 'somebody@example.org', amr: ['mfa'] },
    };
    const { claims = {} } = this.wrong;
    const said = typeof claims === 'function' ? claims(right) : { ...right, ...claims };
    return { access_token: 'an-access-token', token_type: 'Bearer', id_token: await this.signed(said) };
  }

  private async signed(claims: Claims): Promise<string> {
    const { sign } = this.wrong;
    if (sign === 'none') {
      const parts = [{ alg: 'none' }, claims].map((part) =>
        Buffer.from(JSON.stringify(part)).toString('base64url'),
      );
      return `${parts.join('.')}.`;
    }
    const token = new SignJWT(claims);
    if (sign === 'public-key-as-secret') {
      const secret = new TextEncoder().encode(await exportSPKI(this.keys.own.publicKey));
      return token.setProtectedHeader({ alg: 'HS256', kid: 'known' }).sign(secret);
    }
    const kid = sign === 'unknown-key' ? 'nobody-knows-it' : 'known';
    const alg = sign === 'RS512' ? 'RS512' : 'RS256';
    const wrong = sign === 'another-key' || sign === 'unknown-key';
    const key = sign === 'RS512' ? await pair('RS512') : wrong ? this.keys.other : this.keys.own;
    return token.setProtectedHeader({ alg, kid, ...this.wrong.header }).sign(key.privateKey);
  }
}

interface Pair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

const pair = (alg = 'RS256'): Promise<Pair> => generateKeyPair(alg, { extractable: true });
