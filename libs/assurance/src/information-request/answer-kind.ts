import type { Actor, AreaId } from '@app/kernel';
import { inArea, type IdSource, type Repeatable, type Tx } from '@app/platform';
import type { InformationCases, InformationInHand } from './information-cases.js';
import {
  EXEMPTIONS,
  INFORMATION_KINDS,
  KIND_ANSWERS,
  LETS_OUT,
  WITHHELD_KINDS,
  type KindAnswer,
} from './record-kinds.js';

export interface KindToAnswer extends InformationInHand {
  readonly kind: string;
  readonly say: string;
  /** By which section, where something is withheld, and why it applies. */
  readonly exemption: string | undefined;
  readonly because: string | undefined;
}

/** Whether a kind of record is held, and what becomes of it: the person answers from what they may read anyway. */
export class AnswerKind {
  constructor(
    private readonly cases: InformationCases,
    private readonly ids: IdSource,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INFORMATION_ANSWERED */
  async execute(actor: Actor, area: AreaId, asked: KindToAnswer, repeat?: Repeatable): Promise<void> {
    await this.cases.prepare(
      ...([actor, area, asked] as const),
      async (tx, request, reader, at) => {
        const kind = reader.oneOf('kind', asked.kind, INFORMATION_KINDS);
        const say = reader.oneOf('say', asked.say, KIND_ANSWERS);
        const closed = WITHHELD_KINDS.includes(kind);
        if (closed && LETS_OUT[say] > 0)
          reader.say('say', 'This kind is withheld wherever it is held: choose the section that covers it');
        const withheld = say === 'part' || say === 'withhold';
        const exemption = withheld ? reader.oneOf('exemption', asked.exemption, EXEMPTIONS) : null;
        const because = withheld ? reader.text('because', asked.because, 'why it applies here', 2_000) : null;
        reader.finish(null);
        const before = await sayOf(tx, request.id, kind);
        await tx.query(
          `insert into assurance.information_holding (id, area_id, request_id, kind, say, exemption, because, said_by, said_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (area_id, request_id, kind) do update
           set say = excluded.say, exemption = excluded.exemption, because = excluded.because, said_by = excluded.said_by,
             said_at = excluded.said_at`,
          [this.ids.next(), tx.area, request.id, kind, say, exemption, because, tx.actor.id, at],
        );
        // More is let out than the heads were told of: they are told again, and have their time again.
        if (before !== null && LETS_OUT[say] > LETS_OUT[before]) await tellAgain(tx, request.id);
        return {};
      },
      repeat,
    );
  }
}

async function sayOf(tx: Tx, request: string, kind: string): Promise<KindAnswer | null> {
  const [row] = await tx.query<{ say: KindAnswer }>(
    `select h.say from assurance.information_holding h where ${inArea(tx, 'h')} and h.request_id = $1 and h.kind = $2`,
    [request, kind],
  );
  return row?.say ?? null;
}

async function tellAgain(tx: Tx, request: string): Promise<void> {
  await tx.query(
    `update assurance.information_school set told_at = null, comment_by = null where ${inArea(tx)} and request_id = $1 returning 1`,
    [request],
  );
}
