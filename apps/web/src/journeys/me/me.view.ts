import type { Actor, Post, Role, SchoolUrn } from '@app/kernel';
import type { TokenView } from '@app/identity';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  head: 'Head',
  staff: 'Named staff',
  broker: 'Broker',
  adviser: 'Adviser',
  officer: 'Officer',
  board: 'Member of the board',
  chair: 'Chair of the board',
  hub: 'Lead of a hub',
  body: 'Trust, diocese or governing board',
  sysadmin: 'Administrator',
  api: 'Program',
};

type Names = ReadonlyMap<SchoolUrn, string>;

/** @param secret of a token that was just made: shown once, on this page alone. */
export function mePage(
  actor: Actor,
  names: Names,
  tokens: readonly TokenView[],
  secret: string | null,
): object {
  return {
    title: 'Your account',
    name: actor.name,
    posts: actor.posts.map((post) => postInWords(post, names)),
    interests: actor.interests.map((urn) => ({ href: `/schools/${urn}`, name: names.get(urn) ?? urn })),
    brokers: actor.posts.some(({ role }) => role === 'broker'),
    interestsConfirmed: actor.interestsConfirmed,
    tokens: tokens.map(({ id, label, made_at, expires_at, used_at }) => ({
      ...{ id, label, madeAt: made_at, expiresAt: expires_at, usedAt: used_at },
    })),
    secret,
  };
}

function postInWords({ role, school, flags }: Post, names: Names): string {
  const at = school === null ? '' : `, ${names.get(school) ?? `school ${school}`}`;
  return `${ROLE_WORDS[role]}${at}${flags.includes('inst') ? ' of this installation' : ''}`;
}
