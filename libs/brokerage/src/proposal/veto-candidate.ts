import {
  RuleBroken,
  type Actor,
  type AreaId,
  type MatchRunId,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import type { Choices } from './choices.js';
import { requireNoOwnSchoolListed } from './no-own-school-listed.js';
import { requireSeen, type ProposalCases } from './proposal-cases.js';
import { readReason } from './read-reason.js';

export interface CandidateToVeto {
  readonly run?: MatchRunId;
  readonly need: NeedId;
  readonly supporter: SchoolUrn;
  readonly reason: string;
  /** Of the standing proposal that they saw; left out where they looked at candidates alone. */
  readonly version?: number;
}

/** A broker rules a school out for one need. No later run proposes it; a standing proposal ends; the reason stays. */
export class VetoCandidate {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly schools: SchoolsOfArea,
    private readonly choices: Choices,
    private readonly runs: FinishedRuns,
    private readonly cases: ProposalCases,
  ) {}

  /** @throws NotFound, NotAllowed, BadInput, StaleVersion; RuleBroken NOT_OF_THIS_AREA, ALREADY_RULED_OUT. */
  async execute(actor: Actor, area: AreaId, asked: CandidateToVeto, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: CandidateToVeto): Promise<void> {
    const need = await this.needs.lock(tx, asked.need);
    const { supporter } = asked;
    await this.rights.require(tx, 'proposal.veto', { ...need.resource, schools: [need.urn, supporter] });
    await requireNoOwnSchoolListed(tx, this.runs, need.id, 'rules schools out');
    const reason = readReason(asked.reason, 'why this school is ruled out');
    await this.requireNew(tx, need, supporter);
    await this.choices.keep(tx, {
      ...{ kind: 'veto', need: need.id, asker: need.urn, supporter, reason },
      ...(asked.run === undefined ? {} : { run: asked.run }),
    });
    await this.endProposals(tx, need, asked);
    await this.audit.record(tx, {
      act: 'proposal.veto',
      entity: `profiles.need:${need.id}`,
      schools: [need.urn, supporter],
      details: { supporter, reason },
    });
  }

  private async requireNew(tx: Tx, need: NeedCase, supporter: SchoolUrn): Promise<void> {
    if (!(await this.schools.names(tx)).has(supporter) || supporter === need.urn)
      throw new RuleBroken('NOT_OF_THIS_AREA', 'This is no school that could be asked.');
    const before = await tx.query(
      `select 1 from brokerage.broker_choice
       where ${inArea(tx)} and need_id = $1 and supporter_urn = $2 and kind = 'veto'`,
      [need.id, supporter],
    );
    if (before.length > 0)
      throw new RuleBroken('ALREADY_RULED_OUT', 'This school is ruled out for this need already.');
  }

  private async endProposals(tx: Tx, need: NeedCase, asked: CandidateToVeto): Promise<void> {
    for (const proposal of await this.cases.live(tx, need.id)) {
      if (proposal.supporterUrn !== asked.supporter) continue;
      if (asked.version !== undefined) requireSeen(proposal, asked.version);
      await this.cases.end(tx, { proposal, need }, 'vetoed');
    }
  }
}
