import { type Actor, type AreaId, type Clock, type OfferId, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { AreaSettings, SchoolsOfArea } from '@app/schools';
import type { Deadlines } from '../clocks/deadlines.js';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { findRun } from '../match-run/run-rows.js';
import type { Namers } from '../namers.js';
import { nextOfYear } from '../next-reference.js';
import type { CandidatesNow } from '../proposal/candidate-now.js';
import { requireSeen, type ProposalCases, type ProposalInHand } from '../proposal/proposal-cases.js';
import { proposalResource } from '../proposal/proposal.policy.js';
import type { Told } from './agreement.views.js';
import { reasonsInWords } from './reasons-in-words.js';
import { SoundingEntity } from './sounding.entity.js';

export interface ToSoundOut {
  readonly proposal: string;
  /** The version that the broker saw. */
  readonly version: number;
}

/** A district with fewer schools than this would name the one that asks. */
const SMALLEST_GROUP = 5;

/** The supporter is asked, blind: theme, key stages, district, days, way of working. No days move yet. */
export class SoundOut {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: ProposalCases,
    private readonly needs: NeedCases,
    private readonly candidates: CandidatesNow,
    private readonly runs: FinishedRuns,
    private readonly namers: Namers,
    private readonly settings: AreaSettings,
    private readonly schools: SchoolsOfArea,
    private readonly deadlines: Deadlines,
    private readonly mail: AskByMail,
  ) {}

  /**
   * @returns the reference of the request that the supporter reads.
   * @throws NotFound, NotAllowed, StaleVersion; RuleBroken PROPOSAL_CANNOT_MOVE, or the hard rule that stands in the way now.
   */
  async execute(actor: Actor, area: AreaId, asked: ToSoundOut, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ToSoundOut): Promise<string> {
    const held = await this.cases.lock(tx, asked.proposal);
    const { proposal, need } = held;
    await this.rights.require(tx, 'sounding.send', proposalResource(proposal, need));
    requireSeen(proposal, asked.version);
    const now = this.clock.now();
    const { told, reasons } = await this.tell(tx, held);
    await this.cases.move(tx, proposal, 'sounding_out', { soundedAt: now, reasons });
    await this.candidates.requireEligible(tx, need.id, proposal.offerId as OfferId);
    const id = this.ids.next();
    const reference = await nextOfYear(tx, 'brokerage.sounding', 'Q', now);
    const supporter = proposal.supporterUrn as SchoolUrn;
    await tx.manager.insert(SoundingEntity, {
      ...{ id, areaId: tx.area, reference, proposalId: proposal.id, supporterUrn: supporter, told },
      ...{ halfDays: proposal.halfDays, sentBy: tx.actor.id, sentAt: now, version: 1 },
    });
    const due = await this.deadlines.start(tx, 'C-4', proposal.id, { supporter, supported: need.urn });
    await this.needs.postpone(tx, need.id, due);
    await this.mail.headsOf(tx, supporter, {
      ...{ kind: 'request', does: 'sounding.answer', subject: reference, version: 1, reference, due },
      ...{ path: `/requests/${reference}`, about: [proposal.reference] },
    });
    await this.audit.record(tx, {
      act: 'sounding.send',
      entity: `brokerage.proposal:${proposal.id}:${String(proposal.version)}`,
      schools: [need.urn, supporter],
      details: { request: reference, due },
    });
    return reference;
  }

  private async tell(
    tx: Tx,
    { proposal, need }: ProposalInHand,
  ): Promise<{ told: Told; reasons: readonly string[] }> {
    const run = await findRun(tx, proposal.runId);
    const problem = run && (await this.runs.problem(tx, run));
    const asked = problem?.needs.find(({ id }) => id === need.id);
    if (!problem || !asked) throw new Error('The run of this proposal no longer holds its need.');
    const names = await this.namers.of(tx);
    return {
      told: {
        theme: asked.primaryTheme,
        keyStages: asked.keyStages,
        district: await this.districtOf(tx, need.urn),
        modes: asked.modes,
        priority: need.priority,
      },
      reasons: reasonsInWords(problem, need.id, proposal.offerId as OfferId, {
        ...names,
        runDate: problem.snapshot.runDate,
      }),
    };
  }

  private async districtOf(tx: Tx, urn: SchoolUrn): Promise<string | null> {
    const found = (await this.schools.page(tx, { text: urn }, { limit: 1, offset: 0 })).schools[0];
    const district = found?.district ?? null;
    if (district === null) return null;
    const { total } = await this.schools.page(tx, { district }, { limit: 1, offset: 0 });
    const { smallestSchoolGroup = SMALLEST_GROUP } = (await this.settings.find(tx, 'thresholds'))?.body ?? {};
    return total < smallestSchoolGroup ? null : district;
  }
}
