import {
  localDateOf,
  NotFound,
  parseUrn,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { readYear, UNCHECKED, type DeclarationRecord } from './declaration-record.js';
import { DeclarationEntity } from './declaration.entity.js';
import { moveDeclaration } from './declaration.lifecycle.js';
import { STANDING } from './declaration-checks.js';

export interface UnchangedWord {
  readonly urn: string;
  readonly year: string;
  /** Of the declaration as it was when the question was put. */
  readonly version: number;
}

/** One press a term: what the school said for this year still stands (C-13). */
export class ConfirmUnchanged {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly record: DeclarationRecord,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion where it was changed since; RuleBroken NOTHING_DECLARED */
  async execute(actor: Actor, area: AreaId, asked: UnchangedWord, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, { urn: named, year, version }: UnchangedWord): Promise<void> {
    const urn = parseUrn(named);
    if (urn === null) throw new NotFound();
    const before = await this.record.lock(tx, urn, readYear(year));
    await this.rights.require(tx, 'declaration.submit', { school: urn, schools: [urn] });
    if (before === null || !STANDING.includes(before.state))
      throw new RuleBroken(
        'NOTHING_DECLARED',
        'Your school has no word for this year that could still stand.',
      );
    if (before.version !== version) throw new StaleVersion();
    const now = await updateIfVersion(tx, DeclarationEntity, before.id, version, {
      unchangedOn: localDateOf(this.clock.now()),
      // To say that it stands is an answer to what was asked about it.
      ...(before.state === 'queried' ? { state: moveDeclaration('queried', 'submitted'), ...UNCHECKED } : {}),
    });
    await this.record.noteAnswer(tx, before, now);
    await this.audit.record(tx, {
      act: 'declaration.submit',
      entity: `profiles.declaration:${before.id}:${String(now)}`,
      schools: [urn],
      details: { unchanged: 'yes' },
    });
  }
}
