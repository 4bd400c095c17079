import { inArea, type Tx } from '@app/platform';

/** What a link in a mail asks, as far as this room knows its answer. */
export interface AskedOf {
  readonly act: string;
  readonly subject: string;
  readonly version: number;
}

const WAITING: Readonly<Record<string, string>> = {
  'sounding.answer': `select 1 from brokerage.sounding s
    join brokerage.proposal p on p.area_id = s.area_id and p.id = s.proposal_id and p.state = 'sounding_out'
    where s.reference = $1 and s.version = $2 and s.answer is null`,
  'offer.answer': `select 1 from brokerage.support_offer s
    join brokerage.proposal p on p.area_id = s.area_id and p.id = s.proposal_id and p.state = 'supporter_accepted'
    where s.reference = $1 and s.version = $2 and s.answer is null`,
  'visit.reply': `select 1 from brokerage.visit s where s.id::text = $1 and s.version = $2 and s.state = 'with_school'`,
};

/** Whether a question still stands as it was put in a mail: neither answered, nor taken back, nor changed since. */
export class LinkQuestions {
  /** @returns null for a question of another room. */
  async waits(tx: Tx, { act, subject, version }: AskedOf): Promise<boolean | null> {
    const sql = WAITING[act];
    if (sql === undefined) return null;
    return (await tx.query(`${sql} and ${inArea(tx, 's')}`, [subject, version])).length > 0;
  }
}
