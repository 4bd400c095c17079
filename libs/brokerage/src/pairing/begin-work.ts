import { localDateOf, RuleBroken, type Clock, type LocalDate } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { AskConsents } from '../body-consent/ask-consents.js';
import type { Deadlines } from '../clocks/deadlines.js';
import type { ReviewPoints } from '../review-point/review-points.js';
import type { Stalls } from '../tending/stalls.js';
import { inAFortnight } from './look-again.js';
import { daysOfPairing, partiesOf, type PairingCases } from './pairing-cases.js';
import type { PairingEntity } from './pairing.entity.js';

/** A step, the gate of I-1: agreed agenda, promised days, no bar between the schools, and the consents its area requires. */
export class BeginWork {
  constructor(
    private readonly clock: Clock,
    private readonly cases: PairingCases,
    private readonly days: DaysBook,
    private readonly deadlines: Deadlines,
    private readonly consents: AskConsents,
    private readonly points: ReviewPoints,
    private readonly stalls: Stalls,
  ) {}

  /** The agenda is agreed by all three. @returns true where the pairing is active now; else a consent is waited for. */
  async agreed(tx: Tx, pairing: PairingEntity): Promise<boolean> {
    if ((await this.days.promised(tx, daysOfPairing(pairing))).promised <= 0)
      throw new RuleBroken('NO_DAYS_PROMISED', 'No days are promised for this pairing, so it cannot start.');
    await requireNoBar(tx, pairing);
    await this.deadlines.end(tx, pairing.id, 'met', ['C-6']);
    await this.consents.ask(tx, pairing);
    // A consent that is waited for has no clock: somebody looks at it again by then.
    const nextDate = inAFortnight(localDateOf(this.clock.now()));
    await this.cases.move(tx, pairing, ['agenda_agreed'], { nextDate });
    return this.ifComplete(tx, pairing);
  }

  /** @returns whether it is active now. */
  async ifComplete(tx: Tx, pairing: PairingEntity): Promise<boolean> {
    if (!(await this.consents.complete(tx, pairing))) return false;
    await requireNoBar(tx, pairing);
    // What was asked of both while it had not begun is answered by its beginning.
    await this.deadlines.end(tx, pairing.id, 'stopped', ['C-11']);
    await this.stalls.resolve(tx, pairing.id);
    const parties = partiesOf(pairing);
    const agenda = await this.cases.agenda(tx, pairing.id);
    const visitBy: LocalDate = await this.deadlines.start(tx, 'C-7', pairing.id, parties);
    const cadence = agenda?.cadenceDays ?? 10;
    const contactBy = await this.deadlines.start(tx, 'C-11', pairing.id, parties, cadence);
    await this.points.setNext(tx, pairing);
    await this.cases.move(tx, pairing, ['active'], { nextDate: visitBy < contactBy ? visitBy : contactBy });
    return true;
  }
}

type Schools = Pick<PairingEntity, 'askerUrn' | 'supporterUrn'>;

/** Looked at now, after the last change of people. */
export async function isBarred(tx: Tx, { askerUrn, supporterUrn }: Schools): Promise<boolean> {
  const barred = await tx.query(
    `select 1 from brokerage.conflict where ${inArea(tx)} and state = 'barred' and (urn, other_urn) in (($1, $2), ($2, $1))`,
    [askerUrn, supporterUrn],
  );
  return barred.length > 0;
}

/** @throws RuleBroken BARRED_CONFLICT */
export async function requireNoBar(tx: Tx, schools: Schools): Promise<void> {
  if (await isBarred(tx, schools))
    throw new RuleBroken('BARRED_CONFLICT', 'A conflict between these schools bars the work. Ask the chair.');
}
