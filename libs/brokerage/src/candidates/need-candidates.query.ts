import {
  halfTermsBetween,
  NotAllowed,
  NotFound,
  RuleBroken,
  type HalfTermId,
  type LocalDate,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import { whyNotNext, whyNotSchool, type WhyNot } from '@app/matching';
import { inArea, type Tx } from '@app/platform';
import type { Declarations, NeedCase } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import { told } from '../match-run/run-rows.js';
import type { Namer, Namers } from '../namers.js';
import { LIVE_PROPOSALS, type ProposalState } from '../proposal/proposal.lifecycle.js';
import type {
  CandidateView,
  ChoiceView,
  NeedCandidatesView,
  ProposalView,
  WholeNeedCandidatesView,
  WhyNotSchoolView,
  WhyNotView,
} from '../views.js';
import type { LookAtNeed, RunAtNeed } from './look-at-need.js';
import { candidateViews, refusedViews, type RunOfNeed } from './say-candidates.js';
import { sayNobody, sayNoOffer, sayWhyNot } from './say-why-not.js';

/** What whole areas ask for in an hour; a snapshot never changes, so what was worked out once stays true. */
const KEPT = 200;

/** Who could help with one need and who could not, each with the reasons, and what brokers have chosen so far. */
export class NeedCandidates {
  private readonly worked = new Map<string, readonly WhyNot[]>();

  constructor(
    private readonly look: LookAtNeed,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
    private readonly namers: Namers,
    private readonly declarations: Declarations,
  ) {}

  /**
   * A sensitive read, which leaves a receipt that the school can see.
   *
   * @param reason what an officer typed.
   * @throws NotFound for who may not know of the need, or has an interest in its school; NotAllowed REASON_REQUIRED.
   */
  async ofNeed(tx: Tx, id: NeedId, reason: string | null = null): Promise<NeedCandidatesView> {
    const { need, at } = await this.look.open(tx, id, reason);
    return this.viewOf(tx, need, at, await this.namers.of(tx));
  }

  /** As `ofNeed`, with the smallest changes that would make each of the next three first. */
  async whole(tx: Tx, id: NeedId, reason: string | null = null): Promise<WholeNeedCandidatesView> {
    const { need, at } = await this.look.open(tx, id, reason);
    const namer = await this.namers.of(tx);
    const view = await this.viewOf(tx, need, at, namer);
    const next = at ? this.next(tx, at).map((why) => said(why, at, namer, need.urn)) : [];
    return { ...view, next };
  }

  /** Any school of the area by name. @throws NotFound as `ofNeed`, and for no school of the area; RuleBroken NO_RUN_YET */
  async whyNot(tx: Tx, id: NeedId, urn: SchoolUrn, reason: string | null = null): Promise<WhyNotSchoolView> {
    const { need, at } = await this.look.open(tx, id, reason);
    if (!(await this.schools.names(tx)).has(urn)) throw new NotFound();
    if (!at) throw new RuleBroken('NO_RUN_YET', 'No run has looked at this need yet.');
    const namer = await this.namers.of(tx);
    const why = whyNotSchool(at.problem, at.row, urn);
    const view = why ? said(why, at, namer, need.urn) : sayNoOffer(urn, namer, need.urn);
    return { ...view, run: at.run.reference };
  }

  private next(tx: Tx, { run, problem, row }: RunAtNeed): readonly WhyNot[] {
    const key = `${tx.area}/${run.snapshotHash}/${row.need}`;
    const known = this.worked.get(key);
    if (known) return known;
    const found = whyNotNext(problem, row);
    this.worked.set(key, found);
    const [oldest] = this.worked.keys();
    if (this.worked.size > KEPT && oldest !== undefined) this.worked.delete(oldest);
    return found;
  }

  private async viewOf(
    tx: Tx,
    need: NeedCase,
    at: RunAtNeed | null,
    namer: Namer,
  ): Promise<NeedCandidatesView> {
    const choices = await readChoices(tx, need.id, namer);
    const proposals = await readProposals(tx, need.id, namer);
    if (!at)
      return {
        ...{ run: null, candidates: [], refused: [], choices, proposals, halfTerms: [], nobody: null },
      };
    const of: RunOfNeed = { ...at, namer, asker: need.urn };
    const listed = candidateViews(of);
    const confirmed = await this.declarations.confirmed(
      tx,
      listed.map(({ urn }) => urn),
    );
    const candidates: CandidateView[] = [];
    for (const candidate of listed)
      candidates.push({
        ...candidate,
        wordConfirmedAt: confirmed.get(candidate.urn) ?? null,
        mayNotPropose:
          candidate.mayNotPropose ?? (await this.standsInTheWay(tx, need, candidate, { choices, proposals })),
      });
    return {
      ...{ run: told(at.run), candidates, choices, proposals },
      refused: refusedViews(of, await this.schools.names(tx)),
      halfTerms: [...halfTermsBetween(at.asked.windowFrom, at.asked.windowTo)] satisfies HalfTermId[],
      nobody: sayNobody(at.row, at.plan, namer),
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

function said(why: WhyNot, { row }: RunAtNeed, namer: Namer, asker: SchoolUrn): WhyNotView {
  const own = [...row.candidates, ...row.otherOffers].find(({ offer }) => offer === why.offer);
  return sayWhyNot(why, own?.points ?? null, namer, asker);
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
