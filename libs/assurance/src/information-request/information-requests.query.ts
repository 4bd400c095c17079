import {
  decide,
  listFilter,
  localDateOf,
  mightEver,
  NotFound,
  requireAllowed,
  type Clock,
  type LocalDate,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import { INFORMATION_STATES, OPEN_INFORMATION } from './information-request.lifecycle.js';
import { INFORMATION_COLUMNS, informationResource } from './information-request.policy.js';
import type {
  InformationLine,
  InformationTask,
  InformationView,
  LateInformation,
  ToldSchool,
} from './information-request.views.js';
import { kindsOf, lineOf, readInformation, schoolsOf, type InformationRow } from './information-rows.js';

const READ = 'foi.read';

/** The head of a school that was told, and has not said anything. */
const mayComment = (tx: Tx, { urn, toldAt, comment }: ToldSchool): boolean =>
  toldAt !== null &&
  comment === null &&
  tx.actor.posts.some(({ role, school }) => role === 'head' && school === urn);

/**
 * The register of information requests: for who answers for data protection, the chair, and heads whose school one
 * touches. It opens no record: what is held is said by kind.
 */
export class InformationRequests {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
  ) {}

  /** Those that wait for an answer, the most urgent first; `over` adds those that were answered. @throws NotFound */
  async list(tx: Tx, asked: { readonly over?: boolean } = {}): Promise<InformationLine[]> {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, tx.actor, READ, { area: tx.area }, context));
    const states = asked.over === true ? INFORMATION_STATES : OPEN_INFORMATION;
    const rows = await this.readable(tx, states);
    await this.receipt(tx, rows);
    const nameOf = await this.names(tx);
    return rows.map((row) => lineOf(row, nameOf, this.today()));
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<InformationView> {
    const [row] = await readInformation(tx, 'f.reference = $1', [named]);
    await this.rights.require(tx, READ, row ? informationResource(row) : null);
    if (!row) throw new NotFound();
    await this.receipt(tx, [row]);
    const nameOf = await this.names(tx);
    const told = await schoolsOf(tx, [row.id], nameOf);
    const open = OPEN_INFORMATION.includes(row.state);
    const prepare = open && this.may(tx, row, 'foi.prepare');
    return {
      ...lineOf(row, nameOf, this.today()),
      registered: { by: row.registrar, at: row.registeredAt },
      requester: this.may(tx, row, 'foi.register') ? await this.requesterOf(tx, row.id) : null,
      ...{ kinds: await kindsOf(tx, row.id), summary: row.summary, answer: row.answer, told },
      answered: row.answeredAt === null ? null : { by: row.answerer, at: row.answeredAt },
      version: row.version,
      can: {
        prepare,
        tell: prepare && (row.state === 'received' || told.some(({ toldAt }) => toldAt === null)),
        comment: row.state === 'heads_told' && told.some((each) => mayComment(tx, each)),
        release: open && this.may(tx, row, 'foi.release'),
      },
    };
  }

  /** What waits for this person: an answer to prepare, a word as head of a school that one touches, a release. */
  async tasks(tx: Tx): Promise<InformationTask[]> {
    if (!mightEver(this.matrix, tx.actor, READ)) return [];
    const rows = await this.readable(tx, OPEN_INFORMATION);
    if (rows.length === 0) return [];
    const schools = await schoolsOf(...([tx, rows.map(({ id }) => id), await this.names(tx)] as const));
    return rows.flatMap((row): InformationTask[] => {
      const { reference, registeredAt: since, dueOn } = row;
      const told = schools.filter(({ request }) => request === row.id);
      const own = told.find((each) => row.state === 'heads_told' && mayComment(tx, each));
      if (own !== undefined)
        return [{ kind: 'comment', reference, since: own.toldAt ?? since, dueOn: own.commentBy ?? dueOn }];
      const untold = told.some(({ toldAt }) => toldAt === null);
      if (row.state === 'received' || untold)
        return this.may(tx, row, 'foi.prepare') ? [{ kind: 'prepare', reference, since, dueOn }] : [];
      const heard = told.every(
        ({ comment, commentBy }) => comment !== null || (commentBy ?? '') < this.today(),
      );
      return heard && this.may(tx, row, 'foi.release') ? [{ kind: 'release', reference, since, dueOn }] : [];
    });
  }

  /** Past their day and not answered, for the list of exceptions: that they are, and not what they ask. */
  async late(tx: Tx): Promise<LateInformation[]> {
    requireAllowed(
      decide(this.matrix, tx.actor, 'exception.read', { area: tx.area }, { now: this.clock.now() }),
    );
    const late = await readInformation(tx, 'f.state = any ($1) and d.due_at < $2', [
      [...OPEN_INFORMATION],
      this.clock.now(),
    ]);
    return late.map((row) => ({
      ...{ reference: row.reference, dueOn: row.dueOn, mayRead: this.may(tx, row, READ) },
    }));
  }

  private async readable(tx: Tx, states: readonly string[]): Promise<InformationRow[]> {
    const filter = listFilter(this.matrix, tx.actor, READ, INFORMATION_COLUMNS, 2);
    return readInformation(tx, `f.state = any ($1) and ${filter.sql}`, [[...states], ...filter.params]);
  }

  private may(tx: Tx, row: InformationRow, action: string): boolean {
    const about = { area: tx.area, ...informationResource(row) };
    return decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
  }

  private async requesterOf(tx: Tx, id: string): Promise<InformationView['requester']> {
    const [found] = await tx.query<{ name: string; reach: string }>(
      `select r.name, r.reach from assurance.information_requester r where ${inArea(tx, 'r')} and r.id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** Who read it is kept, for the heads of the schools that it touches too. */
  private async receipt(tx: Tx, rows: readonly InformationRow[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const one = rows.length === 1;
    await this.audit.record(tx, {
      act: 'foi.read',
      entity: `assurance.information_request:${one ? first.id : `list-${String(rows.length)}`}`,
      schools: [...new Set(rows.flatMap(({ touches }) => touches as SchoolUrn[]))],
    });
  }

  private async names(tx: Tx): Promise<(urn: SchoolUrn) => string> {
    const names = await this.schools.names(tx);
    return (urn) => names.get(urn) ?? `School ${urn}`;
  }

  private today(): LocalDate {
    return localDateOf(this.clock.now());
  }
}
