import {
  localDateOf,
  NotFound,
  parseUrn,
  StaleVersion,
  type AcademicYearId,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, People, Rights } from '@app/identity';
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
    private readonly people: People,
    private readonly mail: AskByMail,
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
    const year = readYear(asked.year);
    const before = await this.record.lock(tx, urn, year);
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
    if (question !== null) await this.tellHeads(tx, urn, year, `${before.id}.${String(version)}`);
    return version;
  }

  /** That there is a question, and where it stands. Who also brokers reads it on their broker day. */
  private async tellHeads(tx: Tx, urn: SchoolUrn, year: AcademicYearId, asked: string): Promise<void> {
    for (const { id: person } of await this.people.headsOf(tx, urn, localDateOf(this.clock.now())))
      await this.mail.tell(tx, {
        ...{ person, kind: 'urgent', key: `declaration_asked.${asked}.${person}` },
        task: { reference: `Declaration ${year}`, due: null, why: 'declaration_asked' },
        ...{ path: `/my-school?school=${urn}`, about: [recordOfWord(urn, year)] },
        ...{ quiet: 'school', urn, onTheirDay: true },
      });
  }
}

/** As mail about a school's word names it where it came back: heads' own mail names the year alone. */
export const recordOfWord = (urn: SchoolUrn, year: AcademicYearId): string => `Declaration ${year} of ${urn}`;

/** @throws BadInput naming each field. */
function readCheck(asked: WordToCheck): { outcome: CheckOutcome; question: string | null } {
  const reader = new FieldReader();
  const outcome = reader.oneOf('outcome', asked.outcome, CHECK_OUTCOMES);
  const asks = outcome === 'queried';
  const question = asks ? reader.text('question', asked.question, 'what you want to ask', 1_000) : null;
  return reader.finish({ outcome, question });
}
