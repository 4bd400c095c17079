import {
  addDays,
  localDateOf,
  NotFound,
  parseUrn,
  termOf,
  type AcademicYearId,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { AreaSettings, KnownSchools } from '@app/schools';
import type { CapacityLedger } from '../capacity/capacity-ledger.js';
import { readDeclaredDays, type AskedDays } from '../capacity/read-declared-days.js';
import { FieldReader } from '../field-reader.js';
import { requireOfArea } from '../need/require-of-area.js';
import { readOfferTerms, type AskedTerms } from '../offer/read-offer-terms.js';
import type { SchoolOffers } from '../offer/school-offers.js';
import type { Rights } from '@app/identity';
import { readYear, type DeclarationRecord } from './declaration-record.js';
import { isResting } from './declared.js';
import type { DeclarationToDraft } from './draft-declaration.js';
import type { PauseReasons } from './pause-reasons.js';
import { readDeclaration, readPause, type AskedPause } from './read-declaration.js';

export interface DeclarationToSubmit extends DeclarationToDraft {
  readonly capacity?: readonly AskedDays[];
  /** On what terms the strengths are offered; left out, the standing offer keeps the terms it has. */
  readonly offer?: AskedTerms | null;
  /**
   * Why not this term. The head alone may say it, and nobody has to; null takes it away. Left out, a reason that stands
   * stays for as long as the school rests.
   */
  readonly pause?: AskedPause | null;
}

/**
 * The school sends its yearly word: appetite, strengths, needs, days, terms and a reason to pause, all or nothing.
 * "Not this term" rests its offers and brings no reminder before the term is over (I-33).
 */
export class SubmitDeclaration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly schools: KnownSchools,
    private readonly record: DeclarationRecord,
    private readonly pauses: PauseReasons,
    private readonly offers: SchoolOffers,
    private readonly ledger: CapacityLedger,
  ) {}

  /** @returns the declaration's new version. */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: DeclarationToSubmit,
    repeat?: Repeatable,
  ): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  /** Whether it could be sent now, with every field read and nothing written. @throws as `execute` would. */
  async check(tx: Tx, asked: DeclarationToSubmit): Promise<void> {
    await this.prepare(tx, keyOf(asked).urn, asked);
  }

  /** One of several in a transaction that is already open: all of them or none. */
  async inside(tx: Tx, asked: DeclarationToSubmit): Promise<number> {
    const key = keyOf(asked);
    const { urn } = key;
    const before = await this.record.lock(tx, urn, key.year);
    const { today, calendar, declared, days, terms, pause } = await this.prepare(tx, urn, asked);
    const resting = isResting(declared.appetite);
    const { id, version } = await this.record.keep(tx, key, before, asked.version, declared, {
      state: 'submitted',
      quietUntil: resting ? addDays(termOf(today, calendar, urn).to, 1) : null,
      submittedBy: tx.actor.id,
      submittedAt: this.clock.now(),
    });
    await this.record.supersedeEarlier(tx, urn, key.year);
    if (asked.pause !== undefined || !resting) await this.pauses.replace(tx, urn, id, pause);
    if (resting) await this.offers.rest(tx, urn);
    else await this.offers.wake(tx, urn);
    if (asked.strengths || terms) await this.offers.stand(tx, urn, declared.strengths, terms, resting);
    if (days.length > 0) await this.ledger.declare(tx, urn, days);
    await this.audit.record(tx, {
      act: 'declaration.submit',
      entity: `profiles.declaration:${id}:${String(version)}`,
      schools: [urn],
    });
    return version;
  }

  private async requireAllowed(tx: Tx, urn: SchoolUrn, asked: DeclarationToSubmit): Promise<void> {
    const resource = { school: urn, schools: [urn] };
    await this.rights.require(tx, 'declaration.submit', resource);
    if ((asked.capacity ?? []).length > 0 || asked.offer)
      await this.rights.require(tx, 'capacity.declare', resource);
    // A colleague who may not read the reason may neither put words into the head's mouth nor take them away.
    if (asked.pause !== undefined) await this.rights.require(tx, 'declaration.pause.read', resource);
  }

  private async prepare(tx: Tx, urn: SchoolUrn, asked: DeclarationToSubmit) {
    await this.requireAllowed(tx, urn, asked);
    await this.schools.requireOpen(tx, urn);
    const today = localDateOf(this.clock.now());
    const { calendar } = await this.settings.clocks(tx);
    const reader = new FieldReader();
    const said = await this.record.lastWord(tx, urn);
    const world = { themes: await this.settings.themes(tx), calendar, today, before: said };
    const declared = readDeclaration(reader, asked, world);
    const days = readDeclaredDays(reader, asked.capacity ?? [], world);
    const terms = asked.offer ? readOfferTerms(reader, 'offer.', asked.offer, urn) : null;
    const pause = readPause(reader, asked.pause, declared.appetite);
    await requireOfArea(tx, reader, this.schools, { 'offer.notWith': terms?.notWith ?? [] });
    return reader.finish({ today, calendar, declared, days, terms, pause });
  }
}

function keyOf(asked: DeclarationToSubmit): { readonly urn: SchoolUrn; readonly year: AcademicYearId } {
  const urn = parseUrn(asked.urn);
  if (urn === null) throw new NotFound();
  return { urn, year: readYear(asked.year) };
}
