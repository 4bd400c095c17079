import { decide, requireAllowed, type Clock, type LocalDate, type Matrix } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Exemption, InformationKind } from './record-kinds.js';
import type { DisclosureOutcome } from './release-information.js';

export interface Disclosure {
  readonly reference: string;
  readonly receivedOn: LocalDate;
  readonly answeredOn: LocalDate;
  readonly outcome: DisclosureOutcome;
  readonly asked: string;
  readonly answer: string;
  readonly withheld: readonly { readonly kind: InformationKind; readonly by: Exemption }[];
}

/** The log of disclosures: what was asked and what was released, for everybody of the area; never who asked. */
export class Disclosures {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** The latest first. @throws NotFound */
  async list(tx: Tx): Promise<Disclosure[]> {
    requireAllowed(
      decide(this.matrix, tx.actor, 'foi.log.read', { area: tx.area }, { now: this.clock.now() }),
    );
    const rows = await tx.query<Omit<Disclosure, 'withheld'> & { readonly withheld: readonly string[] }>(
      `select l.reference, to_char(l.received_on, 'YYYY-MM-DD') as "receivedOn", to_char(l.answered_on, 'YYYY-MM-DD') as "answeredOn",
         l.outcome, l.asked, l.answer, l.withheld from assurance.disclosure l where ${inArea(tx, 'l')}
       order by l.answered_on desc, l.reference desc`,
    );
    return rows.map((row) => ({
      ...row,
      withheld: row.withheld.map((each) => {
        const [kind, by] = each.split(' ') as [InformationKind, Exemption];
        return { kind, by };
      }),
    }));
  }
}
