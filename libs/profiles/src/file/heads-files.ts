import { RuleBroken, type Actor, type SchoolUrn } from '@app/kernel';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';

/** A step of files that a head brings: for which schools, and that a commit writes what its preview showed. */
export class HeadsFiles {
  constructor(private readonly rights: Rights) {}

  /** The schools that a head leads, each by its own right; who leads none is refused by the same rule, of no school. */
  async mayAll(tx: Tx, action: 'import.preview' | 'import.commit'): Promise<SchoolUrn[]> {
    const schools = schoolsLed(tx.actor);
    if (schools.length === 0) await this.rights.require(tx, action, {});
    for (const school of schools) await this.rights.require(tx, action, { school, schools: [school] });
    return schools;
  }

  /**
   * One import at a time: the second sees what the first one wrote.
   *
   * @throws RuleBroken PREVIEW_STALE where the file or what is stored is no longer what the preview showed.
   */
  async asShown<Plan extends { readonly hash: string }>(
    tx: Tx,
    hash: string,
    plan: () => Promise<Plan>,
  ): Promise<Plan> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/import`]);
    const found = await plan();
    if (found.hash === hash) return found;
    throw new RuleBroken(
      'PREVIEW_STALE',
      'What this file would change is no longer what the page showed. Check it again, then import it.',
    );
  }
}

export function schoolsLed(actor: Actor): SchoolUrn[] {
  const led = actor.posts.flatMap(({ role, school }) => (role === 'head' && school !== null ? [school] : []));
  return [...new Set(led)].sort();
}

export const NOT_LED = 'Enter the URN of a school that you lead, six digits';
