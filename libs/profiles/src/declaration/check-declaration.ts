import { NotFound, parseUrn, StaleVersion, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '../field-reader.js';
import { assignedToSchool } from '../need/assigned-to-school.js';
import { readYear, type DeclarationRecord } from './declaration-record.js';
import { DeclarationEntity } from './declaration.entity.js';
import { moveDeclaration } from './declaration.lifecycle.js';

export const CHECK_OUTCOMES = ['confirmed', 'queried'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

export interface WordToCheck {
  readonly urn: string;
  readonly year: string;
  /** Of the declaration as it was read. */
  readonly version: number;
  readonly outcome: string;
  /** What is asked, where something is. */
  readonly question?: string | null;
}

/**
 * The broker or adviser who looks after a school confirms its word of a year, or asks about it. Either holds for the word
 * that was read: the school's next one waits to be checked anew, and a stale one counts as checked no more.
 */
export class CheckDeclaration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly record: DeclarationRecord,
  ) {}

  /**
   * @returns the declaration's new version.
   * @throws NotFound, NotAllowed, StaleVersion where the school said something else since, BadInput; RuleBroken
   *   DECLARATION_CANNOT_MOVE where it waits for no check.
   */
  async execute(actor: Actor, area: AreaId, asked: WordToCheck, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: WordToCheck): Promise<number> {
    const urn = parseUrn(asked.urn);
    if (urn === null) throw new NotFound();
    const before = await this.record.lock(tx, urn, readYear(asked.year));
    const assigned = await assignedToSchool(tx, urn);
    await this.rights.require(tx, 'declaration.check', { school: urn, schools: [urn], assigned });
    if (before === null || before.state === 'draft') throw new NotFound();
    if (before.version !== asked.version) throw new StaleVersion();
    const { outcome, question } = readCheck(asked);
    const version = await updateIfVersion(tx, DeclarationEntity, before.id, before.version, {
      state: moveDeclaration(before.state, outcome),
      ...{ checkedBy: tx.actor.id, checkedAt: this.clock.now(), question },
    });
    await this.audit.record(tx, {
      act: 'declaration.check',
      entity: `profiles.declaration:${before.id}:${String(version)}`,
      schools: [urn],
      details: { outcome, ...(question === null ? {} : { question }) },
    });
    return version;
  }
}

/** @throws BadInput naming each field. */
function readCheck(asked: WordToCheck): { outcome: CheckOutcome; question: string | null } {
  const reader = new FieldReader();
  const outcome = reader.oneOf('outcome', asked.outcome, CHECK_OUTCOMES);
  const asks = outcome === 'queried';
  const question = asks ? reader.text('question', asked.question, 'what you want to ask', 1_000) : null;
  return reader.finish({ outcome, question });
}
