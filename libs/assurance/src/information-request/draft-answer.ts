import { BadInput, type Actor, type AreaId, type FieldError } from '@app/kernel';
import { inArea, type Repeatable, type Tx } from '@app/platform';
import type { InformationCases, InformationInHand } from './information-cases.js';
import type { InformationKind } from './record-kinds.js';
import { sensitiveIn } from './sensitive-words.js';
import { holdsName } from './who-asked.js';

export interface AnswerToDraft extends InformationInHand {
  /** The question as everybody will read it in the log. */
  readonly summary: string;
  /** What is released. */
  readonly answer: string;
}

const SAID: Readonly<Partial<Record<InformationKind, string>>> = {
  staff_name: 'This names a person of the area: names are withheld (section 40)',
  need_detail: 'These are words of a request for support: they are withheld (section 41)',
  concern: 'These are words left to a head in confidence: they are withheld (section 41)',
  coaching_note: 'These are words of a coaching note: they are withheld (section 41)',
};

/** The question and the answer as they will stand in the log of disclosures. */
export class DraftAnswer {
  constructor(private readonly cases: InformationCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INFORMATION_ANSWERED */
  async execute(actor: Actor, area: AreaId, asked: AnswerToDraft, repeat?: Repeatable): Promise<void> {
    await this.cases.prepare(
      ...([actor, area, asked] as const),
      async (tx, request, reader) => {
        const summary = reader.text('summary', asked.summary, 'the question in short', 1_000);
        const answer = reader.text('answer', asked.answer, 'what is released', 8_000);
        reader.finish(null);
        await refuseSensitive(tx, request.id, { summary, answer });
        return { summary, answer };
      },
      repeat,
    );
  }
}

/** @throws BadInput naming each text that says who asked, or holds words that are always withheld. */
export async function refuseSensitive(
  tx: Tx,
  request: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const [who] = await tx.query<{ name: string }>(
    `select r.name from assurance.information_requester r where ${inArea(tx, 'r')} and r.id = $1`,
    [request],
  );
  const faults: FieldError[] = [];
  for (const [path, text] of Object.entries(texts)) {
    if (who && holdsName(text, who.name))
      faults.push({ path, message: 'Leave out the name of who asks: everybody of the area reads this' });
    else for (const kind of await sensitiveIn(tx, text)) faults.push({ path, message: SAID[kind] ?? kind });
  }
  if (faults.length > 0) throw new BadInput(faults);
}
