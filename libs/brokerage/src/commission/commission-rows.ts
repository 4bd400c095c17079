import type { LocalDate, SchoolUrn, ThemeId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { CommissionState } from './commission.lifecycle.js';
import { COMMISSION_TABLES, HAS_NEED } from './commission.policy.js';
import type { CertificateTold, CommissionLine, CommissionStep } from './commission.views.js';

export interface CommissionRow {
  readonly id: string;
  readonly reference: string;
  readonly needId: string;
  readonly need: string;
  readonly theme: ThemeId;
  readonly askerUrn: SchoolUrn;
  readonly assigned: readonly string[];
  readonly run: string;
  readonly certificate: CertificateTold;
  readonly certifiedAt: Date;
  readonly specification: string;
  readonly routesTried: string;
  readonly deliverables: readonly string[];
  readonly deliverBy: LocalDate;
  readonly supplier: string | null;
  readonly funder: string;
  readonly pence: number;
  readonly halfDays: number;
  readonly writtenBy: readonly string[];
  readonly draftedAt: Date;
  readonly movedAt: Date;
  readonly quotes: string | null;
  readonly awardPence: number | null;
  readonly paidPence: number | null;
  readonly state: CommissionState;
  readonly dueOn: LocalDate | null;
  readonly version: number;
}

/** Its own clock runs from the approval on; until then the one of its need does (C-12). */
const DUE = `(select to_char(min(d.due_on), 'YYYY-MM-DD') from brokerage.deadline d where d.area_id = c.area_id
  and d.state = 'open' and d.clock in ('C-12.approved', 'C-12.awarded')
  and (d.subject_id = c.id or d.subject_id = c.need_id and c.state = 'drafted'))`;

const ROW = `c.id, c.reference, c.need_id as "needId", n.reference as need, n.primary_theme as theme, c.asker_urn as "askerUrn",
  ${HAS_NEED} as assigned, c.certificate, c.certified_at as "certifiedAt",
  (select r.reference from brokerage.match_run r where r.area_id = c.area_id and r.id = c.run_id) as run,
  c.specification, c.routes_tried as "routesTried", c.deliverables, to_char(c.deliver_by, 'YYYY-MM-DD') as "deliverBy",
  c.supplier, c.funder, c.pence, c.half_days as "halfDays", c.written_by as "writtenBy", c.drafted_at as "draftedAt", c.quotes, c.moved_at as "movedAt",
  c.award_pence as "awardPence", c.paid_pence as "paidPence", c.state, ${DUE} as "dueOn", c.version`;

/** Those drafted last first. @param page the whole where none is given. */
export async function readCommissions(
  tx: Tx,
  where: string,
  params: readonly unknown[],
  page: { readonly limit: number | null; readonly offset: number } = { limit: null, offset: 0 },
): Promise<CommissionRow[]> {
  return tx.query<CommissionRow>(
    `select ${ROW} from ${COMMISSION_TABLES} where ${inArea(tx, 'c')} and ${where}
     order by c.drafted_at desc, c.reference collate "C" desc
     limit $${String(params.length + 1)} offset $${String(params.length + 2)}`,
    [...params, page.limit, page.offset],
  );
}

export async function countCommissions(
  tx: Tx,
  where: string,
  params: readonly unknown[],
): Promise<{ readonly total: number; readonly awardedPence: number }> {
  const [row] = await tx.query<{ total: number; pence: string }>(
    `select count(*)::int as total, coalesce(sum(c.award_pence), 0) as pence from ${COMMISSION_TABLES}
     where ${inArea(tx, 'c')} and ${where}`,
    params,
  );
  return { total: row?.total ?? 0, awardedPence: Number(row?.pence ?? 0) };
}

export function lineOf(row: CommissionRow, nameOf: (urn: SchoolUrn) => string): CommissionLine {
  const { reference, need, theme, state, supplier, funder, pence, awardPence, halfDays } = row;
  return {
    ...{ reference, need, theme, state, supplier, funder, pence, awardPence, halfDays },
    ...{ deliverBy: row.deliverBy, draftedAt: row.draftedAt, dueOn: row.dueOn },
    school: { urn: row.askerUrn, name: nameOf(row.askerUrn) },
  };
}

/** The first first. */
export async function readSteps(tx: Tx, commission: string): Promise<CommissionStep[]> {
  return tx.query<CommissionStep>(
    `select s.to_state as "to", s.moved_at as at, s.note, coalesce((select p.name from identity.person p
       where p.area_id = s.area_id and s.moved_by = 'person:' || p.id), '') as by
     from brokerage.commission_step s where ${inArea(tx, 's')} and s.commission_id = $1 order by s.moved_at, s.ctid`,
    [commission],
  );
}
