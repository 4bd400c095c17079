/** What this installation says about signing in. */
export interface SignInRules {
  /** `off` only in a demonstration or a test: nobody is then made to have a second factor; who has one is asked for it. */
  readonly secondFactor: 'everyone' | 'off';
  /** The key that seals what a second factor is made of; null in a process where nobody signs in. */
  readonly fieldKeyFile: string | null;
  /** Where people open the pages: a passkey is made for this name and no other. */
  readonly baseUrl: string;
}

export const SIGN_IN_RULES = Symbol('sign-in rules');

/** Of a process where nobody signs in. */
export const NOBODY_SIGNS_IN: SignInRules = {
  secondFactor: 'everyone',
  fieldKeyFile: null,
  baseUrl: 'http://localhost',
};
