import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import type { AskConsents } from '../body-consent/ask-consents.js';
import type { Deadlines } from '../clocks/deadlines.js';
import type { Stalls } from '../tending/stalls.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { AgendaEntity } from './agenda.entity.js';
import type { PairingCases } from './pairing-cases.js';
import { pairingResource } from './pairing.policy.js';
import { readAgenda, type AskedAgenda, type ReadAgenda } from './read-agenda.js';

export interface AgendaToDraft extends AskedAgenda {
  readonly pairing: string;
  /** The version of the agenda that the person saw; null where there was none. */
  readonly version: number | null;
}

/** Either side, or the broker, writes what the two schools will work on. Every change is agreed anew by all three. */
export class DraftAgenda {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly deadlines: Deadlines,
    private readonly consents: AskConsents,
    private readonly stalls: Stalls,
  ) {}

  /** @returns the agenda's new version. @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken AGENDA_STANDS */
  async execute(actor: Actor, area: AreaId, asked: AgendaToDraft, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: AgendaToDraft): Promise<number> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'agenda.draft', pairingResource(pairing));
    const known = await this.cases.agenda(tx, pairing.id);
    requireSeen(known ?? { version: 0 }, asked.version ?? 0);
    if (pairing.state !== 'agreed_in_principle' && pairing.state !== 'agenda_drafting')
      throw new RuleBroken(
        'AGENDA_STANDS',
        'This agenda is agreed and stands. Propose a change of what was agreed.',
      );
    const read = readAgenda(asked, localDateOf(this.clock.now()));
    const version = known ? await this.change(tx, known, read) : await this.make(tx, pairing.id, read);
    if (pairing.state === 'agreed_in_principle') {
      await this.cases.move(tx, pairing, ['agenda_drafting']);
      // Whoever writes the first line has been in contact.
      await this.deadlines.end(tx, pairing.id, 'met', ['C-3']);
      await this.stalls.resolve(tx, pairing.id, ['C-3']);
    }
    await this.consents.ask(tx, pairing);
    await this.audit.record(tx, {
      act: 'agenda.draft',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
    });
    return version;
  }

  private async make(tx: Tx, pairingId: string, read: ReadAgenda): Promise<number> {
    await tx.manager.insert(AgendaEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, pairingId, state: 'draft', number: 1, version: 1 },
      ...read,
      ...{ draftedBy: tx.actor.id, draftedAt: this.clock.now() },
    });
    return 1;
  }

  private async change(tx: Tx, known: AgendaEntity, read: ReadAgenda): Promise<number> {
    return updateIfVersion(tx, AgendaEntity, known.id, known.version, {
      ...read,
      ...{ draftedBy: tx.actor.id, draftedAt: this.clock.now() },
      ...{ supporterAgreedBy: null, supporterAgreedAt: null, schoolAgreedBy: null, schoolAgreedAt: null },
      ...{ brokerAgreedBy: null, brokerAgreedAt: null },
    });
  }
}
