import { NotFound, type SchoolUrn } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import { openingResource } from './break-glass.policy.js';
import { openingLineOf, readOpenings } from './break-glass-rows.js';
import type { OpenedDeclaration, OpenedNeed, OpenedPairing, OpenedRecordsView } from './break-glass.views.js';

/**
 * What was opened, for who asked, while it is open. The database is told under which opening it is read, and from then on
 * shows that one kind of that one school and no other record of a school: see the policies `through_glass`.
 */
export class OpenedRecords {
  constructor(
    private readonly rights: Rights,
    private readonly audit: AuditTrail,
    private readonly schools: SchoolsOfArea,
  ) {}

  /** A sensitive read with its receipt, each time. @throws NotFound for everybody else, and once it is over. */
  async read(tx: Tx, named: string): Promise<OpenedRecordsView> {
    const [row] = await readOpenings(tx, 'g.reference = $1', [named]);
    const resource = row ? openingResource(row, row.open) : null;
    await this.rights.require(tx, 'breakglass.read', resource);
    await this.rights.require(tx, 'breakglass.open', resource);
    if (!row) throw new NotFound();
    const urn = row.schoolUrn as SchoolUrn;
    await this.audit.record(tx, {
      ...{ act: 'breakglass.open', entity: `assurance.break_glass:${row.id}:${String(row.version)}` },
      ...{ schools: [urn], reason: row.purpose, details: { kind: row.kind, reason: row.words } },
    });
    const names = await this.schools.names(tx);
    const nameOf = (of: string): string => names.get(of as SchoolUrn) ?? `School ${of}`;
    await readThrough(tx, row.id);
    const found = {
      needs: row.kind === 'need_detail' ? await needsOf(tx, urn) : [],
      declarations: row.kind === 'declaration_needs' ? await declarationsOf(tx, urn) : [],
      pairings: row.kind === 'pairing' ? await pairingsOf(tx, urn, nameOf) : [],
    };
    await readThrough(tx, '');
    return { opening: openingLineOf(row, nameOf), ...found };
  }
}

/** From here on, until it is taken back or the transaction ends. */
function readThrough(tx: Tx, opening: string): Promise<unknown[]> {
  return tx.query(`select set_config('app.glass', $1, true)`, [opening]);
}

async function needsOf(tx: Tx, urn: SchoolUrn): Promise<OpenedNeed[]> {
  return tx.query<OpenedNeed & Record<string, unknown>>(
    `select n.reference, n.state, n.primary_theme as theme, n.raised_at as "raisedAt", n.send_thread as "sendThread",
       n.wanted_outcome as "wantedOutcome", n.tried
     from profiles.need n where ${inArea(tx, 'n')} and n.urn = $1 order by n.raised_at desc, n.reference desc`,
    [urn],
  );
}

/** Words that were sent; a draft is its writer's alone. */
async function declarationsOf(tx: Tx, urn: SchoolUrn): Promise<OpenedDeclaration[]> {
  return tx.query<OpenedDeclaration & Record<string, unknown>>(
    `select d.academic_year as year, d.submitted_at as "submittedAt", d.needs from profiles.declaration d
     where ${inArea(tx, 'd')} and d.urn = $1 and d.state <> 'draft' and d.submitted_at is not null
     order by d.submitted_at desc`,
    [urn],
  );
}

async function pairingsOf(tx: Tx, urn: SchoolUrn, nameOf: (urn: string) => string): Promise<OpenedPairing[]> {
  const rows = await tx.query<{
    reference: string;
    state: string;
    asker: string;
    supporter: string;
    since: Date;
  }>(
    `select p.reference, p.state, p.asker_urn as asker, p.supporter_urn as supporter, p.made_at as since
     from brokerage.pairing p where ${inArea(tx, 'p')} and $1 in (p.asker_urn, p.supporter_urn)
     order by p.made_at desc, p.reference desc`,
    [urn],
  );
  return rows.map(({ asker, supporter, ...rest }) => ({
    ...rest,
    supported: nameOf(asker),
    supporting: nameOf(supporter),
  }));
}
