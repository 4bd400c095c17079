import {
  addWorkingDays,
  localDateOf,
  schoolDays,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { nextOfYear } from '../next-reference.js';
import { findSample, type Sample } from './find-sample.js';
import { toldOf } from './finding-cases.js';
import { FindingEntity } from './finding.entity.js';
import { findingResource } from './finding.policy.js';

export interface FindingToOpen {
  /** What was looked at, by its reference: a need, a proposal, a pairing, an intervention or a match run. */
  readonly sample: string;
  readonly question: string;
}

/** School days within which the answer is asked for: counted so that no holiday holds the last one. */
const DAYS_TO_ANSWER = 15;
export const MOST_TEXT = 4_000;

/** An officer asks about something they looked at. */
export class OpenFinding {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
  ) {}

  /** @returns its reference. @throws NotFound, NotAllowed, BadInput; NoCalendar */
  async execute(actor: Actor, area: AreaId, asked: FindingToOpen, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: FindingToOpen): Promise<string> {
    const sample = await findSample(tx, asked.sample);
    const { schoolUrn = null, schoolUrns = [] } = sample ?? {};
    const parties = { schoolUrn, schoolUrns, openedBy: null, answeredBy: null };
    await this.rights.require(tx, 'finding.open', findingResource(parties, []));
    const reader = new FieldReader();
    if (sample === null)
      reader.say(
        'sample',
        'Enter a reference of your area, like SP-2026-003, N-2026-031, P-2026-012, I-2026-002 or R-0041',
      );
    const question = reader.finish(reader.text('question', asked.question, 'your question', MOST_TEXT));
    const { kind: sampleKind, reference: sampleReference, ...about } = sample as Sample;
    const [id, now] = [this.ids.next(), this.clock.now()];
    const reference = await nextOfYear(tx, 'assurance.finding', 'F', now);
    await tx.manager.insert(FindingEntity, {
      ...{ id, areaId: tx.area, reference, sampleKind, sampleReference, ...about, question },
      ...{ schoolUrns: [...about.schoolUrns], openedBy: tx.actor.id, openedAt: now },
      ...{ dueOn: await this.due(tx, sample as Sample, localDateOf(now)), state: 'opened', version: 1 },
    });
    await this.audit.record(tx, {
      act: 'finding.open',
      entity: `assurance.finding:${id}:1`,
      schools: toldOf({ schoolUrn }),
    });
    return reference;
  }

  private async due(tx: Tx, { schoolUrn }: Sample, today: LocalDate): Promise<LocalDate> {
    const { calendar } = await this.settings.clocks(tx);
    return addWorkingDays(today, DAYS_TO_ANSWER, schoolDays(calendar, schoolUrn ?? undefined));
  }
}
