import {
  academicYearOf,
  halfTermOf,
  halfTermsFrom,
  localDateOf,
  RuleBroken,
  spanOf,
  spanOfYear,
  type Calendar,
  type Clock,
  type HalfTermId,
  type LocalDate,
  type NeedId,
  type OfferId,
} from '@app/kernel';
import {
  canonicalSnapshot,
  SNAPSHOT_SCHEMA,
  type Commitment,
  type Conflict,
  type HalfTerm,
  type NeedAndSupporter,
  type Policy,
  type Snapshot,
  type Sounding,
} from '@app/matching';
import { inArea, type Tx } from '@app/platform';
import type { MatchFacts, MatchNeed, MatchOffer } from '@app/profiles';
import type { AreaSettings, PublishedContext, SchoolFacts } from '@app/schools';
import type { GivenAndReceived, GivenInProject } from '../fairness/given-and-received.query.js';
import {
  standingGroups,
  standingMarks,
  withGroups,
  withMarks,
  type StandingGroup,
  type StandingMark,
} from '../plan/standing-marks.js';
import { betweenKnown, daysRows, knownNames, needRow, offerRow, schoolRow } from './snapshot-rows.js';

export interface FrozenSnapshot {
  /** The one canonical text: what is hashed, stored and scored. */
  readonly text: string;
  /** In the order of the snapshot. */
  readonly needIds: readonly NeedId[];
  readonly policy: { readonly number: number; readonly hash: string };
}

/** Needs and offers of an operator's own files instead of the area's: a what-if run. */
export interface Supposed {
  readonly needs: readonly MatchNeed[];
  readonly offers: readonly MatchOffer[];
}

/** What people have said about each other, and what supporters have taken on. */
interface Said extends Pick<Snapshot, 'declines' | 'vetoes' | 'soundings' | 'commitments'> {
  readonly marks: readonly StandingMark[];
  readonly groups: readonly StandingGroup[];
}

/** Half-terms that a need's window may reach from now. */
const AHEAD = 12;

/** Everything a run may read, in one transaction: what commits later belongs to the next run. */
export class FreezeSnapshot {
  constructor(
    private readonly facts: MatchFacts,
    private readonly schools: SchoolFacts,
    private readonly context: PublishedContext,
    private readonly settings: AreaSettings,
    private readonly clock: Clock,
    private readonly given: GivenAndReceived,
  ) {}

  /**
   * @param wanted these needs alone; null for every open one. Those in which the asker has an interest are left out.
   * @throws RuleBroken NO_NEEDS, NO_OFFERS, THEME_RETIRED; BadInput where the policy in force cannot be read.
   */
  async ofArea(tx: Tx, wanted: readonly NeedId[] | null): Promise<FrozenSnapshot> {
    const { calendar } = await this.settings.clocks(tx);
    const today = localDateOf(this.clock.now());
    const from = halfTermOf(today, calendar);
    const { needs, offers, declines } = await this.facts.read(tx, from, wanted ?? undefined);
    const ids = needs.map(({ id }) => id);
    const year = academicYearOf(today);
    return this.freeze(
      tx,
      calendar,
      today,
      { needs, offers },
      {
        declines,
        marks: await standingMarks(tx, ids),
        groups: await standingGroups(tx, ids),
        vetoes: await vetoes(tx, ids),
        soundings: await soundings(tx, spanOfYear(year).from),
        commitments: [
          ...(await commitments(tx, spanOfYear(year).from)),
          ...(await this.given.ofProjects(tx, year)).flatMap(inProject),
        ],
      },
    );
  }

  async supposed(tx: Tx, supposed: Supposed): Promise<FrozenSnapshot> {
    const { calendar } = await this.settings.clocks(tx);
    const today = localDateOf(this.clock.now());
    return this.freeze(tx, calendar, today, supposed, {
      declines: [],
      marks: [],
      groups: [],
      vetoes: [],
      soundings: [],
      commitments: [],
    });
  }

