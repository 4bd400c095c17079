import { NotFound, parseUuid, type LocalDate, type Parties, type SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import { AgendaEntity } from './agenda.entity.js';
import { COUNTS, PROPOSED } from './agenda-rows.js';
import { PairingEntity } from './pairing.entity.js';
import { LIVE_PAIRINGS, movePairing, type PairingState } from './pairing.lifecycle.js';

export interface PairingInHand {
  readonly pairing: PairingEntity;
  readonly need: NeedCase;
}

/** Where its days stand in the ledger: under the proposal that held them. */
export const daysOfPairing = ({ id, proposalId }: Pick<PairingEntity, 'id' | 'proposalId'>): string =>
  proposalId === null ? `pairing:${id}` : `proposal:${proposalId}`;

type Sides = Pick<PairingEntity, 'askerUrn' | 'supporterUrn'>;

/** Whose days a clock of a pairing counts on. */
export const partiesOf = ({
  askerUrn,
  supporterUrn,
}: Sides): Required<Pick<Parties, 'supporter' | 'supported'>> => ({
  supporter: supporterUrn as SchoolUrn,
  supported: askerUrn as SchoolUrn,
});

/** Whom an act about a pairing touches. */
export const schoolsOf = ({ askerUrn, supporterUrn }: Sides): readonly SchoolUrn[] => [
  askerUrn as SchoolUrn,
  supporterUrn as SchoolUrn,
];

/** Steps shared by every verb about a pairing: need first, then pairing, then its agenda. */
export class PairingCases {
  constructor(private readonly needs: NeedCases) {}

  /** @param named its reference or id. @throws NotFound */
  async lock(tx: Tx, named: string): Promise<PairingInHand> {
    const id = parseUuid(named);
    const [found] = await tx.query<{ id: string; need: string }>(
      `select id, need_id as need from brokerage.pairing where ${inArea(tx)} and ${id === null ? 'reference' : 'id'} = $1`,
      [id ?? named],
    );
    if (!found) throw new NotFound();
    const need = await this.needs.lock(tx, found.need);
    const pairing = await tx.manager
      .createQueryBuilder(PairingEntity, 'g')
      .setLock('pessimistic_write')
      .where('g.id = :id', { id: found.id })
      .andWhere(inArea(tx, 'g'))
      .getOne();
    if (!pairing) throw new NotFound();
    return { pairing, need };
  }

  /** The one that is in force, or the first while it is written. */
  async agenda(tx: Tx, pairing: string): Promise<AgendaEntity | null> {
    return this.agendaWhere(tx, pairing, COUNTS);
  }

  /** What is proposed in place of the one in force. */
  async change(tx: Tx, pairing: string): Promise<AgendaEntity | null> {
    return this.agendaWhere(tx, pairing, PROPOSED);
  }

  private agendaWhere(tx: Tx, pairing: string, which: string): Promise<AgendaEntity | null> {
    return tx.manager
      .createQueryBuilder(AgendaEntity, 'a')
      .setLock('pessimistic_write')
      .where(`a.pairing_id = :pairing and ${which}`, { pairing })
      .andWhere(inArea(tx, 'a'))
      .getOne();
  }

  /** Along the table, step by step. @throws RuleBroken PAIRING_CANNOT_MOVE, StaleVersion */
  async move(
    tx: Tx,
    pairing: PairingEntity,
    through: readonly PairingState[],
    change: Partial<Omit<PairingEntity, 'id' | 'areaId' | 'version' | 'state'>> = {},
  ): Promise<PairingEntity> {
    let state = pairing.state;
    for (const to of through) state = movePairing(state, to);
    const version = await updateIfVersion(tx, PairingEntity, pairing.id, pairing.version, {
      ...change,
      state,
    });
    Object.assign(pairing, change, { state, version });
    if (change.nextDate !== undefined) await this.told(tx, pairing.needId);
    return pairing;
  }

  /** A need that has its partners is looked at when the first of their pairings is. */
  async told(tx: Tx, need: string): Promise<void> {
    const [next] = await tx.query<{ on: LocalDate | null }>(
      `select to_char(min(g.next_date), 'YYYY-MM-DD') as on from brokerage.pairing g
       where ${inArea(tx, 'g')} and g.need_id = $1 and g.state = any ($2)`,
      [need, [...LIVE_PAIRINGS]],
    );
    if (next?.on) await this.needs.follow(tx, need, next.on);
  }
}
