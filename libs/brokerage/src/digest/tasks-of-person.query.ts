import { localDateOf, type Clock, type LocalDate, type SchoolUrn } from '@app/kernel';
import type { MailTask, Tx } from '@app/platform';
import {
  canMoveNeed,
  NEED_STATES,
  schoolsAssignedTo,
  type Concerns,
  type Needs,
  type NeedState,
  type NeedSummary,
  type OwedWords,
} from '@app/profiles';
import type { Signals } from '@app/schools';
import type { Agreements, ProposalUnderWay } from '../agreement/agreements.query.js';
import type { Consents } from '../body-consent/consents.query.js';
import type { CommissionTasks } from '../commission/commission-tasks.query.js';
import type { PairingTasks } from '../pairing/pairing-tasks.query.js';
import type { Projects } from '../project/projects.query.js';
import type { SidesWithoutHead } from '../without-head/sides-without-head.query.js';

const GOING_ON = NEED_STATES.filter((state) => NEED_STATES.some((next) => canMoveNeed(state, next)));
/** A need that its broker or adviser can do something about at once. */
const IN_HAND: ReadonlySet<NeedState> = new Set(['raised', 'triaged', 'open']);
const MOST = 500;
/** All that a mail may say of a signal (I-38). */
const PUBLISHED = 'Published figures of your school';
/** All that a mail may say of a word that a colleague left: however many there are, one line. */
const A_WORD = 'A colleague has left you a word';

/** All that a mail may say of what schools declared: whose it is, their page Today tells. */
const DECLARED = 'Declarations to look at';
const ANSWERED = 'Answers about declarations';

/** A room above that asks something of people about a pairing: what it asks of `tx`'s own person. */
export interface AsksAbove {
  tasks(tx: Tx): Promise<readonly { readonly reference: string; readonly dueOn: LocalDate | null }[]>;
}

/** What waits for one person, by reference and day and nothing else: what a mail may say of their page Today. */
export class TasksOfPerson {
  constructor(
    private readonly clock: Clock,
    private readonly needs: Needs,
    private readonly agreements: Agreements,
    private readonly pairings: PairingTasks,
    private readonly projects: Projects,
    private readonly sides: SidesWithoutHead,
    private readonly signals: Signals,
    private readonly concerns: Concerns,
    private readonly commissions: CommissionTasks,
    private readonly words: OwedWords,
    private readonly consents: Consents,
  ) {}

  /** Of `tx`'s own person, with the rights they have now; the soonest first. @param above rooms that this one cannot call. */
  async find(tx: Tx, above: readonly AsksAbove[]): Promise<MailTask[]> {
    const { posts } = tx.actor;
    const looksAfter = posts.some(({ role }) => role === 'broker' || role === 'adviser');
    const leads = posts.flatMap(({ role, school }) => (role === 'head' && school !== null ? [school] : []));
    const tasks = looksAfter ? await this.ofCases(tx) : [];
    for (const { reference, dueOn } of await this.pairings.ofPerson(tx))
      tasks.push({ reference, due: dueOn });
    for (const { reference, dueOn } of await this.commissions.ofPerson(tx))
      tasks.push({ reference, due: dueOn });
    if (posts.some(({ role }) => role === 'chair'))
      for (const { reference } of await this.agreements.approvalsOpen(tx))
        tasks.push({ reference, due: null });
    for (const { reference, dueOn } of await this.projects.tasks(tx)) tasks.push({ reference, due: dueOn });
    for (const { reference, dueOn } of await this.sides.tasks(tx)) tasks.push({ reference, due: dueOn });
    for (const room of above)
      for (const { reference, dueOn } of await room.tasks(tx)) tasks.push({ reference, due: dueOn });
    for (const { dueOn } of await this.signals.tasks(tx, await schoolsAssignedTo(tx, tx.actor.id)))
      tasks.push({ reference: PUBLISHED, due: dueOn });
    if (looksAfter)
      for (const { answers } of await this.words.toLookAt(tx))
        tasks.push({ reference: answers ? ANSWERED : DECLARED, due: null });
    if ((await this.concerns.tasks(tx)).length > 0) tasks.push({ reference: A_WORD, due: null });
    if (posts.some(({ role }) => role === 'body'))
      for (const { reference, consent } of await this.consents.list(tx))
        if (consent?.mayAnswer === true) tasks.push({ reference, due: null });
    for (const school of new Set(leads)) tasks.push(...(await this.ofSchool(tx, school)));
    return inOrder(tasks);
  }

  private async ofCases(tx: Tx): Promise<MailTask[]> {
    const today = localDateOf(this.clock.now());
    const mine = await this.list(tx, { mine: true });
    const proposals = await this.agreements.ofNeeds(
      tx,
      mine.map(({ id }) => id),
    );
    return mine.flatMap((need): MailTask[] => {
      const due = need.nextDate;
      const late = due !== null && due <= today;
      // Its commission or its work says what is next.
      if (need.state === 'commissioned' || need.state === 'matched') return [];
      if (need.state !== 'proposed')
        return IN_HAND.has(need.state) || late ? [{ reference: need.reference, due }] : [];
      return proposals
        .filter((each) => each.need === need.id && (late || isForTheBroker(each)))
        .map(({ reference }) => ({ reference, due }));
    });
  }

  private async ofSchool(tx: Tx, school: SchoolUrn): Promise<MailTask[]> {
    const needs = await this.list(tx, { school });
    const requests = await this.agreements.requestsOpen(tx, school);
    const offers = await this.agreements.offersOpen(tx, school);
    return [
      ...needs.filter(isForTheHead).map(({ reference, nextDate }) => ({ reference, due: nextDate })),
      ...[...requests, ...offers].map(({ reference, dueOn }) => ({ reference, due: dueOn })),
      ...(await this.declaration(tx, school)),
    ];
  }

  /** A school that rests this term is not reminded (I-33). */
  private async declaration(tx: Tx, school: SchoolUrn): Promise<MailTask[]> {
    const owed = await this.words.of(tx, school);
    return owed === null ? [] : [{ reference: `Declaration ${owed.year}`, due: null }];
  }

  private async list(tx: Tx, whose: { mine?: boolean; school?: SchoolUrn }): Promise<readonly NeedSummary[]> {
    return (await this.needs.list(tx, { ...whose, states: GOING_ON }, { limit: MOST, offset: 0 })).needs;
  }
}

/** A school has the word while it is asked; a second person while a decision waits for them. */
function isForTheBroker({ state, waitsForChair }: ProposalUnderWay): boolean {
  return state === 'proposed' || (state === 'school_accepted' && !waitsForChair);
}

function isForTheHead({ state, can }: NeedSummary): boolean {
  return (state === 'diagnosed' && can.agree) || (state === 'agreed' && can.setApproach);
}

/** Each once, the soonest first, those without a day last. */
function inOrder(tasks: readonly MailTask[]): MailTask[] {
  const dayOf = ({ due }: MailTask): LocalDate | '~' => due ?? '~';
  const known = new Set<string>();
  return [...tasks]
    .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.reference < b.reference ? -1 : 1))
    .filter(({ reference }) => !known.has(reference) && known.add(reference));
}
