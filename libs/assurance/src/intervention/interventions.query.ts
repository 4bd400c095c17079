import {
  decide,
  listFilter,
  NotFound,
  requireAllowed,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { Pairings } from '@app/brokerage';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import { canMoveIntervention, OPEN_INTERVENTIONS } from './intervention.lifecycle.js';
import { INTERVENTION_COLUMNS, interventionResource } from './intervention.policy.js';
import {
  countInterventions,
  lineOf,
  readInterventions,
  stepsOf,
  type InterventionRow,
} from './intervention-rows.js';
import type { InterventionFilter, InterventionsPage, InterventionView } from './intervention.views.js';

const READ = 'intervention.read';

/** What was done by power or by agreement, and what it rests on: for officers, who has the case in hand, the school's head. */
export class Interventions {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
    private readonly pairings: Pairings,
  ) {}

  /** Those that started last first. @throws NotFound for who reads of none by name. */
  async list(
    tx: Tx,
    filter: InterventionFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<InterventionsPage> {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, tx.actor, READ, { area: tx.area }, context));
    const rights = listFilter(this.matrix, tx.actor, READ, INTERVENTION_COLUMNS);
    const { where, params } = conditionOf(filter, rights);
    const rows = await readInterventions(tx, where, params, page);
    const nameOf = await this.names(tx);
    return {
      ...(await countInterventions(tx, where, params)),
      lines: rows.map((row) => lineOf(row, nameOf)),
    };
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<InterventionView> {
    const [row] = await readInterventions(tx, 'i.reference = $1', [named]);
    await this.rights.require(tx, READ, row ? interventionResource(row, row.assigned) : null);
    if (!row) throw new NotFound();
    return this.viewOf(tx, row, await this.names(tx));
  }

  /** All of a need's, the first first, as far as the reader may see them. */
  async ofNeed(tx: Tx, needId: string): Promise<InterventionView[]> {
    const rights = listFilter(this.matrix, tx.actor, READ, INTERVENTION_COLUMNS, 2);
    const rows = await readInterventions(tx, `i.need_id = $1 and ${rights.sql}`, [needId, ...rights.params]);
    const nameOf = await this.names(tx);
    const views = [];
    for (const row of rows.toReversed()) views.push(await this.viewOf(tx, row, nameOf));
    return views;
  }

  private async viewOf(
    tx: Tx,
    row: InterventionRow,
    nameOf: (urn: SchoolUrn) => string,
  ): Promise<InterventionView> {
    const may = (action: string): boolean => this.may(tx, row, action);
    return {
      ...lineOf(row, nameOf),
      ...stepsOf(row),
      need: row.need,
      pairings: await this.pairingsOf(tx, row.needId),
      version: row.version,
      can: {
        change: may('intervention.record') && OPEN_INTERVENTIONS.includes(row.state),
        begin: may('intervention.record') && canMoveIntervention(row.state, 'live'),
        end: may('intervention.end') && canMoveIntervention(row.state, 'ended'),
        withdraw: may('intervention.record') && canMoveIntervention(row.state, 'withdrawn'),
      },
    };
  }

  private async pairingsOf(tx: Tx, needId: string): Promise<InterventionView['pairings']> {
    const found = [];
    for (const named of await this.pairings.ofNeed(tx, needId as never)) {
      const { reference, supporter, state, outcome } = await this.pairings.one(tx, named);
      found.push({ reference, supporter: supporter.name, state, outcome });
    }
    return found;
  }

  private may(tx: Tx, row: InterventionRow, action: string): boolean {
    const about = { area: tx.area, ...interventionResource(row, row.assigned) };
    return decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
  }

  private async names(tx: Tx): Promise<(urn: SchoolUrn) => string> {
    const names = await this.schools.names(tx);
    return (urn) => names.get(urn) ?? `School ${urn}`;
  }
}

function conditionOf(
  { states, kind, basis, funder }: InterventionFilter,
  rights: { readonly sql: string; readonly params: readonly unknown[] },
): { where: string; params: unknown[] } {
  const params = [...rights.params];
  const all = [rights.sql];
  const add = (value: unknown, condition: (n: string) => string): void => {
    if (value === undefined) return;
    params.push(value);
    all.push(condition(`$${String(params.length)}`));
  };
  add(states, (n) => `i.state = any (${n})`);
  add(kind, (n) => `i.kind = ${n}`);
  add(basis, (n) => `i.basis = ${n}`);
  add(funder, (n) => `strpos(lower(i.funder), lower(${n})) > 0`);
  return { where: all.map((each) => `(${each})`).join(' and '), params };
}
