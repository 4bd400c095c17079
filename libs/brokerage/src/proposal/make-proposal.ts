import {
  BadInput,
  halfTermsBetween,
  localDateOf,
  RuleBroken,
  yearOf,
  type Actor,
  type AreaId,
  type Clock,
  type MatchRunId,
  type NeedId,
  type OfferId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Need } from '@app/matching';
import { inArea, askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { nextReference } from '../next-reference.js';
import type { CandidateNow, CandidatesNow } from './candidate-now.js';
import type { Choices } from './choices.js';
import { ProposalEntity } from './proposal.entity.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { LIVE_PROPOSALS } from './proposal.lifecycle.js';
import { readReasonOrNull } from './read-reason.js';

export interface ProposalToMake {
  readonly run: MatchRunId;
  readonly need: NeedId;
  readonly offer: OfferId;
  /** Needed unless it is the school that the run lists first. */
  readonly reason?: string | null;
}

export interface MadeProposal {
  readonly id: string;
  readonly reference: string;
}

/**
 * A broker chooses a school for a need. No days move and nobody is told a name yet: the supporter is sounded out next.
 * What the run advised is held against the rules once more, as everything stands now.
 */
export class MakeProposal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly candidates: CandidatesNow,
    private readonly choices: Choices,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * @throws NotFound, NotAllowed; BadInput where a reason is needed; RuleBroken with the code of the hard rule that stands
   *   in the way now, ALREADY_PROPOSED, SUPPORTED_BY_ASKER, NEED_NOT_OPEN, RUN_NOT_FINISHED, WHAT_IF_ONLY or OFFER_GONE.
   */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: ProposalToMake,
    repeat?: Repeatable,
  ): Promise<MadeProposal> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProposalToMake): Promise<MadeProposal> {
    const need = await this.needs.lock(tx, asked.need);
    await this.rights.require(tx, 'proposal.make', need.resource);
    const advice = await this.candidates.listed(tx, asked.run, need.id, asked.offer);
    const { supporter, place } = advice.candidate;
    const both = { ...need.resource, schools: [need.urn, supporter] };
    await this.rights.require(tx, 'proposal.make', both, {}, { known: true });
    const reason = readReasonOrNull(asked.reason);
    if (place !== 1 && reason === null)
      throw new BadInput([{ path: 'reason', message: 'Enter why you choose another school than the first' }]);
    await requireRoom(tx, need, supporter);
    await requireOneWay(tx, this.needs, need, supporter);
    await this.candidates.requireEligible(tx, need.id, asked.offer);
    return this.keep(tx, need, asked, advice, reason);
  }

  private async keep(
    tx: Tx,
    need: NeedCase,
    asked: ProposalToMake,
    { candidate, need: wanted }: CandidateNow,
    reason: string | null,
  ): Promise<MadeProposal> {
    const now = this.clock.now();
    const id = this.ids.next();
    const year = String(yearOf(localDateOf(now)));
    const reference = await nextReference(tx, 'brokerage.proposal', `P-${year}-`, 3);
    const schools: SchoolUrn[] = [need.urn, candidate.supporter];
    await tx.manager.insert(ProposalEntity, {
      ...{ id, areaId: tx.area, reference, needId: need.id, offerId: asked.offer, runId: asked.run },
      ...{ askerUrn: need.urn, supporterUrn: candidate.supporter, place: candidate.place, reason },
      ...{ points: candidate.points, parts: candidate.parts, halfDays: halfDaysOf(wanted) },
      ...{ state: 'proposed', madeBy: tx.actor.id, madeAt: now, version: 1 },
    });
    const choice = { need: need.id, asker: need.urn, supporter: candidate.supporter, run: asked.run, reason };
    await this.choices.keep(tx, { kind: 'propose', ...choice });
    if (need.state === 'open') await this.needs.move(tx, need.id, 'proposed');
    await this.deadlines.end(tx, need.id, 'stopped', ['C-12.approved']);
    await this.audit.record(tx, {
      act: 'proposal.make',
      entity: `brokerage.proposal:${id}:1`,
      schools,
      // All that an officer needs to find the ranking again from the log alone.
      details: {
        ...{ proposal: reference, run: asked.run, need: need.id, offer: asked.offer },
        ...{ place: String(candidate.place), points: String(candidate.points) },
        ...(reason === null ? {} : { reason }),
      },
    });
    return { id, reference };
  }
}

/** What would be asked of the supporter: so many half-days in each half-term of the window. */
function halfDaysOf({ windowFrom, windowTo, halfDaysWanted }: Need): Record<string, number> {
  return Object.fromEntries(halfTermsBetween(windowFrom, windowTo).map((id) => [id, halfDaysWanted]));
}

async function requireRoom(tx: Tx, need: NeedCase, supporter: SchoolUrn): Promise<void> {
  if (need.state !== 'open' && need.state !== 'proposed')
    throw new RuleBroken('NEED_NOT_OPEN', 'This need is not open: nobody can be proposed for it now.');
  const [live] = await tx.query<{ reference: string }>(
    `select reference from brokerage.proposal
     where ${inArea(tx)} and need_id = $1 and supporter_urn = $2 and state = any ($3)`,
    [need.id, supporter, [...LIVE_PROPOSALS]],
  );
  if (live)
    throw new RuleBroken('ALREADY_PROPOSED', `This school is proposed for it already: ${live.reference}.`);
}

/** Two schools that each support the other on one theme: nobody could say who helped whom. */
async function requireOneWay(tx: Tx, needs: NeedCases, need: NeedCase, supporter: SchoolUrn): Promise<void> {
  const pairings = await tx.query<{ reference: string; needId: string }>(
    `select reference, need_id as "needId" from brokerage.pairing
     where ${inArea(tx)} and asker_urn = $1 and supporter_urn = $2 and state = any ($3)`,
    [supporter, need.urn, [...LIVE_PAIRINGS]],
  );
  const others = await needs.read(
    tx,
    pairings.map(({ needId }) => needId),
  );
  const same = pairings.find(
    ({ needId }) => others.get(needId as NeedId)?.primaryTheme === need.primaryTheme,
  );
  if (same)
    throw new RuleBroken(
      'SUPPORTED_BY_ASKER',
      `The school that asks supports this one on the same theme already: ${same.reference}.`,
    );
}
