import { halfTermOf, type LocalDate, type SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import type { Deadlines } from '../clocks/deadlines.js';
import type { Stalls } from '../tending/stalls.js';
import { daysOfPairing, partiesOf, type PairingCases } from './pairing-cases.js';
import type { PairingEntity } from './pairing.entity.js';

/** A step: the two sides met. Its half-days count as given, and the next contact is counted from here. */
export class NoteContact {
  constructor(
    private readonly cases: PairingCases,
    private readonly days: DaysBook,
    private readonly deadlines: Deadlines,
    private readonly settings: AreaSettings,
    private readonly stalls: Stalls,
  ) {}

  /** @throws RuleBroken MORE_THAN_COMMITTED */
  async of(
    tx: Tx,
    pairing: PairingEntity,
    { heldOn, halfDays }: { readonly heldOn: string; readonly halfDays: number },
  ): Promise<void> {
    if (halfDays > 0) {
      const { calendar } = await this.settings.clocks(tx);
      const halfTerm = halfTermOf(heldOn as LocalDate, calendar);
      const supporter = pairing.supporterUrn as SchoolUrn;
      await this.days.deliver(tx, supporter, daysOfPairing(pairing), halfDays, halfTerm);
    }
    const agenda = await this.cases.agenda(tx, pairing.id);
    await this.deadlines.end(tx, pairing.id, 'met', ['C-7', 'C-11']);
    await this.stalls.resolve(tx, pairing.id, ['C-3', 'C-7', 'C-11']);
    const cadence = agenda?.cadenceDays ?? 10;
    const nextDate = await this.deadlines.start(tx, 'C-11', pairing.id, partiesOf(pairing), cadence);
    await this.cases.move(tx, pairing, [], { nextDate });
  }
}
