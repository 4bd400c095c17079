import {
  halfTermsBetween,
  NotAllowed,
  NotFound,
  type HalfTermId,
  type LocalDate,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import type { FinishedRun, FinishedRuns } from '../match-run/finished-runs.js';
import { findRun, readCandidateRow, told } from '../match-run/run-rows.js';
import type { Namer, Namers } from '../namers.js';
import { LIVE_PROPOSALS, type ProposalState } from '../proposal/proposal.lifecycle.js';
import type { CandidateView, ChoiceView, NeedCandidatesView, ProposalView, RefusedView } from '../views.js';
import { candidateViews, refusedViews, type RunOfNeed } from './say-candidates.js';

/** Who could help with one need and who could not, each with the reasons, and what brokers have chosen so far. */
export class NeedCandidates {
  constructor(
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly runs: FinishedRuns,
    private readonly needs: NeedCases,
    private readonly schools: SchoolsOfArea,
    private readonly namers: Namers,
  ) {}

  /**
   * A sensitive read, which leaves a receipt that the school can see.
   *
   * @param reason what an officer typed.
   * @throws NotFound for who may not know of the need, or has an interest in its school; NotAllowed REASON_REQUIRED.
   */
  async ofNeed(tx: Tx, id: NeedId, reason: string | null = null): Promise<NeedCandidatesView> {
    const need = (await this.needs.read(tx, [id])).get(id);
    await this.rights.require(tx, 'run.read', need?.resource ?? null, {}, { reason });
    if (!need) throw new NotFound();
    const namer = await this.namers.of(tx);
    const [choices, proposals] = [await readChoices(tx, id, namer), await readProposals(tx, id, namer)];
    const run = await this.runs.latestFor(tx, id);
    await this.audit.record(tx, {
      act: 'run.read',
      entity: run ? `brokerage.match_run:${run.id}` : `profiles.need:${id}`,
      schools: [need.urn],
      ...(reason === null || reason.trim() === '' ? {} : { details: { reason: reason.slice(0, 1_000) } }),
    });
    if (!run) return { run: null, candidates: [], refused: [], choices, proposals, halfTerms: [] };
    return { ...(await this.ofRun(tx, run, need, namer, { choices, proposals })), choices, proposals };
  }

  private async ofRun(
    tx: Tx,
    run: FinishedRun,
    need: NeedCase,
    namer: Namer,
    chosen: { choices: readonly ChoiceView[]; proposals: readonly ProposalView[] },
  ): Promise<Pick<NeedCandidatesView, 'run' | 'candidates' | 'refused' | 'halfTerms'>> {
    const summary = await findRun(tx, run.id);
    const problem = await this.runs.problem(tx, run);
    const row = await readCandidateRow(tx, run.id, need.id, problem);
    const asked = problem.needs.find(({ id }) => id === need.id);
    if (!summary || !row || !asked) throw new NotFound();
    const of: RunOfNeed = { problem, row, plan: summary.plan, namer, asker: need.urn };
    const candidates: CandidateView[] = [];
    for (const candidate of candidateViews(of))
      candidates.push({
        ...candidate,
        mayNotPropose: candidate.mayNotPropose ?? (await this.standsInTheWay(tx, need, candidate, chosen)),
      });
    const names = await this.schools.names(tx);
    const refused: RefusedView[] = refusedViews(of, names);
    return {
      run: told(summary),
      candidates,
      refused,
      halfTerms: [...halfTermsBetween(asked.windowFrom, asked.windowTo)] satisfies HalfTermId[],
    };
  }

  /** Why this person cannot propose it now; the verb asks all of it again. */
  private async standsInTheWay(
    tx: Tx,
    need: NeedCase,
    { urn, name }: CandidateView,
    { choices, proposals }: { choices: readonly ChoiceView[]; proposals: readonly ProposalView[] },
  ): Promise<string | null> {
    const live = proposals.find(
      (each) => each.urn === urn && LIVE_PROPOSALS.includes(each.state as ProposalState),
    );
    if (live) return `Proposed already: ${live.reference}.`;
    const veto = choices.find((each) => each.kind === 'veto' && each.urn === urn);
    if (veto) return `Ruled out by ${veto.by}.`;
    if (need.state !== 'open' && need.state !== 'proposed') return 'This need is not open.';
    try {
      await this.rights.require(tx, 'proposal.make', need.resource);
      const both = { ...need.resource, schools: [need.urn, urn] };
      await this.rights.require(tx, 'proposal.make', both, {}, { known: true });
      return null;
    } catch (refusal) {
      if (refusal instanceof NotFound) return 'Another broker proposes for this need.';
      if (!(refusal instanceof NotAllowed)) throw refusal;
      if (refusal.code === 'INTERESTED')
        return `You have an interest in ${name}, so another broker proposes it.`;
      return refusal.message;
    }
  }
}

interface ChoiceRow {
  readonly kind: ChoiceView['kind'];
  readonly urn: SchoolUrn | null;
  readonly reason: string | null;
  readonly until: LocalDate | null;
  readonly by: string;
  readonly at: Date;
}

async function readChoices(tx: Tx, need: NeedId, namer: Namer): Promise<ChoiceView[]> {
  const rows = await tx.query<ChoiceRow>(
    `select c.kind, c.supporter_urn as urn, c.reason, to_char(c.until, 'YYYY-MM-DD') as until, c.made_at as at,
       coalesce((select name from identity.person i where i.area_id = c.area_id and i.id = c.made_by), '') as by
     from brokerage.broker_choice c where ${inArea(tx, 'c')} and c.need_id = $1 order by c.made_at desc, c.id`,
    [need],
  );
  return rows.map((row) => ({ ...row, name: row.urn === null ? null : namer.school(row.urn) }));
}

async function readProposals(tx: Tx, need: NeedId, namer: Namer): Promise<ProposalView[]> {
  const rows = await tx.query<Omit<ProposalView, 'name'>>(
    `select p.id, p.reference, p.supporter_urn as urn, p.place, p.points, p.state, p.made_at as "madeAt", p.reason,
       coalesce((select name from identity.person i where i.area_id = p.area_id and i.id = p.made_by), '') as "madeBy"
     from brokerage.proposal p where ${inArea(tx, 'p')} and p.need_id = $1 order by p.made_at desc, p.reference desc`,
    [need],
  );
  return rows.map((row) => ({ ...row, name: namer.school(row.urn) }));
}
