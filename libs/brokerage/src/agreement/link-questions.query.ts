import type { LocalDate } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

/** What a link in a mail asks, as far as this room knows its answer. */
export interface AskedOf {
  readonly act: string;
  readonly subject: string;
  readonly version: number;
}

/** As much as the mail said: a reference and a day. */
export interface QuestionWaiting {
  readonly reference: string;
  readonly dueOn: LocalDate | null;
}

const due = (
  subject: string,
  clock: string,
): string => `(select to_char(d.due_on, 'YYYY-MM-DD') from brokerage.deadline d
  where d.area_id = s.area_id and d.subject_id = ${subject} and d.clock = '${clock}' and d.state = 'open') as "dueOn"`;

const WAITING: Readonly<Record<string, string>> = {
  'sounding.answer': `select s.reference, ${due('s.proposal_id', 'C-4')} from brokerage.sounding s
    join brokerage.proposal p on p.area_id = s.area_id and p.id = s.proposal_id and p.state = 'sounding_out'
    where s.reference = $1 and s.version = $2 and s.answer is null`,
  'offer.answer': `select s.reference, ${due('s.proposal_id', 'C-5')} from brokerage.support_offer s
    join brokerage.proposal p on p.area_id = s.area_id and p.id = s.proposal_id and p.state = 'supporter_accepted'
    where s.reference = $1 and s.version = $2 and s.answer is null`,
  'visit.reply': `select g.reference, ${due('s.id', 'C-9')} from brokerage.visit s
    join brokerage.pairing g on g.area_id = s.area_id and g.id = s.pairing_id
    where s.id::text = $1 and s.version = $2 and s.state = 'with_school'`,
};

/** Whether a question still stands as it was put in a mail: neither answered, nor taken back, nor changed since. */
export class LinkQuestions {
  /** @returns null where it waits no longer. */
  async find(tx: Tx, { act, subject, version }: AskedOf): Promise<QuestionWaiting | null> {
    const sql = WAITING[act];
    if (sql === undefined) return null;
    const [row] = await tx.query<QuestionWaiting>(`${sql} and ${inArea(tx, 's')}`, [subject, version]);
    return row ?? null;
  }

  async waits(tx: Tx, asked: AskedOf): Promise<boolean> {
    return (await this.find(tx, asked)) !== null;
  }
}
