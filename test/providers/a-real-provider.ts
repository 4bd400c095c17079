import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderName, ProviderRules } from '@app/platform';
import { exportJWK, generateKeyPair } from 'jose';
import type Provider from 'oidc-provider';

export const TENANT = '6f2c1d1e-6c2e-4d5e-9a57-0a4c1f6d2b3a';
const SECRET = 'of-the-test-provider-and-of-nobody-else';

/** Somebody with an account there. */
export interface Holder {
  /** What the provider says of them besides who they are. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** How they signed in there, in the words of RFC 8176. */
  readonly amr?: readonly string[];
}

/** What differs between the two: where their claims stand, and the path of their name. */
const SHAPES: Readonly<Record<ProviderName, { path: string; settings: Record<string, unknown> }>> = {
  // The token says who, and the rest is asked for at the userinfo address.
  dfe: {
    path: '',
    settings: {
      conformIdTokenClaims: true,
      scopes: ['openid', 'email', 'profile', 'organisation'],
      claims: {
        ...{ openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
        ...{ profile: ['given_name', 'family_name'], organisation: ['organisation'] },
      },
    },
  },
  // All of it stands in the token, with the directory; the issuer has a path.
  entra: {
    path: `/${TENANT}/v2.0`,
    settings: {
      conformIdTokenClaims: false,
      scopes: ['openid', 'email', 'profile'],
      claims: {
        ...{ openid: ['sub', 'amr', 'tid', 'oid', 'ver'], email: ['email'] },
        profile: ['name', 'preferred_username'],
      },
    },
  },
};

/** A provider of OpenID Connect as others run it, on this machine, with a page that asks who somebody is. */
export class RealProvider {
  private constructor(
    readonly rules: ProviderRules,
    private readonly server: Server,
  ) {}

  /** @param returnTo where the service under test is reached. @param people by the name that they type there. */
  static async start(
    name: ProviderName,
    returnTo: string,
    people: Readonly<Record<string, Holder>>,
  ): Promise<RealProvider> {
    const { path, settings } = SHAPES[name];
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const rules: ProviderRules = {
      ...{ name, issuer: origin + path, client: `trellis-${name}`, secret: SECRET },
      ...{ tenant: name === 'entra' ? TENANT : null, strong: [] },
    };
    const provider = await makeProvider(rules, settings, returnTo, people);
    const callback = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const url = request.url ?? '/';
      if (url.startsWith('/who/')) {
        void askWho(provider, people, request, response);
        return;
      }
      // As a server does that keeps it under a path.
      Object.assign(request, { originalUrl: url, url: url.slice(path.length) || '/' });
      callback(request, response);
    });
    return new RealProvider(rules, server);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function makeProvider(
  rules: ProviderRules,
  settings: Record<string, unknown>,
  returnTo: string,
  people: Readonly<Record<string, Holder>>,
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  const scope = (settings['scopes'] as string[]).join(' ');
  quietly();
  const { default: Made } = await import('oidc-provider');
  const provider: Provider = new Made(rules.issuer, {
    ...settings,
    clients: [
      {
        ...{ client_id: rules.client, client_secret: rules.secret, grant_types: ['authorization_code'] },
        ...{ response_types: ['code'], token_endpoint_auth_method: 'client_secret_post' },
        redirect_uris: [`${returnTo}/sign-in/with/${rules.name}/back`],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/who/${uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...people[sub]?.claims }),
    }),
    // Nobody is asked whether this service may know who they are: it is theirs.
    loadExistingGrant: async (context: { oidc: { session: { accountId: string } } }) => {
      const { accountId } = context.oidc.session;
      const grant = new provider.Grant({ clientId: rules.client, accountId });
      grant.addOIDCScope(scope);
      // No row of ours: the provider's own word for it.
      // eslint-disable-next-line house/no-save
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** It warns of what a real installation would have to choose; a test chooses nothing. */
function quietly(): void {
  for (const kind of ['info', 'warn'] as const) {
    const say = console[kind].bind(console);
    console[kind] = (...said: unknown[]) => {
      if (!String(said[0]).startsWith('oidc-provider ')) say(...said);
    };
  }
}

async function askWho(
  provider: Provider,
  people: Readonly<Record<string, Holder>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>Who are you?</title><form method="post"><label>Account <input name="who"></label> <button>Go on</button></form></html>`,
    );
    return;
  }
  let body = '';
  for await (const part of request) body += String(part);
  const accountId = new URLSearchParams(body).get('who') ?? '';
  const login = { accountId, amr: people[accountId]?.amr ?? ['pwd'] };
  await provider.interactionFinished(request, response, { login });
}

/** A browser at the provider: it signs in as somebody and goes where it is sent. */
export class AtTheProvider {
  private readonly jar = new Map<string, string>();

  /** @returns the first address that is not the provider's, as path and query. */
  async signIn(address: string, who: string): Promise<string> {
    const { origin } = new URL(address);
    let at = address;
    let body: string | null = null;
    for (let step = 0; step < 12; step += 1) {
      const answer = await this.ask(at, body);
      body = null;
      const next = answer.headers.get('location');
      if (next === null && at.includes('/who/')) {
        body = new URLSearchParams({ who }).toString();
        continue;
      }
      if (next === null) throw new Error(`${String(answer.status)} ${await answer.text()}`);
      at = new URL(next, at).href;
      if (new URL(at).origin !== origin) return new URL(at).pathname + new URL(at).search;
    }
    throw new Error(`The provider never sent them back: ${at}`);
  }

  private async ask(at: string, body: string | null): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, {
      ...{ method: body === null ? 'GET' : 'POST', redirect: 'manual', body },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      this.jar.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return answer;
  }
}
