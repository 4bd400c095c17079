import type { PersonId } from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import { toSettleFirst } from './to-settle-first.js';

export interface ErasureView {
  readonly id: string;
  /** Once it is done: that it was somebody. */
  readonly name: string;
  readonly personId: PersonId;
  readonly why: string;
  readonly state: 'asked' | 'refused' | 'agreed' | 'done';
  readonly askedBy: string;
  readonly askedById: string;
  readonly askedAt: Date;
  readonly version: number;
  /** Of one that waits: what goes, and where their name is written over, by table. */
  readonly goes: readonly { readonly table: string; readonly rows: number }[];
  readonly named: readonly { readonly table: string; readonly rows: number }[];
  readonly first: readonly string[];
}

const MOST = 50;

/** Who is to be erased, with the dry run of each that waits; then who was. */
export class Erasures {
  constructor(private readonly rights: Rights) {}

  /** @throws NotAllowed for all but administrators and who answers for the data. */
  async last(tx: Tx): Promise<readonly ErasureView[]> {
    await this.rights.require(tx, 'retention.preview', {});
    const rows = await tx.query<Omit<ErasureView, 'goes' | 'named' | 'first'>>(
      `select e.id, p.name, e.person_id as "personId", e.why, e.state, b.name as "askedBy", e.asked_by as "askedById",
         e.asked_at as "askedAt", e.version
       from records.erasure e join identity.person p on p.area_id = e.area_id and p.id = e.person_id
       join identity.person b on b.area_id = e.area_id and b.id = e.asked_by
       where ${inArea(tx, 'e')} order by e.state in ('asked', 'agreed') desc, e.asked_at desc, e.id limit ${String(MOST)}`,
    );
    const views: ErasureView[] = [];
    for (const row of rows) {
      const waits = row.state === 'asked' || row.state === 'agreed';
      views.push({
        ...row,
        ...(waits ? await dryRun(tx, row.personId) : { goes: [], named: [], first: [] }),
      });
    }
    return views;
  }
}

async function dryRun(tx: Tx, person: PersonId): Promise<Pick<ErasureView, 'goes' | 'named' | 'first'>> {
  const [row] = await tx.query<{ found: Record<string, number> | null }>(
    'select records.erase_preview($1) as found',
    [person],
  );
  const told = Object.entries(row?.found ?? {}).map(([key, rows]) => {
    const [what = '', table = ''] = key.split(' ');
    return { what, table, rows };
  });
  const of = (kind: string) =>
    told.filter(({ what }) => what === kind).map(({ table, rows }) => ({ table, rows }));
  return { goes: of('goes'), named: of('named'), first: await toSettleFirst(tx, person) };
}
