import type { AskByMail } from '@app/identity';
import type { Tx } from '@app/platform';
import type { Deadlines } from '../clocks/deadlines.js';
import { partiesOf } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';

/** A step: the school that is supported has its days for a reply to a record as it stands (C-9). */
export class AskForReply {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly mail: AskByMail,
  ) {}

  async of(tx: Tx, pairing: PairingEntity, visit: string, version: number): Promise<void> {
    const parties = partiesOf(pairing);
    await this.deadlines.end(tx, visit, 'stopped', ['C-9']);
    const due = await this.deadlines.start(tx, 'C-9', visit, parties);
    const { reference } = pairing;
    await this.mail.headsOf(tx, parties.supported, {
      ...{ kind: 'visit', does: 'visit.reply', subject: visit, version, reference, due },
      // Who wrote the record never answers it.
      ...{ path: `/pairings/${reference}`, about: [], except: tx.actor.id },
    });
  }
}
