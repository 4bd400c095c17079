import { localDateOf, NotFound, parseUrn, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import { AreaSettings } from '@app/schools';
import { FieldReader } from '../field-reader.js';
import type { Rights } from '@app/identity';
import { readYear, type DeclarationRecord } from './declaration-record.js';
import { readDeclaration, type AskedDeclaration } from './read-declaration.js';

export interface DeclarationToDraft extends AskedDeclaration {
  readonly urn: string;
  readonly year: string;
  /** The version that the person saw; null where there was none. */
  readonly version: number | null;
}

/** The school writes its yearly word; nobody outside reads it, and nothing follows from it, until it is sent. */
export class DraftDeclaration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly record: DeclarationRecord,
  ) {}

  /** @returns the declaration's new version. */
  async execute(actor: Actor, area: AreaId, asked: DeclarationToDraft, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const urn = parseUrn(asked.urn);
        if (urn === null) throw new NotFound();
        const year = readYear(asked.year);
        const before = await this.record.lock(tx, urn, year);
        await this.rights.require(tx, 'declaration.draft', { school: urn, schools: [urn] });
        const reader = new FieldReader();
        const world = {
          themes: await this.settings.themes(tx),
          today: localDateOf(this.clock.now()),
          before: await this.record.lastWord(tx, urn),
        };
        const declared = reader.finish(readDeclaration(reader, asked, world));
        const { id, version } = await this.record.keep(tx, { urn, year }, before, asked.version, declared, {
          ...{ state: 'draft', quietUntil: null, submittedBy: null, submittedAt: null },
        });
        await this.audit.record(tx, {
          act: 'declaration.draft',
          entity: `profiles.declaration:${id}:${String(version)}`,
          schools: [urn],
        });
        return version;
      }),
    );
  }
}
