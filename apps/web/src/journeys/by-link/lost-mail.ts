import { mailSubject, type People } from '@app/identity';
import type { Actor } from '@app/kernel';
import type { MailBox, Tx } from '@app/platform';

export interface LostMail {
  readonly to: string;
  readonly line: string;
  readonly at: Date;
  readonly because: string | null;
}

/** Mail about a record that did not arrive, for those who look after it: somebody they wait for has not been asked. */
export async function lostMail(
  tx: Tx,
  parts: { readonly box: MailBox; readonly people: People },
  actor: Actor,
  reference: string,
): Promise<LostMail[]> {
  if (!actor.posts.some(({ role }) => role === 'broker' || role === 'adviser')) return [];
  const lost = await parts.box.lostAbout(tx, reference);
  const names = await parts.people.named(
    tx,
    lost.map(({ person }) => person),
  );
  return lost.map((mail) => ({
    to: names.get(mail.person) ?? 'somebody no longer here',
    line: mailSubject(mail),
    at: mail.at,
    because: mail.because,
  }));
}
