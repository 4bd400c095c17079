import { localDateOf, type Actor, type AreaId } from '@app/kernel';
import type { Deadlines } from '@app/brokerage';
import { inArea, type IdSource, type Repeatable, type Tx } from '@app/platform';
import { refuseSensitive } from './draft-answer.js';
import type { InformationCases, InformationInHand } from './information-cases.js';
import type { InformationRequestEntity } from './information-request.entity.js';
import { moveInformation } from './information-request.lifecycle.js';
import { requireHeadsHeard, requirePrepared } from './ready-to-release.js';

export type DisclosureOutcome = 'released' | 'in_part' | 'refused';

/** Somebody who prepared nothing of it ends a request: what was prepared is released, or nothing is, and the log says so. */
export class ReleaseInformation {
  constructor(
    private readonly cases: InformationCases,
    private readonly ids: IdSource,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * @throws NotFound, NotAllowed SAME_PERSON or STEP_UP_REQUIRED, StaleVersion, BadInput; RuleBroken naming the step that
   *   comes first
   */
  async execute(actor: Actor, area: AreaId, asked: InformationInHand, repeat?: Repeatable): Promise<void> {
    await this.cases.change(
      ...([actor, area, asked, 'foi.release'] as const),
      async (tx, request, _, at) => {
        await requirePrepared(tx, request);
        await requireHeadsHeard(tx, request, at);
        const { summary, answer } = request as { summary: string; answer: string };
        // Somebody may have joined, or said something, since it was written.
        await refuseSensitive(tx, request.id, { summary, answer });
        const withheld = await withheldOf(tx, request.id);
        const state = moveInformation(request.state, 'released');
        await this.log(tx, request, at, withheld.length > 0 ? 'in_part' : 'released', answer, withheld);
        return { state, answeredBy: tx.actor.id, answeredAt: at };
      },
      repeat,
    );
  }

  /** Nothing is released: no head has to be told, and the log says why. */
  async refuse(
    actor: Actor,
    area: AreaId,
    asked: InformationInHand & { readonly because: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.change(
      ...([actor, area, asked, 'foi.release'] as const),
      async (tx, request, reader, at) => {
        const because = reader.finish(
          reader.text('because', asked.because, 'why nothing is released', 2_000),
        );
        if (request.summary === null) await requirePrepared(tx, request);
        await refuseSensitive(tx, request.id, { because });
        const state = moveInformation(request.state, 'refused');
        await this.log(tx, request, at, 'refused', because, await withheldOf(tx, request.id));
        return { state, answeredBy: tx.actor.id, answeredAt: at };
      },
      repeat,
    );
  }

  private async log(
    tx: Tx,
    { id, reference, receivedOn, summary }: InformationRequestEntity,
    at: Date,
    outcome: DisclosureOutcome,
    answer: string,
    withheld: readonly string[],
  ): Promise<void> {
    await tx.query(
      `insert into assurance.disclosure (id, area_id, request_id, reference, received_on, answered_on, outcome, asked, answer, withheld)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[this.ids.next(), tx.area, id, reference, receivedOn, localDateOf(at), outcome],
        ...[summary, answer, [...withheld]],
      ],
    );
    await this.deadlines.meet(tx, id, 'C-22');
  }
}

async function withheldOf(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.query<{ what: string }>(
    `select h.kind || ' ' || h.exemption as what from assurance.information_holding h
     where ${inArea(tx, 'h')} and h.request_id = $1 and h.say in ('part', 'withhold') order by 1`,
    [id],
  );
  return rows.map(({ what }) => what);
}
