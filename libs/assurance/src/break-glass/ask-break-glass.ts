import { localDateOf, parseUrn, RuleBroken, saysWhy, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { AskByMail, People, Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import { nextOfYear } from '../next-reference.js';
import { databaseNow } from './break-glass-cases.js';
import {
  LEAST_MINUTES,
  LEAST_WORDS,
  MOST_MINUTES,
  OPENED_KINDS,
  OPENING_PURPOSES,
} from './break-glass-kinds.js';
import { BreakGlassEntity } from './break-glass.entity.js';
import { freeOfInterest } from './free-of-interest.js';

export interface OpeningToAsk {
  readonly school: string;
  readonly kind: string;
  readonly purpose: string;
  readonly words: string;
  readonly minutes: number;
}

/** An officer or administrator asks for one kind of record of one school, for an hour at most. Nothing opens yet. */
export class AskBreakGlass {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @returns its reference. @throws NotAllowed, BadInput; RuleBroken OPENING_RUNS while another of theirs waits or is open */
  async execute(actor: Actor, area: AreaId, asked: OpeningToAsk, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: OpeningToAsk): Promise<string> {
    await this.rights.require(tx, 'breakglass.request', {});
    const said = await this.read(tx, asked);
    const askedAt = await databaseNow(tx);
    const running = await tx.query(
      `select 1 from assurance.break_glass g where ${inArea(tx, 'g')} and g.asked_by = $1
         and (g.state = 'asked' or (g.state = 'open' and g.ends_at > now()))`,
      [tx.actor.id],
    );
    if (running.length > 0)
      throw new RuleBroken(
        'OPENING_RUNS',
        'You have asked for access already, or it is open. End it, or take it back, before you ask for more.',
      );
    const id = this.ids.next();
    const reference = await nextOfYear(tx, 'assurance.break_glass', 'BG', this.clock.now());
    await tx.manager.insert(BreakGlassEntity, {
      ...{ id, areaId: tx.area, reference, ...said, state: 'asked', version: 1 },
      ...{ askedBy: tx.actor.id, askedAt },
    });
    await this.audit.record(tx, {
      ...{ act: 'breakglass.request', entity: `assurance.break_glass:${id}:1`, reason: said.purpose },
      details: { kind: said.kind, reason: said.words },
    });
    await this.askChairs(tx, id, reference, said.schoolUrn);
    return reference;
  }

  private async read(tx: Tx, asked: OpeningToAsk) {
    const reader = new FieldReader();
    const urn = parseUrn(asked.school);
    const known = urn !== null && (await this.schools.names(tx)).has(urn);
    if (!known) reader.say('school', 'Choose a school of your area');
    const kind = reader.oneOf('kind', asked.kind, OPENED_KINDS);
    const purpose = reader.oneOf('purpose', asked.purpose, OPENING_PURPOSES);
    const words = reader.text('words', asked.words, 'what you need it for', 1_000);
    if ([...words].length < LEAST_WORDS || !saysWhy(words))
      reader.say('words', `Say what you need it for in ${String(LEAST_WORDS)} characters or more`);
    const minutes = reader.whole('minutes', asked.minutes, 'the minutes', LEAST_MINUTES, MOST_MINUTES);
    return reader.finish({ schoolUrn: urn ?? '', kind, purpose, words, minutes });
  }

  /** Whoever may answer: a chair who did not ask and has no interest in the school. */
  private async askChairs(tx: Tx, id: string, reference: string, urn: string): Promise<void> {
    const today = localDateOf(this.clock.now());
    for (const person of await freeOfInterest(tx, this.people, 'chair', urn, today)) {
      if (person === tx.actor.id) continue;
      await this.mail.tell(tx, {
        ...{ person, kind: 'urgent', key: `glass_asked.${id}.${person}`, quiet: 'office', urn: null },
        task: { reference, due: null, why: 'glass_asked' },
        ...{ path: `/break-glass/${reference}`, about: [reference] },
      });
    }
  }
}
