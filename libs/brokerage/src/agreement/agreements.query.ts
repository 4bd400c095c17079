import {
  decide,
  listFilter,
  NotFound,
  type Clock,
  type LocalDate,
  type Matrix,
  type NeedId,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { Capacity, NeedCases } from '@app/profiles';
import type { Namers } from '../namers.js';
import { isLive, LIVE_PROPOSALS, type ProposalState } from '../proposal/proposal.lifecycle.js';
import { PROPOSAL_COLUMNS, proposalResource, sideResource, toldOf } from '../proposal/proposal.policy.js';
import { readDecisions, readRow, type ProposalRow } from './proposal-row.js';
import { WAITS } from './agreement-rows.js';
import type { DecisionBrief, OfferToSchool, ProposalCase, RequestView } from './agreement.views.js';
import { daysFor } from './days-for.js';
import { decisionResource, findDecision, isWaiting } from './approve-decision.js';

/** One line of a list of what waits for somebody. */
export interface Waits {
  readonly reference: string;
  readonly proposal: string;
  readonly theme: ThemeId;
  readonly state: ProposalState;
  readonly dueOn: LocalDate | null;
  readonly since: Date;
}

/** A proposal in a list of needs. */
export interface ProposalUnderWay {
  readonly need: NeedId;
  readonly reference: string;
  readonly state: ProposalState;
  readonly supporter: string;
  readonly dueOn: LocalDate | null;
  /** It is decided, and waits for a second person. */
  readonly waitsForChair: boolean;
}

/** A proposal as everyone may see it who has a part in it: the supporter blind, the school in words, the broker whole. */
export class Agreements {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly namers: Namers,
    private readonly capacity: Capacity,
  ) {}

  /** For brokers, advisers, and an officer who says why. @throws NotFound, NotAllowed REASON_REQUIRED */
  async proposal(tx: Tx, named: string, reason: string | null = null): Promise<ProposalCase> {
    const row = await readRow(tx, 'p.reference', named);
    const need = row && (await this.needs.read(tx, [row.needId])).get(row.needId);
    const resource = row && need ? proposalResource(row, need) : null;
    await this.rights.require(tx, 'proposal.read', resource, {}, { reason });
    if (!row || !need || !resource) throw new NotFound();
    await this.receipt(tx, row, [row.askerUrn, row.supporterUrn], reason);
    const names = await this.namers.of(tx);
    const may = (action: string): boolean => this.holds(tx, action, resource);
    const decisions = await readDecisions(tx, row.id);
    const waiting = decisions[0]?.needsSecond === true && decisions[0].approval === null;
    return {
      ...row,
      need: need.reference,
      theme: need.primaryTheme,
      asker: { urn: row.askerUrn, name: names.school(row.askerUrn) },
      supporter: { urn: row.supporterUrn, name: names.school(row.supporterUrn) },
      reasons: row.reasons ?? [],
      decisions,
      can: {
        soundOut: row.state === 'proposed' && may('sounding.send'),
        decide:
          row.state === 'school_accepted' &&
          !waiting &&
          may(row.place === 1 ? 'decision.make' : 'decision.override'),
        takeBack: isLive(row.state) && may('proposal.veto'),
      },
    };
  }

  /** For the supporting school alone: whoever sees the whole has the proposal itself. @throws NotFound */
  async request(tx: Tx, named: string): Promise<RequestView> {
    const row = await readRow(tx, 's.reference', named);
    const resource = row && sideResource(row, 'supporting');
    await this.rights.require(tx, 'proposal.read', resource ?? null, { views: ['blind'], viewsAlone: true });
    const asked = row?.request;
    if (!row || !resource || !asked) throw new NotFound();
    await this.receipt(tx, row, toldOf(row, 'supporting'));
    const names = await this.namers.of(tx);
    const capacity = await this.capacity.ofSchool(tx, row.supporterUrn);
    return {
      ...{ id: asked.id, reference: asked.reference, urn: row.supporterUrn, told: asked.told },
      halfDays: row.halfDays,
      ...{ sentAt: asked.sentAt, dueOn: asked.dueOn, answer: asked.answer, person: asked.person },
      ...{ answeredHalfDays: asked.answeredHalfDays, heldUntil: row.heldUntil, state: row.state },
      days: daysFor(row.halfDays, capacity.kind === 'whole' ? capacity.windows : []),
      asker: row.namesOpenAt === null ? null : { urn: row.askerUrn, name: names.school(row.askerUrn) },
      version: asked.version,
      mayAnswer: row.state === 'sounding_out' && this.holds(tx, 'sounding.answer', resource),
    };
  }

  /** For the asking school alone, once the supporter said yes. @throws NotFound */
  async offer(tx: Tx, named: string): Promise<OfferToSchool> {
    const row = await readRow(tx, 'o.reference', named);
    const need = row && (await this.needs.read(tx, [row.needId])).get(row.needId);
    const resource = row && sideResource(row, 'supported');
    await this.rights.require(tx, 'proposal.read', resource ?? null, { views: ['words'], viewsAlone: true });
    if (!row || !need || !resource || !row.offer) throw new NotFound();
    await this.receipt(tx, row, toldOf(row, 'supported'));
    const names = await this.namers.of(tx);
    return {
      ...{ id: row.offer.id, reference: row.offer.reference, need: need.reference, urn: row.askerUrn },
      supporter: { urn: row.supporterUrn, name: names.school(row.supporterUrn) },
      ...{ theme: need.primaryTheme, reasons: row.reasons ?? [], halfDays: row.offer.halfDays },
      ...{ person: row.offer.person, heldUntil: row.heldUntil, state: row.state },
      ...{ meetingAskedAt: row.offer.meetingAskedAt, answer: row.offer.answer, broker: row.madeBy },
      version: row.offer.version,
      mayAnswer: row.state === 'supporter_accepted' && this.holds(tx, 'proposal.accept', resource),
    };
  }

  /** What a second person is shown while the act waits for them; afterwards there is nothing. @throws NotFound */
  async brief(tx: Tx, named: string): Promise<DecisionBrief> {
    const decision = await findDecision(tx, named);
    const resource = decisionResource(decision, await isWaiting(tx, decision.id));
    await this.rights.require(tx, 'case.brief', resource);
    const row = await readRow(tx, 'p.id', decision.proposalId);
    const need = row && (await this.needs.read(tx, [row.needId])).get(row.needId);
    if (!row || !need) throw new NotFound();
    await this.audit.record(tx, {
      act: 'case.brief',
      entity: `brokerage.decision:${decision.id}`,
      schools: [row.askerUrn, row.supporterUrn],
    });
    const names = await this.namers.of(tx);
    const decisions = await readDecisions(tx, row.id);
    const shown = decisions.find(({ reference }) => reference === named);
    if (!shown) throw new NotFound();
    return {
      ...{ decision: shown, proposal: row.reference, theme: need.primaryTheme },
      asker: { urn: row.askerUrn, name: names.school(row.askerUrn) },
      supporter: { urn: row.supporterUrn, name: names.school(row.supporterUrn) },
      ...{ place: row.place, points: row.points },
      mayApprove: this.holds(tx, 'decision.approve', resource),
    };
  }

  /** Requests that wait for an answer of this person's schools. */
  async requestsOpen(tx: Tx, urn: SchoolUrn): Promise<Waits[]> {
    return this.waiting(tx, `p.state = 'sounding_out' and p.supporter_urn = $1`, 's', 'C-4', urn);
  }

  /** Offers of support that wait for an answer of this person's schools. */
  async offersOpen(tx: Tx, urn: SchoolUrn): Promise<Waits[]> {
    return this.waiting(tx, `p.state = 'supporter_accepted' and p.asker_urn = $1`, 'o', 'C-5', urn);
  }

  /** Proposals of these needs that go on, for lists: those that this person may see. */
  async ofNeeds(tx: Tx, needs: readonly string[]): Promise<ProposalUnderWay[]> {
    const rights = listFilter(this.matrix, tx.actor, 'proposal.read', PROPOSAL_COLUMNS, 3);
    const names = await this.namers.of(tx);
    const rows = await tx.query<Omit<ProposalUnderWay, 'supporter'> & { supporterUrn: SchoolUrn }>(
      `select p.need_id as need, p.reference, p.state, p.supporter_urn as "supporterUrn",
         (select to_char(min(d.due_on), 'YYYY-MM-DD') from brokerage.deadline d
          where d.area_id = p.area_id and d.subject_id = p.id and d.state = 'open') as "dueOn",
         exists (select 1 from brokerage.decision d where d.area_id = p.area_id and d.proposal_id = p.id and ${WAITS}) as "waitsForChair"
       from brokerage.proposal p
       where ${inArea(tx, 'p')} and p.need_id = any ($1::uuid[]) and p.state = any ($2) and ${rights.sql}
       order by p.made_at, p.reference`,
      [[...needs], [...LIVE_PROPOSALS], ...rights.params],
    );
    return rows.map(({ supporterUrn, ...row }) => ({ ...row, supporter: names.school(supporterUrn) }));
  }

  /** Decisions that wait for this person's approval, the oldest first. */
  async approvalsOpen(tx: Tx): Promise<{ reference: string; at: Date; by: string }[]> {
    const columns = { schools: 'array[d.asker_urn, d.supporter_urn]', pending: 'true' };
    const rights = listFilter(this.matrix, tx.actor, 'case.brief', columns, 1);
    return tx.query(
      `select d.reference, d.made_at as at,
         coalesce((select name from identity.person i where i.area_id = d.area_id and i.id = d.made_by), '') as by
       from brokerage.decision d where ${inArea(tx, 'd')} and ${WAITS} and ${rights.sql} order by d.made_at, d.reference`,
      rights.params,
    );
  }

  private async waiting(
    tx: Tx,
    which: string,
    from: 's' | 'o',
    clock: string,
    urn: SchoolUrn,
  ): Promise<Waits[]> {
    const views = [from === 's' ? 'blind' : 'words'] as const;
    const rights = listFilter(this.matrix, tx.actor, 'proposal.read', PROPOSAL_COLUMNS, 3, { views });
    const rows = await tx.query<Omit<Waits, 'theme'> & { needId: NeedId }>(
      `select ${from}.reference, p.reference as proposal, p.need_id as "needId", p.state,
         to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", ${from === 's' ? 's.sent_at' : 'o.made_at'} as since
       from brokerage.proposal p
       left join brokerage.sounding s on s.area_id = p.area_id and s.proposal_id = p.id
       left join brokerage.support_offer o on o.area_id = p.area_id and o.proposal_id = p.id
       left join brokerage.deadline d on d.area_id = p.area_id and d.subject_id = p.id and d.clock = $2 and d.state = 'open'
       where ${inArea(tx, 'p')} and ${which} and ${rights.sql} order by d.due_on nulls last, ${from}.reference`,
      [urn, clock, ...rights.params],
    );
    const needs = await this.needs.read(
      tx,
      rows.map(({ needId }) => needId),
    );
    return rows.flatMap(({ needId, ...row }) => {
      const need = needs.get(needId);
      return need ? [{ ...row, theme: need.primaryTheme }] : [];
    });
  }

  private holds(tx: Tx, action: string, resource: object): boolean {
    return decide(this.matrix, tx.actor, action, { area: tx.area, ...resource }, { now: this.clock.now() })
      .allowed;
  }

  private async receipt(
    tx: Tx,
    row: ProposalRow,
    schools: readonly SchoolUrn[],
    reason: string | null = null,
  ): Promise<void> {
    await this.audit.record(tx, {
      act: 'proposal.read',
      entity: `brokerage.proposal:${row.id}`,
      schools,
      ...(reason === null || reason.trim() === '' ? {} : { details: { reason: reason.slice(0, 1_000) } }),
    });
  }
}
