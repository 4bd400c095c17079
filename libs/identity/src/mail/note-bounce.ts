import { parseUuid, type AreaId } from '@app/kernel';
import type { Lookup, MailBox, UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';

/** What GOV.UK Notify says of a mail it could not deliver, in a sentence for the record. */
const RECEIPTS: Readonly<Record<string, string>> = {
  'permanent-failure': 'This address takes no mail.',
  'temporary-failure': 'Their mailbox was full or away for three days.',
  'technical-failure': 'GOV.UK Notify could not send it.',
};

/** A carrier says afterwards, or an operator found out, that a mail did not arrive. Shown on the record and to the person. */
export class NoteBounce {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly box: MailBox,
  ) {}

  /** @returns false for a receipt that changes nothing: delivered, said before, or of no mail of ours. */
  async receipt(reference: string, status: string, requestId: string): Promise<boolean> {
    const because = RECEIPTS[status];
    return because === undefined ? false : this.execute(reference, because, requestId);
  }

  /** @returns false where there is no such mail, or it is known to have come back. */
  async execute(named: string, because: string, requestId = 'none'): Promise<boolean> {
    const mail = parseUuid(named);
    if (mail === null) return false;
    const [row] = await this.lookup.call<{ area_of_subject: AreaId | null }>('area_of_subject', [mail]);
    const area = row?.area_of_subject ?? null;
    if (area === null) return false;
    const actor = systemActor('worker', area, requestId);
    return this.work.run(actor, area, (tx) => this.box.cameBack(tx, mail, because));
  }
}
