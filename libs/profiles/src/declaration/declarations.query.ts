import {
  decide,
  listFilter,
  requireAllowed,
  type AcademicYearId,
  type Clock,
  type LocalDate,
  type Matrix,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, type Tx } from '@app/platform';
import { assignedToSchool } from '../need/assigned-to-school.js';
import type { OfferedTheme } from '../offer/offered-theme.js';
import { AVAILABLE } from './availability.js';
import type { DeclarationState } from './declaration.lifecycle.js';
import type { Appetite, DeclaredNeed, PauseKind } from './declared.js';

/** What the whole area may know of a school's word (I-36). */
export interface StrengthsView {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly available: boolean;
  readonly strengths: readonly OfferedTheme[];
}

/** What is published of a school’s word, beyond the area too: themes and how deep. */
export interface ProfileView {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly strengths: readonly Pick<OfferedTheme, 'theme' | 'depth'>[];
}

/** For the school itself: to fill in the page, and to see who reads what. */
export interface OwnDeclaration {
  readonly id: string;
  readonly year: AcademicYearId;
  readonly appetite: Appetite;
  readonly strengths: readonly OfferedTheme[];
  readonly needs: readonly DeclaredNeed[];
  readonly state: DeclarationState;
  readonly quietUntil: LocalDate | null;
  readonly submittedAt: Date | null;
  /** Who looks after the school confirmed it or asked about it; null while it waits for either. */
  readonly check: WordCheck | null;
  readonly version: number;
}

export interface WordCheck {
  readonly by: string;
  readonly at: Date;
  /** What was asked; null where it was confirmed. */
  readonly question: string | null;
}

/** How the latest word stands, without any of it. */
export interface StandingWord {
  readonly year: AcademicYearId;
  readonly state: DeclarationState;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
}

/** A word that nobody has looked at since it was said. */
export interface WaitingWord {
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly version: number;
  readonly submittedAt: Date;
  readonly unchangedOn: LocalDate | null;
}

export interface PauseView {
  readonly kind: PauseKind;
  readonly words: string | null;
  readonly givenAt: Date;
}

interface Checked {
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly question: string | null;
}

const CHECKED = `d.checked_at as "checkedAt",
  (select i.name from identity.person i where i.area_id = d.area_id and i.id = d.checked_by) as "checkedBy"`;

export class Declarations {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Strengths, and available or not: the latest word of each school that has sent one. @param urn of one school alone. */
  async strengths(tx: Tx, urn: SchoolUrn | null = null): Promise<StrengthsView[]> {
    return this.latest(tx, urn, 'declaration.read', `${AVAILABLE} as available, s.strengths`);
  }

  /** Themes and how deep, of each school that has sent a word. @param urn of one school alone. */
  async profiles(tx: Tx, urn: SchoolUrn | null = null): Promise<ProfileView[]> {
    const rows = await this.latest<ProfileView>(tx, urn, 'profile.read', 's.strengths');
    return rows.map(({ strengths, ...rest }) => ({
      ...rest,
      strengths: strengths.map(({ theme, depth }) => ({ theme, depth })),
    }));
  }

  private async latest<Row>(tx: Tx, urn: SchoolUrn | null, action: string, columns: string): Promise<Row[]> {
    requireAllowed(
      decide(this.matrix, tx.actor, action, { area: tx.area }, { now: this.clock.now(), list: true }),
    );
    const rights = listFilter(this.matrix, tx.actor, action, { school: 's.urn', schools: 'array[s.urn]' }, 2);
    return tx.query<Row & Record<string, unknown>>(
      `select s.urn, s.academic_year as year, ${columns}
       from (select distinct on (d.urn) d.* from profiles.declaration d
         where ${inArea(tx, 'd')} and d.state not in ('draft', 'superseded') and ($1::text is null or d.urn = $1)
         order by d.urn, d.academic_year collate "C" desc) s
       where ${rights.sql} order by s.urn collate "C"`,
      [urn, ...rights.params],
    );
  }

  /**
   * A school's whole word of one year, needs and their reasons included: a sensitive read with its receipt. A draft is
   * for the school alone.
   *
   * @param reason what an officer typed. @returns null where there is none for that year.
   */
  async whole(
    tx: Tx,
    urn: SchoolUrn,
    year: AcademicYearId,
    reason: string | null = null,
  ): Promise<OwnDeclaration | null> {
    await this.sensitive(tx, 'declaration.needs.read', urn, reason);
    const [row] = await tx.query<Omit<OwnDeclaration, 'check'> & Checked>(
      `select d.id, d.academic_year as year, d.appetite, d.strengths, d.needs, d.state,
         to_char(d.quiet_until, 'YYYY-MM-DD') as "quietUntil", d.submitted_at as "submittedAt", d.version, ${CHECKED}, d.question
       from profiles.declaration d where ${inArea(tx, 'd')} and d.urn = $1 and d.academic_year = $2
         and (d.state <> 'draft' or $3)`,
      [urn, year, this.isOwn(tx, urn)],
    );
    if (!row) return null;
    const { checkedBy, checkedAt, question, ...word } = row;
    return { ...word, check: checkedAt && { by: checkedBy ?? '', at: checkedAt, question } };
  }

