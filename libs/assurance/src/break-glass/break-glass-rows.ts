import type { LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { BreakGlassEntity } from './break-glass.entity.js';
import type { OpeningLine } from './break-glass.views.js';

export interface OpeningRow extends Omit<BreakGlassEntity, 'areaId' | 'endedBy' | 'reviewedBy'> {
  /** By the database's clock. */
  readonly open: boolean;
  readonly asker: string;
  readonly answerer: string | null;
  readonly ender: string | null;
  readonly reviewer: string | null;
  readonly reviewBy: LocalDate | null;
}

const named = (id: string): string =>
  `(select i.name from identity.person i where i.area_id = g.area_id and i.id = g.${id})`;

const ROW = `g.id, g.reference, g.school_urn as "schoolUrn", g.kind, g.purpose, g.words, g.minutes, g.state,
  g.asked_by as "askedBy", ${named('asked_by')} as asker, g.asked_at as "askedAt", g.answered_by as "answeredBy",
  ${named('answered_by')} as answerer, g.answered_at as "answeredAt", g.ends_at as "endsAt", ${named('ended_by')} as ender,
  g.ended_at as "endedAt", ${named('reviewed_by')} as reviewer, g.reviewed_at as "reviewedAt", g.verdict,
  g.review_words as "reviewWords", g.version, (g.state = 'open' and g.ends_at > now()) as open,
  (select to_char(d.due_on, 'YYYY-MM-DD') from brokerage.deadline d
    where d.area_id = g.area_id and d.subject_id = g.id and d.clock = 'C-18' and d.state = 'open') as "reviewBy"`;

/** The latest first. */
export async function readOpenings(tx: Tx, where: string, params: readonly unknown[]): Promise<OpeningRow[]> {
  return tx.query<OpeningRow & Record<string, unknown>>(
    `select ${ROW} from assurance.break_glass g where ${inArea(tx, 'g')} and ${where}
     order by g.asked_at desc, g.reference desc`,
    params,
  );
}

export function openingLineOf(row: OpeningRow, nameOf: (urn: SchoolUrn) => string): OpeningLine {
  const urn = row.schoolUrn as SchoolUrn;
  const { reference, kind, purpose, words, minutes, state, askedAt, answeredAt, endsAt, endedAt } = row;
  const isOver = state === 'ended' || (state === 'open' && !row.open);
  return {
    ...{ reference, kind, purpose, words, minutes, askedAt, answeredAt, endsAt },
    ...{ school: { urn, name: nameOf(urn) }, now: isOver ? 'over' : state },
    ...{ askedBy: row.asker, answeredBy: row.answerer, endedBy: row.ender },
    endedAt: isOver ? (endedAt ?? endsAt) : endedAt,
    ...{ reviewedBy: row.reviewer, reviewedAt: row.reviewedAt, verdict: row.verdict },
    ...{ reviewWords: row.reviewWords, reviewBy: row.reviewBy },
  };
}
