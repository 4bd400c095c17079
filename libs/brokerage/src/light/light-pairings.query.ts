import {
  decide,
  listFilter,
  localDateOf,
  NotFound,
  type Clock,
  type LocalDate,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Rights } from '@app/identity';
import type { Namer, Namers } from '../namers.js';
import { PAIRING_COLUMNS, pairingResource } from '../pairing/pairing.policy.js';
import { sidesOf } from './light-cases.js';
import { canMoveLight } from './light.lifecycle.js';
import type { LightState, LightView } from './light.views.js';

interface Row extends Omit<LightView, 'asker' | 'supporter' | 'can'> {
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly gardenerPersonId: string;
  readonly askedById: string;
}

const GOING_ON: readonly LightState[] = ['agreed_in_principle', 'active'];

export type LightTaskKind = 'answer_light' | 'thank_light' | 'know_light';
export interface LightTask {
  readonly kind: LightTaskKind;
  readonly reference: string;
  readonly supporter: string;
  readonly asker: string;
  readonly since: Date;
  readonly dueOn: LocalDate;
}

/** Light pairings, from the ask on: both schools, unconflicted brokers and advisers, officers. */
export class LightPairings {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly namers: Namers,
  ) {}

  /** Those that go on, the next day first; `over` adds those that ended. */
  async list(tx: Tx, asked: { readonly over?: boolean } = {}): Promise<LightView[]> {
    const rows = await this.mine(tx, asked.over === true ? null : GOING_ON);
    // An area that is not set up yet has none of these either: nothing is to be named.
    if (rows.length === 0) return [];
    const names = await this.namers.of(tx);
    return rows.map((row) => this.view(tx, row, names));
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<LightView> {
    const [row] = await readLights(tx, 'g.reference = $1', [named]);
    const { view } = await this.rights.require(tx, 'pairing.read', row ? pairingResource(row) : null);
    // Totals and days are other pages' matter: who may see only those finds no page here.
    if (!row || view !== null) throw new NotFound();
    return this.view(tx, row, await this.namers.of(tx));
  }

  /** The other side answers, the helped school says thanks, the gardener knows of what was asked. */
  async tasks(tx: Tx): Promise<LightTask[]> {
    const today = localDateOf(this.clock.now());
    const names = await this.namers.of(tx);
    return (await this.mine(tx, GOING_ON)).flatMap((row) => {
      const view = this.view(tx, row, names);
      const kind = taskOf(view, row.gardenerPersonId === tx.actor.id, today);
      if (kind === null) return [];
      const parties = { supporter: view.supporter.name, asker: view.asker.name };
      return [{ kind, reference: row.reference, ...parties, since: row.askedAt, dueOn: row.onDay }];
    });
  }

  private mine(tx: Tx, states: readonly LightState[] | null): Promise<Row[]> {
    const { sql, params } = listFilter(this.matrix, tx.actor, 'pairing.read', PAIRING_COLUMNS, 2);
    return readLights(tx, `($1::text[] is null or g.state = any ($1)) and ${sql}`, [
      states === null ? null : [...states],
      ...params,
    ]);
  }

  private view(tx: Tx, row: Row, names: Namer): LightView {
    const { askerUrn, supporterUrn, askedById, gardenerPersonId, ...shown } = row;
    const may = (action: string): boolean => {
      const about = { area: tx.area, ...pairingResource({ askerUrn, supporterUrn, gardenerPersonId }) };
      return decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
    };
    const others = sidesOf(tx.actor, row).some((side) => side !== row.askedSide);
    return {
      ...shown,
      asker: { urn: askerUrn, name: names.school(askerUrn) },
      supporter: { urn: supporterUrn, name: names.school(supporterUrn) },
      can: {
        answer:
          row.state === 'agreed_in_principle' && others && askedById !== tx.actor.id && may('light.agree'),
        thank: row.state === 'active' && may('pairing.thank'),
        end:
          (canMoveLight(row.state, 'closed') || canMoveLight(row.state, 'not_started')) && may('light.agree'),
      },
    };
  }
}

function taskOf(view: LightView, gardens: boolean, today: LocalDate): LightTaskKind | null {
  if (view.can.answer) return 'answer_light';
  if (view.can.thank && view.onDay <= today) return 'thank_light';
  return gardens && view.state === 'agreed_in_principle' ? 'know_light' : null;
}

const person = (id: string): string =>
  `coalesce((select name from identity.person i where i.area_id = g.area_id and i.id = ${id}), '')`;

async function readLights(tx: Tx, where: string, params: readonly unknown[]): Promise<Row[]> {
  return tx.query<Row>(
    `select g.id, g.reference, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn", g.purpose, g.contact,
       to_char(g.on_day, 'YYYY-MM-DD') as "onDay", g.half_days as "halfDays", g.booked, g.asked_side as "askedSide",
       g.asked_by as "askedById", ${person('g.asked_by')} as "askedBy", g.asked_at as "askedAt",
       g.gardener_person_id as "gardenerPersonId", ${person('g.gardener_person_id')} as gardener, g.state, g.outcome,
       g.thanks, g.closed_at as "closedAt", g.version
     from brokerage.light_pairing g where ${inArea(tx, 'g')} and ${where} order by g.on_day, g.reference`,
    params,
  );
}
