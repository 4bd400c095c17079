import { NotAllowed, RuleBroken, StaleVersion, type Actor, type AreaId, type Clock } from '@app/kernel';
import { LookBack, pairingResource, sideOf } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  inArea,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireNoCoaching } from '../between-two-people.js';
import type { EvaluationSteps } from '../evaluation/evaluation-steps.js';
import { openAgain } from '../sign-off/open-again.js';
import { LEVELS, type Level, type Side } from '../impact.views.js';
import { WhatChangedEntity } from './what-changed.entity.js';

export interface WordsToSay extends Partial<Readonly<Record<Level, string | null>>> {
  readonly pairing: string;
  /** Of the words this side said before; null where it has not. */
  readonly version: number | null;
}

const WHAT: Readonly<Record<Level, string>> = {
  pupils: 'what changed for pupils',
  people: 'what changed for people',
  schools: 'what changed for the schools',
  partnership: 'what changed between you',
};

/** Each head in their own words, on four levels (R54). With both, C-14 is met. */
export class SayWhatChanged {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly pairings: LookBack,
    private readonly steps: EvaluationSteps,
  ) {}

  /** @throws NotFound, NotAllowed NOT_A_HEAD, StaleVersion, BadInput; RuleBroken BETWEEN_TWO_PEOPLE, NOT_CLOSED, SIGNED_OFF */
  async execute(actor: Actor, area: AreaId, asked: WordsToSay, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: WordsToSay): Promise<void> {
    const pairing = await this.pairings.lock(tx, asked.pairing);
    await this.rights.require(tx, 'impact.record', pairingResource(pairing));
    const side = sideOf(tx.actor, pairing);
    if (side !== 'supporter' && side !== 'school')
      throw new NotAllowed('NOT_A_HEAD', 'What changed is said by the two heads themselves.');
    requireNoCoaching(pairing);
    if (pairing.closedAt === null || pairing.state === 'not_started')
      throw new RuleBroken('NOT_CLOSED', 'What changed is said once the work is closed.');
    const words = readWords(asked);
    const known = await this.known(tx, pairing.id, side);
    if (known && known.version !== asked.version) throw new StaleVersion();
    const now = this.clock.now();
    await openAgain(tx, pairing, now);
    const said = { ...words, saidBy: tx.actor.id, saidAt: now };
    const id = known?.id ?? this.ids.next();
    if (known) await updateIfVersion(tx, WhatChangedEntity, id, known.version, said);
    else
      await tx.manager.insert(WhatChangedEntity, {
        ...{ id, areaId: tx.area, pairingId: pairing.id, side, version: 1 },
        ...said,
      });
    const other = await this.known(tx, pairing.id, side === 'school' ? 'supporter' : 'school');
    if (!known && other) {
      await this.pairings.bothSpoke(tx, pairing.id);
      await this.steps.told(tx, pairing);
    }
    await this.audit.record(tx, {
      act: 'impact.say',
      entity: `impact.what_changed:${id}:${String((known?.version ?? 0) + 1)}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
      details: { side },
    });
  }

  private async known(tx: Tx, pairing: string, side: Side): Promise<WhatChangedEntity | null> {
    return tx.manager
      .createQueryBuilder(WhatChangedEntity, 'w')
      .where('w.pairing_id = :pairing and w.side = :side', { pairing, side })
      .andWhere(inArea(tx, 'w'))
      .getOne();
  }
}

/** Nothing changed on a level is an answer too, but not on all four. @throws BadInput */
function readWords(asked: WordsToSay): Readonly<Record<Level, string | null>> {
  const reader = new FieldReader();
  const read = LEVELS.map((level): [Level, string | null] => [
    level,
    reader.textOrNull(level, asked[level], WHAT[level], 2_000),
  ]);
  if (read.every(([, text]) => text === null))
    reader.say('pupils', 'Say what changed on one of the four levels at least');
  return reader.finish(Object.fromEntries(read) as Record<Level, string | null>);
}
