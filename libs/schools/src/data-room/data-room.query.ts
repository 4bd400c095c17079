import { decide, requireAllowed, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { COMPARED_MEASURES } from '../measures/definitions.js';
import type { PublishedFigure, PublishedMeasures } from '../measures/published-measures.query.js';

/** A school of the asker's own, and whether it is in the room. */
export interface OwnPlace {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly isIn: boolean;
  /** The head joins and leaves; a colleague who may read does neither. */
  readonly mayMove: boolean;
}

export interface DataRoomView {
  /** By name, whatever their figures: nothing here can put them in another order (I-27). */
  readonly schools: readonly { readonly urn: SchoolUrn; readonly name: string }[];
  /** The latest of each school and measure, as published: a symbol stays the cell that the publisher wrote. */
  readonly figures: readonly PublishedFigure[];
}

/** Published figures side by side, among heads who opted in. */
export class DataRoom {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly measures: PublishedMeasures,
  ) {}

  /** @throws NotFound for whoever has no school in the room by now. */
  async inside(tx: Tx): Promise<DataRoomView> {
    const schools = await tx.query<{ urn: SchoolUrn; name: string }>(
      `select p.urn, s.name from schools.data_room_place p join schools.school s on s.urn = p.urn
       where ${inArea(tx, 'p')} and p.left_at is null order by s.name, p.urn collate "C"`,
    );
    const about = { area: tx.area, optedIn: schools.map(({ urn }) => urn) };
    requireAllowed(decide(this.matrix, tx.actor, 'dataroom.read', about, { now: this.clock.now() }));
    const all = await this.measures.of(tx, { urns: about.optedIn, measures: COMPARED_MEASURES });
    const latest = new Map(all.map((figure) => [`${figure.urn} ${figure.measure}`, figure]));
    return { schools, figures: [...latest.values()] };
  }

  async ownPlaces(tx: Tx): Promise<OwnPlace[]> {
    const own = tx.actor.posts.flatMap(({ school }) => school ?? []);
    const rows = await tx.query<Omit<OwnPlace, 'mayMove'>>(
      `select s.urn, s.name, exists (select from schools.data_room_place p
         where ${inArea(tx, 'p')} and p.urn = s.urn and p.left_at is null) as "isIn"
       from schools.school s where s.urn = any ($1) order by s.name, s.urn collate "C"`,
      [own],
    );
    const now = this.clock.now();
    return rows.map((row) => {
      const about = { area: tx.area, school: row.urn, schools: [row.urn] };
      return { ...row, mayMove: decide(this.matrix, tx.actor, 'dataroom.join', about, { now }).allowed };
    });
  }
}
