import {
  addDays,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type HalfTermId,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type HalfDays } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { findRun, readCandidateRow } from '../match-run/run-rows.js';
import { nextOfYear } from '../next-reference.js';
import { requireSeen, type ProposalCases, type ProposalInHand } from '../proposal/proposal-cases.js';
import { proposalResource } from '../proposal/proposal.policy.js';
import type { ProposalEntity } from '../proposal/proposal.entity.js';
import { requireNotAskedAway } from '../reassign/asked-away.js';
import { DECIDED_KINDS } from '../pairing/pairing.views.js';
import { heldUntil, requireNoneWaits, offerOf } from './agreement-rows.js';
import { OUTCOMES, type Outcome } from './agreement.views.js';
import { DecisionEntity, type Decision } from './decision.entity.js';
import type { TakeEffect } from './take-effect.js';

export interface ProposalToDecide {
  readonly proposal: string;
  readonly version: number;
  readonly outcome: string;
  /** Of the pairing that begins: support where it is not said. */
  readonly kind?: string | null;
  /** Needed unless it is the first of the run and simply agreed. */
  readonly reason?: string | null;
  readonly conditions?: string | null;
  /** For "partly agreed": fewer half-days than are held. */
  readonly halfDays?: Readonly<Record<string, number>>;
  /** For "deferred": the day it is looked at again. */
  readonly until?: string | null;
  /** Of the area's money, in whole pence, for what begins; nought where it is not said. */
  readonly pence?: number;
}

export interface MadeDecision {
  readonly reference: string;
  /** It takes effect once the chair approves it. */
  readonly waits: boolean;
  readonly pairing: string | null;
}

const BEGINS: readonly Outcome[] = ['agreed', 'agreed_with_conditions', 'partly_agreed'];
const YEAR = 366;
/** A million pounds: more is a slip of the hand. */
const MOST_PENCE = 100_000_000;

type Read = Pick<Decision, 'outcome' | 'kind' | 'reason' | 'conditions' | 'halfDays' | 'until' | 'pence'>;

interface Held {
  readonly halfDays: HalfDays;
  readonly until: LocalDate | null;
}

