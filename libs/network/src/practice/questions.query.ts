import { decide, NotFound, requireAllowed, type Clock, type Matrix } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { canMoveQuestion, type QuestionState } from './question.lifecycle.js';
import type { AnswerView, LateQuestion, QuestionLine, QuestionTask, QuestionView } from './question.views.js';

export interface QuestionFilter {
  /** A theme; or an area of themes by its key, like `att`. */
  readonly theme?: string;
  /** Left out: all but those taken back. */
  readonly states?: readonly QuestionState[];
}

type Row = QuestionLine & {
  readonly id: string;
  readonly askerId: string;
  readonly version: number;
  readonly routedTo: string | null;
  readonly routedSchool: string | null;
  readonly routedAt: Date | null;
};

const name = (of: string): string =>
  `(select p.name from identity.person p where p.area_id = q.area_id and p.id = ${of})`;

/** What colleagues of one area ask each other, and what they answer: read by all who read practice. */
export class Questions {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** The newest first, and how many there are in all. */
  async list(
    tx: Tx,
    { theme, states = ['asked', 'routed', 'answered', 'closed'] }: QuestionFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly total: number; readonly questions: QuestionLine[] }> {
    this.requireReads(tx);
    const where = `q.state = any ($1) and ($2::text is null or q.theme = $2 or starts_with(q.theme, $2 || '.'))`;
    const params = [states, theme ?? null];
    const [counted] = await tx.query<{ n: number }>(
      `select count(*)::int as n from network.question q where ${inArea(tx, 'q')} and ${where}`,
      params,
    );
    const rows = await this.read(
      tx,
      `${where} order by q.asked_at desc, q.reference desc limit $3 offset $4`,
      [...params, page.limit, page.offset],
    );
    return { total: counted?.n ?? 0, questions: rows.map(lineOf) };
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<QuestionView> {
    this.requireReads(tx);
    const [row] = await this.read(tx, 'q.reference = $1', [named]);
    if (!row) throw new NotFound();
    const all = await tx.query<AnswerView>(
      `select q.number, ${name('q.answered_by')} as by, q.answered_at as at, q.text, q.helped_at is not null as helped
       from network.answer q where ${inArea(tx, 'q')} and q.question_id = $1 order by q.number`,
      [row.id],
    );
    const mine = row.askerId === tx.actor.id;
    const { routedTo: to, routedSchool: school, routedAt: at, version, state } = row;
    const takesAnswers = state === 'answered' || canMoveQuestion(state, 'answered');
    return {
      ...{ ...lineOf(row), version, all, mine, routed: at === null ? null : { to, school, at } },
      can: {
        answer: !mine && takesAnswers && this.may(tx, 'practice.ask'),
        close: mine && canMoveQuestion(state, 'closed') && this.may(tx, 'practice.ask'),
        withdraw: mine && canMoveQuestion(state, 'withdrawn') && this.may(tx, 'practice.ask'),
      },
    };
  }

  /** What was put to this person by name and waits, the first due before the last. */
  async tasks(tx: Tx): Promise<QuestionTask[]> {
    if (tx.actor.kind !== 'person') return [];
    return tx.query<QuestionTask>(
      `select q.reference, q.theme, q.routed_at as since, to_char(q.due_on, 'YYYY-MM-DD') as "dueOn" from network.question q
       where ${inArea(tx, 'q')} and q.state = 'routed' and q.routed_to = $1::uuid order by q.due_on, q.reference`,
      [tx.actor.id],
    );
  }

  /** For the exceptions: also the person who was asked by name is late, or there was nobody to ask. */
  async late(tx: Tx): Promise<LateQuestion[]> {
    this.requireReads(tx);
    return tx.query<LateQuestion>(
      `select q.reference, q.theme, ${name('q.routed_to')} as to, q.routed_urn as school, to_char(q.due_on, 'YYYY-MM-DD') as "dueOn"
       from network.question q where ${inArea(tx, 'q')} and q.state = 'routed' and (q.due_at <= $1 or q.routed_to is null)
       order by q.due_on, q.reference`,
      [this.clock.now()],
    );
  }

  mayAsk(tx: Tx): boolean {
    return this.may(tx, 'practice.ask');
  }

  private may({ actor, area }: Tx, action: string): boolean {
    return decide(this.matrix, actor, action, { area }, { now: this.clock.now() }).allowed;
  }

  private requireReads({ actor, area }: Tx): void {
    const context = { now: this.clock.now(), list: true };
    requireAllowed(decide(this.matrix, actor, 'practice.read', { area }, context));
  }

  private read(tx: Tx, where: string, params: readonly unknown[]): Promise<Row[]> {
    return tx.query<Row>(
      `select q.id, q.reference, q.theme, q.text, q.asked_by as "askerId", ${name('q.asked_by')} as "askedBy",
         q.asked_at as "askedAt", q.state, q.version,
         (select count(*)::int from network.answer a where a.area_id = q.area_id and a.question_id = q.id) as answers,
         case when q.state in ('asked', 'routed') then to_char(q.due_on, 'YYYY-MM-DD') end as "dueOn",
         ${name('q.routed_to')} as "routedTo", q.routed_at as "routedAt",
         (select k.name from schools.school k where k.urn = q.routed_urn) as "routedSchool"
       from network.question q where ${inArea(tx, 'q')} and ${where}`,
      params,
    );
  }
}

function lineOf({ reference, theme, text, askedBy, askedAt, state, answers, dueOn }: Row): QuestionLine {
  return { reference, theme, text, askedBy, askedAt, state, answers, dueOn };
}
