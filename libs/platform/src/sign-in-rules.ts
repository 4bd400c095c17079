/** What this installation says about signing in. */
export interface SignInRules {
  /** `off` only in a demonstration or a test: nobody is then made to have a second factor; who has one is asked for it. */
  readonly secondFactor: 'everyone' | 'off';
  /** The key that seals what a second factor is made of; null in a process where nobody signs in. */
  readonly fieldKeyFile: string | null;
  /** Where people open the pages: a passkey is made for this name and no other. */
  readonly baseUrl: string;
  /** Where else people may sign in; none unless an operator said so. */
  readonly providers: readonly ProviderRules[];
}

export type ProviderName = 'dfe' | 'entra';

/** A provider of OpenID Connect that this installation trusts to say who somebody is. */
export interface ProviderRules {
  readonly name: ProviderName;
  /** Exactly as it stands in what it signs. */
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  /** Of Microsoft Entra: the directory whose people may come; null elsewhere. */
  readonly tenant: string | null;
  /** Names of ways to sign in there (`acr`) that hold a second factor; `mfa` in `amr` says so by itself. */
  readonly strong: readonly string[];
}

export const SIGN_IN_RULES = Symbol('sign-in rules');

/** Of a process where nobody signs in. */
export const NOBODY_SIGNS_IN: SignInRules = {
  secondFactor: 'everyone',
  fieldKeyFile: null,
  baseUrl: 'http://localhost',
  providers: [],
};