  /** Of the school itself and who looks after it. @returns null for everybody else, and where nothing was sent yet. */
  async standing(tx: Tx, urn: SchoolUrn): Promise<StandingWord | null> {
    const resource = await this.resourceOf(tx, urn);
    const said = decide(this.matrix, tx.actor, 'declaration.needs.read', resource, { now: this.clock.now() });
    if (!said.allowed || said.owes.length > 0) return null;
    const [row] = await tx.query<StandingWord>(
      `select d.academic_year as year, d.state, ${CHECKED} from profiles.declaration d
       where ${inArea(tx, 'd')} and d.urn = $1 and d.state not in ('draft', 'superseded')
       order by d.academic_year collate "C" desc limit 1`,
      [urn],
    );
    return row ?? null;
  }

  /** Whether this person may confirm the school's latest word now, or ask about it. */
  async mayCheck(tx: Tx, urn: SchoolUrn): Promise<boolean> {
    const resource = await this.resourceOf(tx, urn);
    return decide(this.matrix, tx.actor, 'declaration.check', resource, { now: this.clock.now() }).allowed;
  }

  /** Latest words that wait to be looked at, of those of these schools that this person may check now. */
  async waiting(tx: Tx, inHand: readonly SchoolUrn[]): Promise<WaitingWord[]> {
    const now = this.clock.now();
    const may = inHand.filter((urn) => {
      const resource = { area: tx.area, school: urn, schools: [urn], assigned: [tx.actor.id] };
      return decide(this.matrix, tx.actor, 'declaration.check', resource, { now }).allowed;
    });
    if (may.length === 0) return [];
    return tx.query<WaitingWord>(
      `select s.id, s.urn, s.academic_year as year, s.version, s.submitted_at as "submittedAt",
         to_char(s.unchanged_on, 'YYYY-MM-DD') as "unchangedOn"
       from (select distinct on (d.urn) d.* from profiles.declaration d
         where ${inArea(tx, 'd')} and d.state not in ('draft', 'superseded') and d.urn = any ($1)
         order by d.urn, d.academic_year collate "C" desc) s
       where s.state = 'submitted' order by s.urn collate "C"`,
      [may],
    );
  }

  /** A step of queries that decide for themselves: since when a school's latest word is confirmed, of those whose is. */
  async confirmed(tx: Tx, urns: readonly SchoolUrn[]): Promise<ReadonlyMap<SchoolUrn, Date>> {
    const rows = await tx.query<{ urn: SchoolUrn; at: Date }>(
      `select s.urn, s.checked_at as at
       from (select distinct on (d.urn) d.urn, d.state, d.checked_at from profiles.declaration d
         where ${inArea(tx, 'd')} and d.state not in ('draft', 'superseded') and d.urn = any ($1)
         order by d.urn, d.academic_year collate "C" desc) s
       where s.state = 'confirmed'`,
      [[...urns]],
    );
    return new Map(rows.map(({ urn, at }) => [urn, at]));
  }

  /** Why not this term: own head and assigned broker alone. @returns null where no reason stands. */
  async pauseReason(tx: Tx, urn: SchoolUrn): Promise<PauseView | null> {
    await this.sensitive(tx, 'declaration.pause.read', urn, null);
    const [row] = await tx.query<PauseView>(
      `select p.kind, p.words, p.given_at as "givenAt" from profiles.pause_reason p
       where ${inArea(tx, 'p')} and p.urn = $1 and p.superseded_at is null`,
      [urn],
    );
    return row ?? null;
  }

  private async sensitive(tx: Tx, action: string, urn: SchoolUrn, reason: string | null): Promise<void> {
    const resource = await this.resourceOf(tx, urn);
    requireAllowed(decide(this.matrix, tx.actor, action, resource, { now: this.clock.now(), reason }));
    const typed = (reason ?? '').trim().slice(0, 1_000);
    await this.audit.record(tx, {
      act: action,
      entity: `schools.area_school:${urn}`,
      schools: [urn],
      ...(typed === '' ? {} : { details: { reason: typed } }),
    });
  }

  private async resourceOf(tx: Tx, urn: SchoolUrn): Promise<Resource> {
    return { area: tx.area, school: urn, schools: [urn], assigned: await assignedToSchool(tx, urn) };
  }

  private isOwn(tx: Tx, urn: SchoolUrn): boolean {
    return tx.actor.posts.some((post) => post.school === urn);
  }
}
