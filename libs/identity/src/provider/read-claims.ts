import type { ProviderRules } from '@app/platform';
import { ProviderRefused } from './provider-refused.js';

/** Who came, as the provider says it; nothing of it is looked up but `subject`. */
export interface Said {
  readonly issuer: string;
  readonly subject: string;
  /** So that its person knows the account again. */
  readonly label: string;
  readonly organisation: Organisation | null;
  /** The provider saw a second factor itself. */
  readonly strong: boolean;
}

export interface Organisation {
  /** Null for one that is no school. */
  readonly urn: string | null;
  readonly name: string;
}

/** When this way began and what time it is now, in seconds, by one clock. */
export interface Times {
  readonly startedS: number;
  readonly nowS: number;
}

type Claims = Readonly<Record<string, unknown>>;

const LEEWAY_S = 60;
const MULTIPLE_FACTORS = 'mfa'; // RFC 8176

/**
 * What openid-client leaves to us: signature, issuer, audience, nonce and expiry hold already.
 *
 * @param fresh they were to show again who they are: signing in once and coming back by a cookie is not that.
 * @throws ProviderRefused
 */
export function readClaims(rules: ProviderRules, claims: Claims, times: Times, fresh: boolean): Said {
  const { sub, aud, azp, iat, tid } = claims;
  if (typeof sub !== 'string' || !/^[!-~]{1,255}$/.test(sub)) throw new ProviderRefused('NO_SUBJECT');
  if (claims['iss'] !== rules.issuer) throw new ProviderRefused('WRONG_ISSUER');
  if (aud !== rules.client && !(Array.isArray(aud) && aud.length === 1 && aud[0] === rules.client))
    throw new ProviderRefused('WRONG_AUDIENCE');
  if (azp !== undefined && azp !== rules.client) throw new ProviderRefused('WRONG_PARTY');
  if (typeof iat !== 'number' || iat > times.nowS + LEEWAY_S) throw new ProviderRefused('NOT_YET');
  if (iat < times.startedS - LEEWAY_S) throw new ProviderRefused('FROM_BEFORE');
  if (rules.tenant !== null && tid !== rules.tenant) throw new ProviderRefused('WRONG_TENANT');
  if (fresh && !isSince(claims['auth_time'], times)) throw new ProviderRefused('NOT_SIGNED_IN_ANEW');
  return {
    ...{ issuer: rules.issuer, subject: sub, label: labelOf(claims, sub) },
    organisation: readOrganisation(claims['organisation']),
    strong: isStrong(rules, claims),
  };
}

/** As DfE Sign-in says it: an object, or one written as text; empty for somebody who belongs to none. */
export function readOrganisation(said: unknown): Organisation | null {
  const found = typeof said === 'string' ? parsed(said) : said;
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return null;
  const { urn, name } = found as { urn?: unknown; name?: unknown };
  const number = typeof urn === 'number' ? String(urn) : urn;
  const school = typeof number === 'string' && /^[0-9]{6}$/.test(number) ? number : null;
  const named = typeof name === 'string' ? printable(name).slice(0, 200) : '';
  return school === null && named === '' ? null : { urn: school, name: named || `URN ${school ?? ''}` };
}

function isSince(at: unknown, { startedS, nowS }: Times): boolean {
  return typeof at === 'number' && at >= startedS - LEEWAY_S && at <= nowS + LEEWAY_S;
}

function isStrong({ strong }: ProviderRules, { amr, acr }: Claims): boolean {
  const ways: unknown[] = Array.isArray(amr) ? amr : [];
  return ways.includes(MULTIPLE_FACTORS) || (typeof acr === 'string' && strong.includes(acr));
}

function labelOf(claims: Claims, sub: string): string {
  const said = [claims['preferred_username'], claims['email'], claims['name'], sub];
  const texts = said.map((each) => (typeof each === 'string' ? printable(each).slice(0, 120) : ''));
  return texts.find((each) => each !== '') ?? sub.slice(0, 120);
}

/** Without signs that would move or hide what stands beside them on a page. */
function printable(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
