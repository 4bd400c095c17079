import type { LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { SampleKind } from './find-sample.js';
import type { FindingState } from './finding.lifecycle.js';
import { ASSIGNED, FINDING_TABLES, type FindingParties } from './finding.policy.js';
import type { FindingLine, FindingStep, FindingView } from './finding.views.js';

export interface FindingRow extends FindingParties {
  readonly id: string;
  readonly assigned: readonly string[];
  readonly reference: string;
  readonly sampleKind: SampleKind;
  readonly sampleReference: string;
  readonly question: string;
  readonly state: FindingState;
  readonly dueOn: LocalDate;
  readonly openedAt: Date;
  readonly opener: string;
  readonly answer: string | null;
  readonly answerer: string;
  readonly answeredAt: Date | null;
  readonly opinion: string | null;
  readonly opiner: string;
  readonly opinionAt: Date | null;
  readonly closer: string;
  readonly closedAt: Date | null;
  readonly withdrawnBecause: string | null;
  readonly withdrawer: string;
  readonly withdrawnAt: Date | null;
  readonly version: number;
}

const named = (id: string): string =>
  `coalesce((select i.name from identity.person i where i.area_id = f.area_id and i.id = ${id}), '')`;

/** Those that wait longest first. */
export async function readFindings(tx: Tx, where: string, params: readonly unknown[]): Promise<FindingRow[]> {
  return tx.query<FindingRow>(
    `select f.id, f.reference, f.sample_kind as "sampleKind", f.sample_reference as "sampleReference", f.question, f.state,
       to_char(f.due_on, 'YYYY-MM-DD') as "dueOn", f.school_urn as "schoolUrn", f.school_urns as "schoolUrns",
       ${ASSIGNED} as assigned, f.opened_by as "openedBy", ${named('f.opened_by')} as opener, f.opened_at as "openedAt",
       f.answer, f.answered_by as "answeredBy", ${named('f.answered_by')} as answerer, f.answered_at as "answeredAt",
       f.opinion, ${named('f.opinion_by')} as opiner, f.opinion_at as "opinionAt", ${named('f.closed_by')} as closer,
       f.closed_at as "closedAt", f.withdrawn_because as "withdrawnBecause", ${named('f.withdrawn_by')} as withdrawer,
       f.withdrawn_at as "withdrawnAt", f.version
     from ${FINDING_TABLES} where ${inArea(tx, 'f')} and ${where} order by f.opened_at, f.reference`,
    params,
  );
}

const WAITS: Readonly<Record<FindingState, FindingLine['waitsFor']>> = {
  opened: 'case',
  answered: 'officer',
  opinion_given: 'officer',
  closed: null,
  withdrawn: null,
};

export function lineOf(row: FindingRow, nameOf: (urn: SchoolUrn) => string): FindingLine {
  const { reference, question, state, openedAt, dueOn } = row;
  const urn = row.schoolUrn as SchoolUrn | null;
  return {
    ...{ reference, question, state, openedAt, waitsFor: WAITS[state] },
    sample: { kind: row.sampleKind, reference: row.sampleReference },
    school: urn === null ? null : { urn, name: nameOf(urn) },
    dueOn: state === 'opened' ? dueOn : null,
  };
}

export function stepsOf(
  row: FindingRow,
): Pick<FindingView, 'opened' | 'answer' | 'opinion' | 'closed' | 'withdrawn'> {
  return {
    opened: { by: row.opener, at: row.openedAt },
    answer: said(row.answer, row.answerer, row.answeredAt),
    opinion: said(row.opinion, row.opiner, row.opinionAt),
    closed: row.closedAt === null ? null : { by: row.closer, at: row.closedAt },
    withdrawn: said(row.withdrawnBecause, row.withdrawer, row.withdrawnAt),
  };
}

function said(
  text: string | null,
  by: string,
  at: Date | null,
): (FindingStep & { readonly text: string }) | null {
  return text === null || at === null ? null : { text, by, at };
}
