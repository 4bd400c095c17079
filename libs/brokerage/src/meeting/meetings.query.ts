import { NotFound, type NeedId, type SchoolUrn } from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { Namers } from '../namers.js';
import type { MeetingCases } from './meeting-cases.js';
import type { MeetingLine, MeetingNeed, MeetingTable, MeetingView, TurnView } from './meeting.views.js';

interface Row extends Omit<MeetingLine, 'needs' | 'next'> {
  readonly id: string;
  readonly runId: string;
  readonly needIds: readonly NeedId[];
  readonly version: number;
}

interface TurnRow extends Omit<TurnView, 'supporter'> {
  readonly need: NeedId;
  readonly urn: SchoolUrn | null;
}

const person = (id: string): string =>
  `coalesce((select name from identity.person i where i.area_id = m.area_id and i.id = ${id}), '')`;

/** Meetings as brokers and advisers may see them: of a need with a school that they have an interest in, its place alone. */
export class Meetings {
  constructor(
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly namers: Namers,
    private readonly cases: MeetingCases,
  ) {}

  /** The latest first. */
  async list(tx: Tx): Promise<MeetingLine[]> {
    await this.rights.require(tx, 'meeting.record', {}, {}, { list: true });
    const lines: MeetingLine[] = [];
    for (const row of await this.rows(tx, 'true', [])) {
      const { reference, run, openedBy, openedAt, closedAt, done, needIds } = row;
      const line = { reference, run, openedBy, openedAt, closedAt, done };
      lines.push({ ...line, needs: needIds.length, next: nextOf(row, await this.needsOf(tx, row)) });
    }
    return lines;
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<MeetingView> {
    await this.rights.require(tx, 'meeting.record', {}, {}, { list: true });
    const [row] = await this.rows(tx, 'm.reference = $1', [named]);
    if (!row) throw new NotFound();
    const all = await this.needsOf(tx, row);
    return { ...row, needs: row.needIds.length, all, next: nextOf(row, all) };
  }

  private async needsOf(tx: Tx, row: Row): Promise<MeetingNeed[]> {
    const cases = await this.needs.read(tx, row.needIds);
    const turns = await this.turns(tx, row.id);
    const listed = await this.cases.listed(tx, row.runId);
    const interests = new Set<string>(tx.actor.interests);
    return row.needIds.map((id, at) => {
      const found = cases.get(id);
      const schools = [...(found ? [found.urn] : []), ...(listed.get(id) ?? [])];
      const mine = found !== undefined && !schools.some((urn) => interests.has(urn));
      const turn = mine ? (turns.get(id)?.[0] ?? null) : null;
      return { id, place: at + 1, reference: mine ? found.reference : null, turn };
    });
  }

  /** One need in front of the meeting. @throws NotFound for who has an interest in its school. */
  async table(
    tx: Tx,
    meeting: string,
    named: string,
  ): Promise<{ meeting: MeetingView; table: MeetingTable }> {
    const view = await this.one(tx, meeting);
    const found = view.all.find(({ reference }) => reference !== null && reference === named);
    if (!found) throw new NotFound();
    const need = (await this.needs.read(tx, [found.id])).get(found.id);
    await this.rights.require(tx, 'run.read', need?.resource ?? null);
    if (!need) throw new NotFound();
    const [row] = await this.rows(tx, 'm.reference = $1', [meeting]);
    const listed = (await this.cases.listed(tx, row?.runId ?? '')).get(need.id) ?? [];
    const stepOut = await this.cases.stepOut(tx, row?.id ?? '', need.id, [need.urn, ...listed]);
    const turns = (await this.turns(tx, row?.id ?? '')).get(need.id) ?? [];
    return { meeting: view, table: { ...found, stepOut, turns } };
  }

  /** What the latest meeting made of a need; null where none has, or where it is not this person's to see. */
  async lastTurn(tx: Tx, need: NeedId): Promise<(TurnView & { readonly meeting: string }) | null> {
    const [row] = await this.rows(
      tx,
      `m.need_ids @> array[$1]::uuid[] and exists (select 1 from brokerage.meeting_turn t
         where t.area_id = m.area_id and t.meeting_id = m.id and t.need_id = $1)`,
      [need],
    );
    if (!row) return null;
    const found = (await this.needsOf(tx, row)).find(({ id }) => id === need);
    return found?.turn ? { ...found.turn, meeting: row.reference } : null;
  }

  private async rows(tx: Tx, where: string, params: readonly unknown[]): Promise<Row[]> {
    return tx.query<Row>(
      `select m.id, m.reference, r.reference as run, m.run_id as "runId", ${person('m.opened_by')} as "openedBy", m.opened_at as "openedAt",
         m.closed_at as "closedAt", m.need_ids as "needIds", m.version,
         (select count(distinct t.need_id)::int from brokerage.meeting_turn t where t.area_id = m.area_id and t.meeting_id = m.id) as done
       from brokerage.meeting m join brokerage.match_run r on r.area_id = m.area_id and r.id = m.run_id
       where ${inArea(tx, 'm')} and ${where} order by m.opened_at desc, m.reference desc`,
      params,
    );
  }

  /** Of each need the latest first. */
  private async turns(tx: Tx, meeting: string): Promise<Map<NeedId, TurnView[]>> {
    const rows = await tx.query<TurnRow>(
      `select m.need_id as need, m.outcome, m.supporter_urn as urn, m.said, ${person('m.noted_by')} as by, m.noted_at as at
       from brokerage.meeting_turn m where ${inArea(tx, 'm')} and m.meeting_id = $1 order by m.noted_at desc, m.id`,
      [meeting],
    );
    const names = await this.namers.of(tx);
    const found = new Map<NeedId, TurnView[]>();
    for (const { need, urn, ...turn } of rows) {
      const supporter = urn === null ? null : { urn, name: names.school(urn) };
      found.set(need, [...(found.get(need) ?? []), { ...turn, supporter }]);
    }
    return found;
  }
}

function nextOf({ closedAt }: Row, all: readonly MeetingNeed[]): string | null {
  if (closedAt !== null) return null;
  return all.find(({ reference, turn }) => reference !== null && turn === null)?.reference ?? null;
}
