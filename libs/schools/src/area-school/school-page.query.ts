import { decide, NotFound, parseUrn, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { IsoDate } from '../csv/read-words.js';
import { SchoolHistory } from '../links/follow.js';
import { isInUse, linksAround } from '../links/stored-links.js';
import type { LinkKind, SchoolLink } from '../links/school-link.js';
import type { RegisterSchool } from '../register/register-school.js';
import { SCHOOL_FIELDS } from '../register/school-columns.js';
import { bodyResource } from './record-body.js';
import { mayReadSchools } from './may-read-schools.js';

/** Where what is published was read: the file that last changed this school. */
export interface PublishedSource {
  readonly fileName: string;
  readonly extractDate: IsoDate | null;
  readonly importedAt: Date | null;
}

/** What a school was, or became. */
export interface HistoryStep {
  readonly urn: SchoolUrn;
  /** Null for a number that the register does not hold: most histories start outside it. */
  readonly name: string | null;
  readonly kind: LinkKind;
  readonly on: IsoDate | null;
}

/** What the area has recorded. Its dated flags are not here: they are read one school at a time, by a right of their own. */
export interface LocalFacts {
  readonly version: number;
  readonly district: string | null;
  readonly trustCode: string | null;
  readonly trustName: string | null;
  /** The register leaves its trust blank, and this person may record it. */
  readonly mayRecordTrust: boolean;
}

export interface SchoolView {
  readonly published: RegisterSchool;
  readonly source: PublishedSource;
  readonly earlier: readonly HistoryStep[];
  readonly later: readonly HistoryStep[];
  /** Where the history has come to: the school itself while it is open. */
  readonly current: readonly SchoolUrn[];
  /** Null for a school outside the area. */
  readonly local: LocalFacts | null;
}

/** One school of the register, of this area or any other. */
export class SchoolPage {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for a number that is none and for one the register does not hold, alike. */
  async one(tx: Tx, typed: string): Promise<SchoolView> {
    mayReadSchools(tx, this.matrix, this.clock);
    const urn = parseUrn(typed);
    if (urn === null) throw new NotFound();
    const [published] = await tx.query<RegisterSchool>(
      `select ${SCHOOL_FIELDS} from schools.school s where s.urn = $1`,
      [urn],
    );
    const [source] = await tx.query<PublishedSource>(
      `select i.file_name as "fileName", to_char(i.extract_date, 'YYYY-MM-DD') as "extractDate",
         i.committed_at as "importedAt"
       from schools.school s join schools.register_import i on i.id = s.import_id where s.urn = $1`,
      [urn],
    );
    if (!published || !source) throw new NotFound();
    const [local] = await tx.query<Omit<LocalFacts, 'mayRecordTrust'>>(
      `select l.version, l.district, l.trust_code as "trustCode", l.trust_name as "trustName"
       from schools.area_school l where ${inArea(tx, 'l')} and l.urn = $1 and l.state = 'live'`,
      [urn],
    );
    const mayRecordTrust = !published.trustKnown && this.mayRecordTrust(tx, urn);
    return {
      ...{ published, source, local: local ? { ...local, mayRecordTrust } : null },
      ...(await historyOf(tx, urn)),
    };
  }

  private mayRecordTrust(tx: Tx, urn: SchoolUrn): boolean {
    const context = { now: this.clock.now() };
    return decide(this.matrix, tx.actor, 'school.body.record', bodyResource(tx.area, urn), context).allowed;
  }
}

async function historyOf(tx: Tx, urn: SchoolUrn): Promise<Pick<SchoolView, 'earlier' | 'later' | 'current'>> {
  const links = await linksAround(tx, [urn]);
  const history = new SchoolHistory(links, await isInUse(tx, links));
  const earlier = new Set([urn, ...history.earlierOf(urn)]);
  const back = links.filter(({ toUrn, kind }) => kind !== 'other' && earlier.has(toUrn));
  const on = links.filter((link) => link.kind !== 'other' && !back.includes(link));
  const names = await namesOf(
    tx,
    links.flatMap(({ fromUrn, toUrn }) => [fromUrn, toUrn]),
  );
  const step = (end: 'fromUrn' | 'toUrn') => (link: SchoolLink) => ({
    urn: link[end],
    name: names.get(link[end]) ?? null,
    kind: link.kind,
    on: link.linkedOn,
  });
  return {
    earlier: back.map(step('fromUrn')).sort(latestFirst),
    later: on.map(step('toUrn')).sort(latestFirst),
    current: history.currentOf(urn),
  };
}

function latestFirst(a: HistoryStep, b: HistoryStep): number {
  const [dayA, dayB] = [a.on ?? '', b.on ?? ''];
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  return a.urn < b.urn ? -1 : 1;
}

async function namesOf(tx: Tx, urns: readonly SchoolUrn[]): Promise<ReadonlyMap<SchoolUrn, string>> {
  const rows = await tx.query<{ urn: SchoolUrn; name: string }>(
    `select urn, name from schools.school where urn = any ($1::text[])`,
    [urns],
  );
  return new Map(rows.map(({ urn, name }) => [urn, name]));
}
