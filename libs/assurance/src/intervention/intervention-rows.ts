import type { ClosingOutcome } from '@app/brokerage';
import type { LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Basis, InterventionKind } from './intervention-kinds.js';
import type { InterventionState } from './intervention.lifecycle.js';
import {
  CASE_ASSIGNED,
  INTERVENTION_SCHOOLS,
  INTERVENTION_TABLES,
  type InterventionParties,
} from './intervention.policy.js';
import type {
  InterventionLine,
  InterventionStep,
  InterventionSubject,
  InterventionView,
} from './intervention.views.js';

export interface InterventionRow extends InterventionParties {
  readonly reference: string;
  readonly assigned: readonly string[];
  readonly kind: InterventionKind;
  readonly basis: Basis;
  readonly restsOn: string;
  readonly funder: string;
  readonly pence: number;
  readonly halfDays: number;
  readonly aboutKind: InterventionSubject;
  readonly aboutReference: string;
  readonly needId: string;
  readonly need: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly recorder: string;
  readonly recordedAt: Date;
  readonly changer: string;
  readonly changedAt: Date | null;
  readonly beginner: string;
  readonly begunAt: Date | null;
  readonly outcome: ClosingOutcome | null;
  readonly cameOfIt: string | null;
  readonly ender: string;
  readonly endedAt: Date | null;
  readonly withdrawnBecause: string | null;
  readonly withdrawer: string;
  readonly withdrawnAt: Date | null;
  readonly state: InterventionState;
  readonly version: number;
}

const named = (id: string): string =>
  `coalesce((select p.name from identity.person p where p.area_id = i.area_id and p.id = ${id}), '')`;

const ROW = `i.reference, i.kind, i.basis, i.rests_on as "restsOn", i.funder, i.pence, i.half_days as "halfDays",
  i.about_kind as "aboutKind", i.about_reference as "aboutReference", i.need_id as "needId", n.reference as need,
  i.school_urn as "schoolUrn", ${INTERVENTION_SCHOOLS} as "schoolUrns", ${CASE_ASSIGNED} as assigned,
  to_char(i.starts_on, 'YYYY-MM-DD') as "startsOn", to_char(i.ends_on, 'YYYY-MM-DD') as "endsOn",
  ${named('i.recorded_by')} as recorder, i.recorded_at as "recordedAt", ${named('i.changed_by')} as changer,
  i.changed_at as "changedAt", ${named('i.begun_by')} as beginner, i.begun_at as "begunAt", i.outcome,
  i.came_of_it as "cameOfIt", ${named('i.ended_by')} as ender, i.ended_at as "endedAt",
  i.withdrawn_because as "withdrawnBecause", ${named('i.withdrawn_by')} as withdrawer, i.withdrawn_at as "withdrawnAt",
  i.state, i.version`;

/** Those that started last first. @param page the whole where none is given. */
export async function readInterventions(
  tx: Tx,
  where: string,
  params: readonly unknown[],
  page: { readonly limit: number | null; readonly offset: number } = { limit: null, offset: 0 },
): Promise<InterventionRow[]> {
  return tx.query<InterventionRow>(
    `select ${ROW} from ${INTERVENTION_TABLES} where ${inArea(tx, 'i')} and ${where}
     order by i.starts_on desc, i.reference collate "C" desc
     limit $${String(params.length + 1)} offset $${String(params.length + 2)}`,
    [...params, page.limit, page.offset],
  );
}

/** How many they are, and what they cost together. */
export async function countInterventions(
  tx: Tx,
  where: string,
  params: readonly unknown[],
): Promise<{ readonly total: number; readonly pence: number }> {
  const [row] = await tx.query<{ total: number; pence: string }>(
    `select count(*)::int as total, coalesce(sum(i.pence), 0) as pence from ${INTERVENTION_TABLES}
     where ${inArea(tx, 'i')} and ${where}`,
    params,
  );
  return { total: row?.total ?? 0, pence: Number(row?.pence ?? 0) };
}

export function lineOf(row: InterventionRow, nameOf: (urn: SchoolUrn) => string): InterventionLine {
  const { reference, kind, basis, restsOn, funder, pence, halfDays, startsOn, endsOn, outcome, state } = row;
  const urn = row.schoolUrn as SchoolUrn;
  return {
    ...{ reference, kind, basis, restsOn, funder, pence, halfDays, startsOn, endsOn, outcome, state },
    about: { kind: row.aboutKind, reference: row.aboutReference },
    school: { urn, name: nameOf(urn) },
  };
}

export function stepsOf(
  row: InterventionRow,
): Pick<InterventionView, 'recorded' | 'changed' | 'begun' | 'ended' | 'withdrawn'> {
  const ended = step(row.ender, row.endedAt);
  const withdrawn = step(row.withdrawer, row.withdrawnAt);
  return {
    recorded: { by: row.recorder, at: row.recordedAt },
    changed: step(row.changer, row.changedAt),
    begun: step(row.beginner, row.begunAt),
    ended: ended && { ...ended, cameOfIt: row.cameOfIt ?? '' },
    withdrawn: withdrawn && { ...withdrawn, because: row.withdrawnBecause ?? '' },
  };
}

function step(by: string, at: Date | null): InterventionStep | null {
  return at === null ? null : { by, at };
}