  private async freeze(
    tx: Tx,
    calendar: Calendar,
    runDate: LocalDate,
    { needs, offers }: Supposed,
    said: Said,
  ): Promise<FrozenSnapshot> {
    const policy = await this.settings.inForce(tx, 'policy');
    const { taxonomy } = await this.settings.themes(tx);
    const facts = await this.schools.ofArea(tx);
    const published = await this.context.of(tx, facts);
    const known = knownNames(facts, taxonomy);
    const source = { year: academicYearOf(runDate), name: 'the register' };
    const needRows = needs.map((need) => {
      const row = needRow(need, known);
      if (row !== null) return row;
      throw new RuleBroken(
        'THEME_RETIRED',
        `The theme of ${need.reference} is in force no more. Agree its wording again first.`,
      );
    });
    const offerRows = offers.map((offer) => offerRow(offer, known)).filter((offer) => offer !== null);
    const offered = new Set<OfferId | null>(offerRows.map(({ id }) => id));
    const inNeed = new Set<string>(needRows.map(({ id }) => id));
    const among = <Row extends NeedAndSupporter>(rows: readonly Row[]): Row[] =>
      rows.filter(({ need, supporter }) => inNeed.has(need) && known.schools.has(supporter));
    const halfTerms = halfTermsAhead(runDate, calendar);
    const held = new Set<string>(halfTerms.map(({ id }) => id));
    const snapshot: Snapshot = {
      schema: SNAPSHOT_SCHEMA,
      runDate,
      halfTerms,
      themes: taxonomy.themes.map(({ id }) => id),
      policy: policy.body as Policy,
      schools: facts.map((fact) => schoolRow(fact, source, published.get(fact.urn) ?? [])),
      needs: needRows,
      offers: offerRows,
      days: daysRows(offers, known).filter(({ halfTerm }) => held.has(halfTerm)),
      conflicts: betweenKnown(await conflicts(tx), known),
      commitments: said.commitments
        .filter(({ supporter, asker }) => known.schools.has(supporter) && known.schools.has(asker))
        .map((each) => ({ ...each, offer: offered.has(each.offer) ? each.offer : null })),
      soundings: said.soundings.filter(({ supporter }) => known.schools.has(supporter)),
      trackRecords: [],
      declines: among(said.declines),
      vetoes: among(said.vetoes),
      locks: [],
      currentPlan: [],
    };
    const text = canonicalSnapshot(withGroups(withMarks(snapshot, among(said.marks)), said.groups));
    const inOrder = JSON.parse(text) as Snapshot;
    return { text, needIds: inOrder.needs.map(({ id }) => id), policy };
  }
}

/** The half-term that holds the day or comes next, and those after it, as far as the calendar goes. */
function halfTermsAhead(today: LocalDate, calendar: Calendar): HalfTerm[] {
  const years = new Set<string>(calendar.years.map(({ id }) => id));
  const known = (id: HalfTermId): boolean => years.has(id.slice(0, 7));
  return halfTermsFrom(halfTermOf(today, calendar), AHEAD + 1)
    .filter(known)
    .map((id) => ({ id, ...spanOf(id, calendar) }))
    .filter(({ to }) => to >= today)
    .slice(0, AHEAD);
}

async function conflicts(tx: Tx): Promise<Conflict[]> {
  return tx.query<Conflict>(
    `select urn as school, other_urn as other, kind, state from brokerage.conflict
     where ${inArea(tx)} and state <> 'expired' order by urn collate "C", other_urn collate "C", kind collate "C"`,
  );
}

export async function vetoes(tx: Tx, needs: readonly NeedId[]): Promise<NeedAndSupporter[]> {
  return tx.query<NeedAndSupporter>(
    `select distinct need_id as need, supporter_urn as supporter from brokerage.broker_choice
     where ${inArea(tx)} and kind = 'veto' and need_id = any ($1::uuid[]) order by 1, 2`,
    [[...needs]],
  );
}

/**
 * Being asked costs a school something, for one school or for a project, whatever it answers but "not this term", which
 * lowers no later score (I-33).
 */
async function soundings(tx: Tx, since: LocalDate): Promise<Sounding[]> {
  return tx.query<Sounding>(
    `select supporter, count(*)::int as times from (
       select supporter_urn as supporter from brokerage.sounding
         where ${inArea(tx)} and sent_at >= $1::date and answer is distinct from 'not_this_term'
       union all select urn from brokerage.project_school
         where ${inArea(tx)} and asked_at >= $1::date and part <> 'supported' and state <> 'declined') as asked
     group by supporter order by supporter collate "C"`,
    [since],
  );
}

/** Work for several schools is one place of the school that gives; a row has room for the first that receives alone. */
function inProject({ id, supporter, halfDays, receivers, live }: GivenInProject): Commitment[] {
  const [asker] = receivers.filter((urn) => urn !== supporter);
  if (asker === undefined) return [];
  return [{ id, supporter, asker, offer: null, state: live ? 'live' : 'ended', halfDays }];
}

/** What supporters have taken on: pairings, and proposals whose days are held. */
async function commitments(tx: Tx, since: LocalDate): Promise<Commitment[]> {
  return tx.query<Commitment>(
    `select g.id, g.supporter_urn as supporter, g.asker_urn as asker, g.offer_id as offer,
       case when g.state in ('closed', 'sustain_checking', 'evaluated', 'not_started') then 'ended' else 'live' end as state,
       (select coalesce(sum(value::int), 0)::int from jsonb_each_text(g.half_days)) as "halfDays"
     from brokerage.pairing g where ${inArea(tx, 'g')}
       and (g.made_at >= $1::date or g.state not in ('closed', 'sustain_checking', 'evaluated', 'not_started'))
     union all
     select p.id, p.supporter_urn, p.asker_urn, p.offer_id, 'held',
       (select coalesce(sum(value::int), 0)::int from jsonb_each_text(p.half_days))
     from brokerage.proposal p where ${inArea(tx, 'p')} and p.state in ('supporter_accepted', 'school_accepted')
     order by id`,
    [since],
  );
}
