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
import { LookBack, PAIRING_COLUMNS, pairingResource, sideOf, type PairingFacts } from '@app/brokerage';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { PublishedMeasures, SchoolsOfArea } from '@app/schools';
import { readEvaluations } from './evaluation/evaluation-rows.js';
import type {
  EvaluationView,
  ImpactTask,
  ImpactView,
  Side,
  SideWords,
  SignOffView,
  SustainView,
  Which,
} from './impact.views.js';
import {
  figuresRead,
  readSignOffs,
  signOffView,
  stateOf,
  type SignOffRow,
} from './sign-off/sign-off-rows.js';
import { maySignOff, signOffTasks } from './sign-off/sign-off-tasks.js';

/** What a pairing changed, for both its schools, brokers, advisers and officers: words first, then the figure. */
export class Impacts {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly pairings: LookBack,
    private readonly schools: SchoolsOfArea,
    private readonly measures: PublishedMeasures,
  ) {}

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<ImpactView> {
    const pairing = await this.pairings.find(tx, named);
    await this.rights.require(tx, 'impact.read', pairing && pairingResource(pairing));
    if (!pairing) throw new NotFound();
    return this.shown(tx, pairing);
  }

  /** The same for whoever has decided already. */
  async shown(tx: Tx, pairing: PairingFacts): Promise<ImpactView> {
    const names = await this.schools.names(tx);
    const nameOf = (urn: SchoolUrn): string => names.get(urn) ?? `School ${urn}`;
    // What two people say in coaching is read by the two alone (I-34).
    const open = pairing.kind !== 'coaching';
    const said = open ? await this.said(tx, pairing, nameOf) : [];
    const sustain = open ? await this.sustain(tx, pairing) : [];
    const { visits, days } = pairing;
    const [row] = open ? await readSignOffs(tx, 'g.id = $1', [pairing.id]) : [];
    const evaluations = open ? await readEvaluations(tx, pairing, this.measures) : [];
    return {
      ...{ reference: pairing.reference, kind: pairing.kind, closedAt: pairing.closedAt },
      asker: { urn: pairing.askerUrn, name: nameOf(pairing.askerUrn) },
      supporter: { urn: pairing.supporterUrn, name: nameOf(pairing.supporterUrn) },
      ...{ said, sustain, evaluations: asRead(evaluations, row) },
      signOff: row ? signOffView(row) : NOT_YET,
      process: { visits: visits.held, answered: visits.answered, ...days },
      can: this.can(tx, pairing, open, sustain, row),
    };
  }

  private can(
    tx: Tx,
    pairing: PairingFacts,
    open: boolean,
    sustain: readonly SustainView[],
    row: SignOffRow | undefined,
  ): ImpactView['can'] {
    const about = { area: tx.area, ...pairingResource(pairing) };
    const now = this.clock.now();
    const may = open && decide(this.matrix, tx.actor, 'impact.record', about, { now }).allowed;
    const side = sideOf(tx.actor, pairing);
    const over = pairing.closedAt !== null && pairing.state !== 'not_started';
    const today = localDateOf(now);
    const stands = row !== undefined && stateOf(row) === 'signed';
    const due = sustain.find(({ state, dueOn }) => state === 'missed' || (state === 'due' && dueOn <= today));
    return {
      sayAs: may && over && !stands && (side === 'supporter' || side === 'school') ? side : null,
      record: may && !stands,
      check: may && side !== 'supporter' ? (due?.which ?? null) : null,
      signOff: row !== undefined && maySignOff(tx, row, this.matrix, now),
    };
  }

  private async said(
    tx: Tx,
    pairing: PairingFacts,
    nameOf: (urn: SchoolUrn) => string,
  ): Promise<SideWords[]> {
    const rows = await tx.query<{ side: Side; at: Date; version: number } & SideWords['words']>(
      `select side, pupils, people, schools, partnership, said_at as at, version from impact.what_changed
       where ${inArea(tx)} and pairing_id = $1 order by side`,
      [pairing.id],
    );
    return rows.map(({ side, at, version, pupils, people, schools, partnership }) => ({
      ...{ side, at, version, words: { pupils, people, schools, partnership } },
      school: nameOf(side === 'school' ? pairing.askerUrn : pairing.supporterUrn),
    }));
  }

  private async sustain(tx: Tx, pairing: PairingFacts): Promise<SustainView[]> {
    const rows = await tx.query<SustainView>(
      `select which, to_char(due_on, 'YYYY-MM-DD') as "dueOn", state, still_in_use as "stillInUse", words,
         fade_out as "fadeOut" from impact.sustain_check where ${inArea(tx)} and pairing_id = $1 order by which`,
      [pairing.id],
    );
    return pairing.sustain.map(({ clock, dueOn }) => {
      const which: Which = clock === 'C-15.first' ? 'first' : 'second';
      const empty = { stillInUse: null, words: null, fadeOut: null };
      return rows.find((row) => row.which === which) ?? { which, dueOn, state: 'due' as const, ...empty };
    });
  }

  /** Heads who have not said yet what changed or are asked to look again; later looks that are due; what waits for sign-off. */
  async tasks(tx: Tx): Promise<ImpactTask[]> {
    const filter = listFilter(this.matrix, tx.actor, 'impact.record', PAIRING_COLUMNS, 2);
    const rows = await tx.query<{
      readonly reference: string;
      readonly askerUrn: SchoolUrn;
      readonly supporterUrn: SchoolUrn;
      readonly clock: string;
      readonly since: Date;
      readonly dueOn: LocalDate;
      readonly said: readonly Side[];
    }>(
      `select g.reference, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn", d.clock, d.started_at as since,
         to_char(d.due_on, 'YYYY-MM-DD') as "dueOn",
         array(select w.side from impact.what_changed w where w.area_id = g.area_id and w.pairing_id = g.id) as said
       from brokerage.pairing g join brokerage.deadline d on d.area_id = g.area_id and d.subject_id = g.id
       where ${inArea(tx, 'g')} and d.state = 'open' and g.kind <> 'coaching' and (d.clock = 'C-14'
         or d.clock like 'C-15.%' and d.due_on <= $1::date) and ${filter.sql} order by d.due_on, g.reference, d.clock`,
      [localDateOf(this.clock.now()), ...filter.params],
    );
    const names = await this.schools.names(tx);
    const nameOf = (urn: SchoolUrn): string => names.get(urn) ?? `School ${urn}`;
    const named = (await signOffTasks(tx, this.matrix, this.clock)).map(
      ({ askerUrn, supporterUrn, ...line }) => ({
        ...{ ...line, asker: nameOf(askerUrn), supporter: nameOf(supporterUrn) },
      }),
    );
    const looks = rows.flatMap((row): ImpactTask[] => {
      const side = sideOf(tx.actor, row);
      const kind = row.clock === 'C-14' ? 'say_what_changed' : 'look_back';
      const mine = kind === 'look_back' ? side === 'school' : side !== null && side !== 'broker';
      if (!mine || (kind === 'say_what_changed' && row.said.includes(side as Side))) return [];
      const { reference, since, dueOn } = row;
      return [
        {
          ...{ kind, reference, since, dueOn },
          ...{ asker: nameOf(row.askerUrn), supporter: nameOf(row.supporterUrn) },
        },
      ];
    });
    return [...looks, ...named];
  }
}

const NOT_YET: SignOffView = { state: 'not_yet', by: null, at: null, words: null, second: null };

/** What was signed off says what it said on that day, whatever was published since. */
function asRead(evaluations: readonly EvaluationView[], row: SignOffRow | undefined): EvaluationView[] {
  const read = row && stateOf(row) === 'signed' ? figuresRead(row) : [];
  return evaluations.map((each) => ({ ...each, ...read.find(({ id }) => id === each.id) }));
}
