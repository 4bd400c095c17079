import {
  decide,
  NotFound,
  parseUuid,
  requireAllowed,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, type Tx } from '@app/platform';
import { MEASURES } from '../measures/definitions.js';
import { ofTheHead, signalResource, type AdvisersOf } from './signal.policy.js';
import type { OwnSignals, SignalTask, SignalView, WhyNot } from './signal.views.js';

type Stored = Omit<SignalView, 'definition' | 'mayReply'>;

const SIGNAL = `select s.id, s.urn, k.name as school, s.measure, s.periods, s.value::float8 as value, s.denominator, s.side,
    s.median::float8 as median, s.mad::float8 as mad, s.similar_values as "similarValues", s.loaded_on as "loadedOn",
    s.found_at as "foundAt", to_char(s.due_on, 'YYYY-MM-DD') as "dueOn", s.state, s.passed_on_at as "passedOnAt", s.reply,
    s.replied_at as "repliedAt", s.version
  from schools.signal s join schools.school k on k.urn = s.urn`;

/**
 * What published figures show about one school (I-38). There is no list of schools here and none may join: a signal is met
 * at its own school or not at all. Each read is sensitive and leaves its receipt.
 */
export class Signals {
  constructor(
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** For its own head: every signal, answered or not, and why nothing is said of the rest. @throws NotFound for others. */
  async ofOwnSchool(tx: Tx, urn: SchoolUrn): Promise<OwnSignals> {
    const now = this.clock.now();
    requireAllowed(decide(this.matrix, tx.actor, 'signal.read', ofTheHead(tx.area, urn), { now }));
    await this.note(tx, urn);
    const looks = await tx.query<Omit<WhyNot, 'definition'> & { isSignal: boolean; lookedAt: Date }>(
      `select measure, period, because, is_signal as "isSignal", looked_at as "lookedAt" from schools.signal_look
       where ${inArea(tx)} and urn = $1 order by measure collate "C"`,
      [urn],
    );
    return {
      signals: await this.stored(tx, urn),
      whyNot: looks
        .filter(({ isSignal }) => !isSignal)
        .map(({ measure, period, because }) => ({
          ...{ measure, period, because, definition: MEASURES[measure] },
        })),
      lookedAt: looks[0]?.lookedAt ?? null,
    };
  }

  /** For the adviser who has the school in hand: what its head left unanswered for ten working days. Nobody else: none. */
  async passedOn(tx: Tx, urn: SchoolUrn, advisers: AdvisersOf): Promise<readonly SignalView[]> {
    const assigned = await advisers(urn);
    const about = { ...ofTheHead(tx.area, urn), assigned };
    if (!assigned.includes(tx.actor.id)) return [];
    if (!decide(this.matrix, tx.actor, 'signal.read', about, { now: this.clock.now() }).allowed) return [];
    // Noted whether there is one or not: the receipt must not tell which.
    await this.note(tx, urn);
    return (await this.stored(tx, urn)).filter((signal) => this.reaches(tx, signal, assigned));
  }

  /**
   * What waits for this person's page Today and their mail: a head's own without a reply, and those passed on to who has
   * the school in hand. Neither the measure nor the figure is told.
   *
   * @param inHand schools that this person has in hand by name.
   */
  async tasks(tx: Tx, inHand: readonly SchoolUrn[]): Promise<SignalTask[]> {
    const { id: me, posts } = tx.actor;
    const leads = posts.flatMap(({ role, school }) => (role === 'head' && school ? [school] : []));
    const advises = posts.some(({ role }) => role === 'adviser') ? inHand : [];
    const asked = [...new Set([...leads, ...advises])];
    if (asked.length === 0) return [];
    // Noted whether there is one or not: the receipt must not tell which.
    await this.audit.record(tx, { act: 'signal.read', entity: 'schools.signal:waiting', schools: asked });
    const rows = await tx.query<Pick<Stored, 'id' | 'urn' | 'school' | 'foundAt' | 'passedOnAt' | 'dueOn'>>(
      `select s.id, s.urn, k.name as school, s.found_at as "foundAt", s.passed_on_at as "passedOnAt",
         to_char(s.due_on, 'YYYY-MM-DD') as "dueOn"
       from schools.signal s join schools.school k on k.urn = s.urn
       where ${inArea(tx, 's')} and s.state <> 'answered' and s.urn = any ($1) order by s.due_on, s.id`,
      [asked],
    );
    return rows
      .filter((row) => this.reaches(tx, row, advises.includes(row.urn) ? [me] : []))
      .map(({ id, urn, school, foundAt, passedOnAt, dueOn }) => ({
        ...{ id, urn, school, dueOn },
        ...(leads.includes(urn)
          ? { asks: 'head' as const, since: foundAt }
          : { asks: 'adviser' as const, since: passedOnAt ?? foundAt }),
      }));
  }

  /** @throws NotFound for one that is none, of another school, or not passed on yet, alike. */
  async one(tx: Tx, typed: string, advisers: AdvisersOf): Promise<SignalView> {
    const id = parseUuid(typed);
    if (id === null) throw new NotFound();
    const [signal] = await tx.query<Stored>(`${SIGNAL} where ${inArea(tx, 's')} and s.id = $1`, [id]);
    if (!signal || !this.reaches(tx, signal, await advisers(signal.urn))) throw new NotFound();
    await this.note(tx, signal.urn);
    return this.viewOf(tx, signal);
  }

  private async stored(tx: Tx, urn: SchoolUrn): Promise<SignalView[]> {
    const rows = await tx.query<Stored>(
      `${SIGNAL} where ${inArea(tx, 's')} and s.urn = $1 order by s.found_at desc, s.measure collate "C"`,
      [urn],
    );
    return rows.map((row) => this.viewOf(tx, row));
  }

  private viewOf(tx: Tx, signal: Stored): SignalView {
    const about = ofTheHead(tx.area, signal.urn);
    const may = decide(this.matrix, tx.actor, 'signal.reply', about, { now: this.clock.now() }).allowed;
    return {
      ...signal,
      definition: MEASURES[signal.measure],
      mayReply: may && signal.state !== 'answered',
    };
  }

  private reaches(tx: Tx, signal: Pick<Stored, 'urn' | 'passedOnAt'>, advisers: readonly string[]): boolean {
    const about = signalResource(tx.area, signal, advisers);
    return decide(this.matrix, tx.actor, 'signal.read', about, { now: this.clock.now() }).allowed;
  }

  private async note(tx: Tx, urn: SchoolUrn): Promise<void> {
    await this.audit.record(tx, {
      act: 'signal.read',
      entity: `schools.area_school:${urn}`,
      schools: [urn],
    });
  }
}
