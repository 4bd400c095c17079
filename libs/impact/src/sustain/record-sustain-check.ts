import { RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { LookBack, pairingResource, type PairingFacts, type SustainClock } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import { systemActor, type Rights } from '@app/identity';
import {
  askedOnce,
  inArea,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireNoCoaching } from '../between-two-people.js';
import { STILL_IN_USE, WHICH, type Which } from '../impact.views.js';
import { SustainCheckEntity } from './sustain-check.entity.js';

export interface CheckToRecord {
  readonly pairing: string;
  readonly which: string;
  readonly stillInUse: string;
  readonly words?: string | null;
  /** How the school goes on without the other. */
  readonly fadeOut?: string | null;
}

const clockOf = (which: Which): SustainClock => `C-15.${which}`;
type Found = Pick<SustainCheckEntity, 'state' | 'stillInUse' | 'words' | 'fadeOut'>;

/** Two and three terms later: is it still in use (R65)? A look that was missed is caught up later, and shows (N20). */
export class RecordSustainCheck {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly pairings: LookBack,
  ) {}

  /** @throws NotFound, NotAllowed, BadInput; RuleBroken BETWEEN_TWO_PEOPLE, NO_CHECK_DUE, ALREADY_CHECKED */
  async execute(actor: Actor, area: AreaId, asked: CheckToRecord, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: CheckToRecord): Promise<void> {
    const pairing = await this.pairings.lock(tx, asked.pairing);
    await this.rights.require(tx, 'impact.record', pairingResource(pairing));
    requireNoCoaching(pairing);
    const reader = new FieldReader();
    const which = reader.oneOf('which', asked.which, WHICH);
    const found = reader.finish({
      state: 'done' as const,
      stillInUse: reader.oneOf('stillInUse', asked.stillInUse, STILL_IN_USE),
      words: reader.textOrNull('words', asked.words, 'what you see', 2_000),
      fadeOut: reader.textOrNull('fadeOut', asked.fadeOut, 'how you go on', 2_000),
    });
    await this.write(tx, pairing, which, found);
  }

  /** What no head answered in time is kept as missed. @returns how many. */
  async missed(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const due = await this.work.run(actor, area, (tx) => this.overdue(tx));
    for (const { pairing, which } of due)
      await this.work.run(actor, area, async (tx) => {
        const facts = await this.pairings.lock(tx, pairing);
        if (facts.kind === 'coaching') return this.stop(tx, facts);
        const open = facts.sustain.some((each) => each.clock === clockOf(which) && each.open);
        const nothing = { stillInUse: null, words: null, fadeOut: null };
        if (open) await this.write(tx, facts, which, { state: 'missed', ...nothing });
      });
    return due.length;
  }

  private async overdue(tx: Tx): Promise<{ pairing: string; which: Which }[]> {
    return tx.query(
      `select d.subject_id as pairing, split_part(d.clock, '.', 2) as which from brokerage.deadline d
       where ${inArea(tx, 'd')} and d.state = 'open' and (d.due_at < $1 and d.clock in ('C-15.first', 'C-15.second')
         -- begun by an earlier version, which let coaching wait for words that nobody may give
         or d.clock = 'C-14' and exists (select 1 from brokerage.pairing g where g.area_id = d.area_id
           and g.id = d.subject_id and g.kind = 'coaching'))
       order by d.due_at, d.id limit 200`,
      [this.clock.now()],
    );
  }

  private async stop(tx: Tx, pairing: PairingFacts): Promise<void> {
    await this.pairings.asksNothing(tx, pairing.id);
    await this.audit.record(tx, {
      act: 'impact.sustain',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
      details: { state: 'stopped' },
    });
  }

  private async write(tx: Tx, pairing: PairingFacts, which: Which, found: Found): Promise<void> {
    const clock = pairing.sustain.find((each) => each.clock === clockOf(which));
    if (!clock)
      throw new RuleBroken('NO_CHECK_DUE', 'No later look is due here: they begin when the work is closed.');
    const known = await tx.manager
      .createQueryBuilder(SustainCheckEntity, 's')
      .where('s.pairing_id = :pairing and s.which = :which', { pairing: pairing.id, which })
      .andWhere(inArea(tx, 's'))
      .getOne();
    if (known?.state === 'done') throw new RuleBroken('ALREADY_CHECKED', 'This look was recorded already.');
    const id = known?.id ?? this.ids.next();
    const said = { ...found, recordedBy: tx.actor.id, recordedAt: this.clock.now() };
    if (known) await updateIfVersion(tx, SustainCheckEntity, id, known.version, said);
    else
      await tx.manager.insert(SustainCheckEntity, {
        ...{ id, areaId: tx.area, pairingId: pairing.id, which, dueOn: clock.dueOn, version: 1 },
        ...said,
      });
    await this.pairings.checked(tx, pairing.id, clockOf(which), found.state === 'done' ? 'met' : 'missed');
    await this.audit.record(tx, {
      act: 'impact.sustain',
      entity: `impact.sustain_check:${id}:${String((known?.version ?? 0) + 1)}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
      details: { which, state: found.state },
      ...(found.state === 'missed' ? { reason: 'NO_ANSWER' } : {}),
    });
  }
}