/** Both sides said yes: a named person decides, with a reason, and the days are promised. Never the system (I-8). */
export class DecideProposal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: ProposalCases,
    private readonly runs: FinishedRuns,
    private readonly settings: AreaSettings,
    private readonly effect: TakeEffect,
  ) {}

  /**
   * @throws NotFound, NotAllowed (an interest in either school refuses), StaleVersion, BadInput; RuleBroken NOT_BOTH_SAID_YES,
   *   WAITS_FOR_APPROVAL, NOTHING_HELD.
   */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: ProposalToDecide,
    repeat?: Repeatable,
  ): Promise<MadeDecision> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProposalToDecide): Promise<MadeDecision> {
    const inHand = await this.cases.lock(tx, asked.proposal);
    const { proposal, need } = inHand;
    const override = proposal.place !== 1;
    const act = override ? 'decision.override' : 'decision.make';
    await this.rights.require(tx, act, proposalResource(proposal, need));
    await requireNotAskedAway(tx, need);
    requireSeen(proposal, asked.version);
    if (proposal.state !== 'school_accepted')
      throw new RuleBroken('NOT_BOTH_SAID_YES', 'Both schools say yes before it is decided.');
    await requireNoneWaits(tx, proposal.id);
    const offer = await offerOf(tx, proposal.id);
    const held = { halfDays: offer.halfDays, until: await heldUntil(tx, proposal.id) };
    const read = this.read(asked, proposal, held, override);
    const decision = await this.keep(tx, inHand, read, override);
    const pairing = decision.needsSecond ? null : await this.effect.of(tx, inHand, decision, offer.person);
    await this.audit.record(tx, {
      act,
      entity: `brokerage.decision:${decision.id}`,
      schools: [need.urn, proposal.supporterUrn as SchoolUrn],
      details: {
        ...{ outcome: decision.outcome, proposal: proposal.reference },
        ...(decision.kind === 'support' ? {} : { kind: decision.kind }),
        ...(decision.pence === 0 ? {} : { pence: String(decision.pence) }),
        ...(decision.reason === null ? {} : { reason: decision.reason }),
      },
    });
    return { reference: decision.reference, waits: decision.needsSecond, pairing };
  }

  private async keep(
    tx: Tx,
    { proposal, need }: ProposalInHand,
    read: Read,
    override: boolean,
  ): Promise<Decision> {
    const now = this.clock.now();
    const { overridePlace, spendLimitPounds } = (await this.settings.inForce(tx, 'thresholds')).body;
    const begins = BEGINS.includes(read.outcome);
    const decision: Decision = {
      ...{ id: this.ids.next(), areaId: tx.area, proposalId: proposal.id, needId: need.id },
      ...{ askerUrn: need.urn, supporterUrn: proposal.supporterUrn },
      reference: await nextOfYear(tx, 'brokerage.decision', 'D', now),
      ...read,
      override: begins && override,
      overrideCost: begins && override ? await this.costOf(tx, proposal) : null,
      needsSecond: begins && (proposal.place > overridePlace || read.pence > spendLimitPounds * 100),
      ...{ madeBy: tx.actor.id, madeAt: now },
    };
    await tx.manager.insert(DecisionEntity, decision);
    return decision;
  }

  /** Points by which the run's first school stands before this one. */
  private async costOf(tx: Tx, proposal: ProposalEntity): Promise<number> {
    const run = await findRun(tx, proposal.runId);
    const row =
      run && (await readCandidateRow(tx, run.id, proposal.needId as never, await this.runs.problem(tx, run)));
    return Math.max(0, (row?.candidates[0]?.points ?? proposal.points) - proposal.points);
  }

  private read(asked: ProposalToDecide, proposal: ProposalEntity, held: Held, override: boolean): Read {
    const reader = new FieldReader();
    const outcome = reader.oneOf('outcome', asked.outcome, OUTCOMES);
    const needsReason = outcome !== 'agreed' || override;
    const what = override ? 'why you decide for a school that was not first' : 'a reason';
    const reason = needsReason
      ? reader.text('reason', asked.reason ?? proposal.reason, what, 2_000)
      : reader.textOrNull('reason', asked.reason, 'the reason', 2_000);
    const conditions =
      outcome === 'agreed_with_conditions'
        ? reader.text('conditions', asked.conditions, 'the conditions', 2_000)
        : null;
    const halfDays =
      outcome === 'partly_agreed' ? part(reader, asked.halfDays, held.halfDays) : held.halfDays;
    const until = outcome === 'deferred' ? this.day(reader, asked.until, held.until) : null;
    const kind = BEGINS.includes(outcome)
      ? reader.oneOf('kind', asked.kind ?? 'support', DECIDED_KINDS)
      : 'support';
    const pence = BEGINS.includes(outcome)
      ? reader.whole('pence', asked.pence ?? 0, 'the cost in pence', 0, MOST_PENCE)
      : 0;
    return reader.finish({ outcome, kind, reason, conditions, halfDays, until, pence });
  }

  /** Later than the days are held there would be nothing left to decide about. */
  private day(reader: FieldReader, given: unknown, heldUntil: LocalDate | null): string {
    const today = localDateOf(this.clock.now());
    const day = reader.date('until', given, 'the day it is looked at again');
    if (day <= today || day > addDays(today, YEAR))
      reader.say('until', 'Enter a day after today and within a year, like 2026-12-04');
    else if (heldUntil !== null && day > heldUntil)
      reader.say('until', `Enter a day up to ${heldUntil}: until then the supporting school holds its days`);
    return day;
  }
}

function part(reader: FieldReader, given: ProposalToDecide['halfDays'], held: HalfDays): HalfDays {
  const days: Partial<Record<HalfTermId, number>> = {};
  let [sum, most] = [0, 0];
  for (const [name, has] of Object.entries(held)) {
    const value = reader.whole(`halfDays.${name}`, given?.[name] ?? 0, 'the half-days', 0, has ?? 0);
    [sum, most] = [sum + value, most + (has ?? 0)];
    if (value > 0) days[name as HalfTermId] = value;
  }
  if (sum === 0 || sum >= most)
    reader.say('halfDays', 'Give fewer half-days than are held, and at least one');
  return days;
}
