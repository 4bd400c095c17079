import type { FieldKey, Log, ProviderName, ProviderRules, SignInRules } from '@app/platform';
import type { Configuration, ServerMetadata } from 'openid-client';
import { cappedFetch } from './capped-fetch.js';
import { ProviderAway, ProviderRefused, refusalOf } from './provider-refused.js';
import { readClaims, type Said, type Times } from './read-claims.js';

type Library = typeof import('openid-client');

/** What this way is for, as far as the provider has to know. */
export interface AtProvider {
  readonly provider: ProviderRules;
  /** Random, of this one way; what else proves it is made from it. */
  readonly state: string;
  /** They are to show anew who they are, not to come back by a cookie. */
  readonly fresh: boolean;
}

const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
const STEP_S = 5;
const SCOPES: Readonly<Record<ProviderName, string>> = {
  dfe: 'openid email profile organisation',
  entra: 'openid email profile',
};

/** Speaks OpenID Connect: the code flow with PKCE, state and nonce, to providers that the operator named and no other. */
export class ProviderClient {
  constructor(
    private readonly rules: SignInRules,
    private readonly key: FieldKey,
    private readonly log: Log,
  ) {}

  get offered(): readonly ProviderName[] {
    return this.rules.providers.map(({ name }) => name);
  }

  find(name: string): ProviderRules | null {
    return this.rules.providers.find((each) => each.name === name) ?? null;
  }

  /** @returns where the browser is sent. @throws ProviderAway */
  async addressOf({ provider, state, fresh }: AtProvider): Promise<URL> {
    const library = await import('openid-client');
    try {
      const config = await this.configure(library, provider);
      return library.buildAuthorizationUrl(config, {
        ...{ redirect_uri: this.returnTo(provider).href, scope: SCOPES[provider.name], state },
        ...{ response_mode: 'query', nonce: this.nonceOf(state) },
        ...{ code_challenge: await library.calculatePKCECodeChallenge(this.verifierOf(state)) },
        code_challenge_method: 'S256',
        ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
        ...(provider.strong.length === 0 ? {} : { acr_values: provider.strong.join(' ') }),
      });
    } catch (error) {
      // Nobody has come back yet: whatever is wrong here, it is the provider that cannot be used.
      const refusal = refusalOf(error);
      throw this.away(provider, refusal instanceof ProviderAway ? refusal : new ProviderAway(refusal.code));
    }
  }

  /**
   * @param came what the provider sent back with the browser. @param organisation whether it is to be asked for, where the
   *   token leaves it out. @throws ProviderRefused, ProviderAway
   */
  async redeem(
    { provider, state, fresh }: AtProvider,
    came: URLSearchParams,
    times: Times,
    organisation: boolean,
  ): Promise<Said> {
    const library = await import('openid-client');
    const address = this.returnTo(provider);
    address.search = came.toString();
    try {
      const config = await this.configure(library, provider);
      const tokens = await library.authorizationCodeGrant(config, address, {
        ...{ expectedState: state, expectedNonce: this.nonceOf(state) },
        ...{ pkceCodeVerifier: this.verifierOf(state), idTokenExpected: true },
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new ProviderRefused('TOKEN_UNREADABLE');
      const said = readClaims(provider, claims, times, fresh);
      if (!organisation || said.organisation !== null || provider.name !== 'dfe') return said;
      const more = await library.fetchUserInfo(config, tokens.access_token, said.subject);
      const { label, organisation: named } = readClaims(provider, { ...more, ...claims }, times, fresh);
      return { ...said, label, organisation: named };
    } catch (error) {
      const refusal = refusalOf(error);
      throw refusal instanceof ProviderAway ? this.away(provider, refusal) : refusal;
    }
  }

  /** Read anew at each step: what a provider changed an hour ago is then never believed. */
  private async configure(library: Library, provider: ProviderRules): Promise<Configuration> {
    const extras = provider.issuer.startsWith('http:') ? [plainHttp(library)] : [];
    const fetching = cappedFetch();
    const found = await library.discovery(new URL(provider.issuer), provider.client, {}, library.None(), {
      ...{ [library.customFetch]: fetching, timeout: STEP_S },
      execute: extras,
    });
    const server = withoutHelpers(found);
    if (server.issuer !== provider.issuer) throw new ProviderAway('ANOTHER_ISSUER');
    const signs = (server.id_token_signing_alg_values_supported ?? ['RS256']).filter((each) =>
      ALGORITHMS.includes(each),
    );
    if (signs.length === 0) throw new ProviderAway('NO_SAFE_SIGNATURE');
    // Microsoft Entra takes it and does not say so: only who says that they do not is not used.
    if (server.code_challenge_methods_supported?.includes('S256') === false)
      throw new ProviderAway('NO_PKCE');
    const config = new library.Configuration(
      { ...server, id_token_signing_alg_values_supported: signs },
      provider.client,
      { [library.clockTolerance]: 60 },
      library.ClientSecretPost(provider.secret),
    );
    config[library.customFetch] = fetching;
    config.timeout = STEP_S;
    library.enableNonRepudiationChecks(config);
    for (const extra of extras) extra(config);
    return config;
  }

  /** One address for each: what one provider sends is never taken to another. */
  private returnTo({ name }: ProviderRules): URL {
    return new URL(`/sign-in/with/${name}/back`, this.rules.baseUrl);
  }

  private nonceOf(state: string): string {
    return this.key.fingerprint(state, 'provider-nonce/1');
  }

  private verifierOf(state: string): string {
    return ['1', '2'].map((half) => this.key.fingerprint(state, `provider-verifier/${half}`)).join('');
  }

  private away({ name }: ProviderRules, fault: ProviderAway): ProviderAway {
    this.log.warn('a provider of sign-in cannot be used', { provider: name, why: fault.why });
    return fault;
  }
}

/** On this machine alone, for tests: the settings refuse any other provider without TLS. */
function plainHttp(library: Library): (config: Configuration) => void {
  // Deprecated by its makers so that it stands out; there is nothing else.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return library.allowInsecureRequests;
}

function withoutHelpers(config: Configuration): ServerMetadata {
  const values = Object.entries(config.serverMetadata()).filter(([, value]) => typeof value !== 'function');
  return Object.fromEntries(values) as ServerMetadata;
}
