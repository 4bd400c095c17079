import type { LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { OPEN_INFORMATION, type InformationState } from './information-request.lifecycle.js';
import { TOUCHES, type InformationParties } from './information-request.policy.js';
import type { InformationLine } from './information-request.views.js';

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
