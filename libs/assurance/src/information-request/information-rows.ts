import type { LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { OPEN_INFORMATION, type InformationState } from './information-request.lifecycle.js';
import { INFORMATION_KINDS } from './record-kinds.js';
import { TOUCHES, type InformationParties } from './information-request.policy.js';
import type { InformationLine, KindView, ToldSchool } from './information-request.views.js';

/** The clock of a request: twenty working days of the office after the day on which it came, to check. */
const CLOCK_OF_REQUEST = 'C-22';

export interface InformationRow extends InformationParties {
  readonly id: string;
  readonly reference: string;
  readonly asked: string;
  readonly receivedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly state: InformationState;
  readonly registrar: string;
  readonly registeredAt: Date;
  readonly version: number;
  readonly summary: string | null;
  readonly answer: string | null;
  readonly answerer: string;
  readonly answeredAt: Date | null;
}

/** Those whose day comes first, first. */
export async function readInformation(
  tx: Tx,
  where: string,
  params: readonly unknown[],
): Promise<InformationRow[]> {
  return tx.query<InformationRow>(
    `select f.id, f.reference, f.asked, to_char(f.received_on, 'YYYY-MM-DD') as "receivedOn", f.state, f.version,
       to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", f.registered_at as "registeredAt", f.prepared_by as "preparedBy",
       coalesce((select i.name from identity.person i where i.area_id = f.area_id and i.id = f.registered_by), '') as registrar,
       f.summary, f.answer, f.answered_at as "answeredAt",
       coalesce((select i.name from identity.person i where i.area_id = f.area_id and i.id = f.answered_by), '') as answerer,
       ${TOUCHES} as touches
     from assurance.information_request f
     join brokerage.deadline d on d.area_id = f.area_id and d.subject_id = f.id and d.clock = '${CLOCK_OF_REQUEST}'
     where ${inArea(tx, 'f')} and ${where} order by d.due_on, f.reference`,
    params,
  );
}

export function lineOf(
  row: InformationRow,
  nameOf: (urn: SchoolUrn) => string,
  today: LocalDate,
): InformationLine {
  const { reference, asked, receivedOn, dueOn, state } = row;
  const schools = (row.touches as SchoolUrn[]).map((urn) => ({ urn, name: nameOf(urn) }));
  const late = OPEN_INFORMATION.includes(state) && dueOn < today;
  return { reference, asked, receivedOn, dueOn, late, state, schools };
}

export async function kindsOf(tx: Tx, request: string): Promise<KindView[]> {
  const rows = await tx.query<KindView>(
    `select h.kind, h.say, h.exemption, h.because from assurance.information_holding h
     where ${inArea(tx, 'h')} and h.request_id = $1`,
    [request],
  );
  return INFORMATION_KINDS.map(
    (kind) => rows.find((row) => row.kind === kind) ?? { kind, say: null, exemption: null, because: null },
  );
}

interface SchoolRow extends Omit<ToldSchool, 'comment' | 'name'> {
  readonly request: string;
  readonly text: string | null;
  readonly by: string;
  readonly at: Date | null;
}

export async function schoolsOf(
  tx: Tx,
  requests: readonly string[],
  nameOf: (urn: SchoolUrn) => string,
): Promise<(ToldSchool & { readonly request: string })[]> {
  const rows = await tx.query<SchoolRow>(
    `select s.request_id as request, s.urn, s.told_at as "toldAt", to_char(s.comment_by, 'YYYY-MM-DD') as "commentBy",
       s.comment as text, s.commented_at as at,
       coalesce((select i.name from identity.person i where i.area_id = s.area_id and i.id = s.commented_by), '') as by
     from assurance.information_school s where ${inArea(tx, 's')} and s.request_id = any ($1) order by s.urn`,
    [[...requests]],
  );
  return rows.map(({ text, by, at, ...row }) => ({
    ...{ ...row, name: nameOf(row.urn) },
    comment: text === null || at === null ? null : { text, by, at },
  }));
}
