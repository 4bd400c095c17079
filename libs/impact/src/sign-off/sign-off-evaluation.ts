import { NotAllowed, RuleBroken, StaleVersion, type Actor, type AreaId, type Clock } from '@app/kernel';
import { LookBack, type PairingFacts } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { EvaluationSteps } from '../evaluation/evaluation-steps.js';
import {
  SIGN_OFF_ANSWERS,
  type EvaluationView,
  type SignOffAnswer,
  type SignOffState,
} from '../impact.views.js';
import { seenOf } from './seen-of.js';
import { SignOffEntity } from './sign-off.entity.js';
import { readSignOffs, signOffResource, stateOf, type SignOffRow } from './sign-off-rows.js';

export interface EvaluationToSignOff {
  readonly pairing: string;
  /** The id of the pairing that was read, where the caller says it. */
  readonly seen?: string;
  /** Of what was read: both heads' words, the figures, and who signed before. */
  readonly version: number;
  readonly answer: string;
  /** Why it is sent back, or what is seen differently. */
  readonly words?: string | null;
}

interface Answer {
  readonly answer: SignOffAnswer;
  readonly words: string | null;
}

/**
 * Somebody who neither recorded, proposed nor decided it reads both heads' words and the figures, and signs off, with what
 * they see differently beside it, or sends it back. The chair's word takes effect when a second person confirms it.
 */
export class SignOffEvaluation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly pairings: LookBack,
    private readonly steps: EvaluationSteps,
  ) {}

  /** @returns how it stands now. @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NOTHING_TO_SIGN_OFF */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: EvaluationToSignOff,
    repeat?: Repeatable,
  ): Promise<SignOffState> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: EvaluationToSignOff): Promise<SignOffState> {
    const pairing = await this.pairings.lock(tx, asked.pairing);
    const [row] = await readSignOffs(tx, 'g.id = $1', [pairing.id]);
    const first = row && stateOf(row) === 'waits_for_second' ? row.open : null;
    const { owes } = await this.rights.require(
      ...([tx, 'impact.signoff', row ? signOffResource(row) : null, { owes: ['second-person'] }] as const),
      { secondPerson: first?.madeBy ?? null },
    );
    if (!row || (first === null && stateOf(row) !== 'waits'))
      throw new RuleBroken('NOTHING_TO_SIGN_OFF', 'Nothing waits for sign-off here.');
    if (first?.madeBy === tx.actor.id)
      throw new NotAllowed('SECOND_PERSON_REQUIRED', 'Another person confirms what you signed off.');
    const evaluations = await this.steps.ofNow(tx, pairing);
    if (asked.seen !== undefined && asked.seen !== pairing.id) throw new StaleVersion();
    if (seenOf(row, evaluations) !== asked.version) throw new StaleVersion();
    const answer = readAnswer(asked);
    const id =
      first !== null && answer.answer !== 'send_back'
        ? await this.confirm(tx, first, answer)
        : await this.answer(tx, row, evaluations, answer, owes.length > 0);
    const inForce = answer.answer !== 'send_back' && (first !== null || owes.length === 0);
    if (inForce) await this.steps.publish(tx, evaluations);
    await this.note(tx, pairing, id, answer);
    return answer.answer === 'send_back' ? 'sent_back' : inForce ? 'signed' : 'waits_for_second';
  }

  private async confirm(
    tx: Tx,
    { id, version }: NonNullable<SignOffRow['open']>,
    { words }: Answer,
  ): Promise<string> {
    const confirmed = { confirmedBy: tx.actor.id, confirmedAt: this.clock.now(), secondWords: words };
    return `${id}:${String(await updateIfVersion(tx, SignOffEntity, id, version, confirmed))}`;
  }

  private async answer(
    tx: Tx,
    row: SignOffRow,
    evaluations: readonly EvaluationView[],
    { answer, words }: Answer,
    owesSecond: boolean,
  ): Promise<string> {
    const now = this.clock.now();
    if (row.open) await updateIfVersion(tx, SignOffEntity, row.open.id, row.open.version, { endedAt: now });
    const [id, back] = [this.ids.next(), answer === 'send_back'];
    await tx.manager.insert(SignOffEntity, {
      ...{ id, areaId: tx.area, pairingId: row.pairing, version: 1 },
      ...{ askerUrn: row.askerUrn, supporterUrn: row.supporterUrn, words },
      outcome: back ? 'sent_back' : answer === 'sign' ? 'signed' : 'signed_noting',
      figures: back ? null : evaluations.map((each) => ({ id: each.id, later: each.later, says: each.says })),
      ...{ madeBy: tx.actor.id, madeAt: now, needsSecond: !back && owesSecond, endedAt: null },
    });
    return `${id}:1`;
  }

  private async note(tx: Tx, pairing: PairingFacts, id: string, { answer, words }: Answer): Promise<void> {
    await this.audit.record(tx, {
      act: answer === 'send_back' ? 'impact.sendback' : 'impact.signoff',
      entity: `impact.sign_off:${id}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
      ...(words === null ? {} : { details: { words: words.slice(0, 1_000) } }),
    });
  }
}

/** @throws BadInput */
function readAnswer(asked: EvaluationToSignOff): Answer {
  const reader = new FieldReader();
  const answer = reader.oneOf('answer', asked.answer, SIGN_OFF_ANSWERS);
  const what = answer === 'send_back' ? 'what the schools should look at again' : 'what you see differently';
  const words = reader.textOrNull('words', asked.words, what, 2_000);
  if (answer === 'sign' && words !== null)
    reader.say('words', 'Choose to note what you see differently, or leave this empty');
  if (answer !== 'sign' && words === null) reader.say('words', `Enter ${what}`);
  return reader.finish({ answer, words });
}
