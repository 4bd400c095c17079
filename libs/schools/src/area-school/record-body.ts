import {
  BadInput,
  decide,
  NotFound,
  requireAllowed,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import { AreaSchoolEntity } from './area-school.entity.js';

export interface RecordedBody {
  readonly urn: SchoolUrn;
  /** The version of the local record that the person saw. */
  readonly version: number;
  readonly trustName: string;
  /** The trust's number in the register, where it is known. */
  readonly trustCode?: string;
}

/**
 * The trust of an academy that the register leaves blank, recorded by the area. Until it is known, nobody can tell
 * whether two academies are one body, and a proposal between them waits.
 */
export class RecordBody {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @throws RuleBroken BODY_KNOWN where the register itself names the trust, or says that there is none. */
  async execute(actor: Actor, area: AreaId, asked: RecordedBody): Promise<void> {
    const trustName = readName(asked.trustName);
    const trustCode = readCode(asked.trustCode);
    await this.work.run(actor, area, async (tx) => {
      const school = await lockSchool(tx, asked.urn);
      const about = bodyResource(area, asked.urn);
      requireAllowed(decide(this.matrix, actor, 'school.body.record', about, { now: this.clock.now() }));
      if (school.known) {
        throw new RuleBroken('BODY_KNOWN', 'The register already says which body this school belongs to.');
      }
      await updateIfVersion(tx, AreaSchoolEntity, school.id, asked.version, {
        trustName,
        trustCode: trustCode ?? (await codeOf(tx, trustName)),
      });
      await this.audit.record(tx, {
        act: 'school.body.record',
        entity: `schools.area_school:${school.id}:${String(asked.version + 1)}`,
        schools: [asked.urn],
        details: { trust_name: trustName },
      });
    });
  }
}

/** What a decision may know of a school whose body is recorded: the page and the verb ask the same. */
export function bodyResource(area: AreaId, urn: SchoolUrn): Resource {
  return { area, school: urn, schools: [urn], register: true };
}

async function lockSchool(tx: Tx, urn: SchoolUrn): Promise<{ id: string; known: boolean }> {
  const [row] = await tx.query<{ id: string; known: boolean }>(
    `select l.id, s.trust_known as known from schools.area_school l join schools.school s on s.urn = l.urn
     where ${inArea(tx, 'l')} and l.urn = $1 and l.state = 'live' for update of l`,
    [urn],
  );
  if (!row) throw new NotFound();
  return row;
}

/** The number the register has for a trust of exactly this name; null where it has none, or two. */
async function codeOf(tx: Tx, name: string): Promise<string | null> {
  const rows = await tx.query<{ code: string }>(
    `select distinct trust_code as code from schools.school where trust_name = $1 and trust_code is not null limit 2`,
    [name],
  );
  return rows.length === 1 ? (rows[0]?.code ?? null) : null;
}

function readName(typed: string): string {
  const name = typed.trim();
  if (name.length >= 2 && name.length <= 200) return name;
  throw new BadInput([{ path: 'trustName', message: 'Enter the name of the trust, 2 to 200 characters' }]);
}

function readCode(typed: string | undefined): string | null {
  const code = typed?.trim() ?? '';
  if (code === '') return null;
  if (/^\d{1,8}$/.test(code)) return code;
  throw new BadInput([
    {
      path: 'trustCode',
      message: 'Enter the trust’s number as the register has it, like 2044, or leave it blank',
    },
  ]);
}
