import {
  AgreeAgenda,
  Agreements,
  AnswerOffer,
  AnswerSounding,
  BodyConsents,
  DecideProposal,
  DraftAgenda,
  LogVisit,
  MakeProposal,
  NeedCandidates,
  Pairings,
  PlanVisit,
  SoundOut,
  type CandidateView,
  type OfferAnswer,
  type SoundingAnswer,
} from '@app/brokerage';
import { NoteBounce } from '@app/identity';
import {
  addDays,
  rollForward,
  weekday,
  type Actor,
  type MatchRunId,
  type PersonId,
  type SchoolUrn,
  type ThemeId,
} from '@app/kernel';
import { MailBox, UnitOfWork } from '@app/platform';
import { Needs, type NeedSummary } from '@app/profiles';
import type { County } from './county.js';
import { DOWNLAND_SCHOOLS } from './downland-schools.js';

/** How far a proposal of the county has come: each later answer rests on the ones before. */
export type PairingPeople = Readonly<Record<'supporter' | 'head' | 'broker', Actor>>;

export interface DemoAgreement {
  readonly urn: string;
  readonly theme: string;
  /** The school that is asked: a URN, or the place of the list. */
  readonly supporter: { readonly urn: string } | { readonly place: number };
  readonly why?: string;
  readonly supporterSays?: SoundingAnswer;
  readonly schoolSays?: OfferAnswer;
  readonly decided?: { readonly outcome: string; readonly kind?: string; readonly reason?: string };
  /** The mail that asked the supporter came back: its broker asks another way. */
  readonly lost?: string;
  /** Its agenda is agreed, and a first visit recorded. */
  readonly works?: boolean;
  /** Its agenda is written, and its schools' trusts are asked for their consent. */
  readonly drafts?: boolean;
  /** What the two schools did since. */
  readonly since?: (county: County, pairing: string, people: PairingPeople) => Promise<void>;
}

/** One of every stage, so that each persona finds something that waits for them. */
const DOWNLAND_AGREEMENTS: readonly DemoAgreement[] = [
  { urn: '990003', theme: 'tea.coaching', supporter: { place: 1 } },
  {
    ...{ urn: '990016', theme: 'att.persistent', supporter: { urn: '990013' } },
    why: 'Their heads know each other from the attendance network.',
    lost: 'Their mailbox was full or away for three days.',
  },
  { urn: '990008', theme: 'pdw.mental', supporter: { place: 1 }, supporterSays: 'not_this_term' },
  { urn: '990005', theme: 'cur.literacy', supporter: { place: 1 }, supporterSays: 'yes' },
  {
    ...{ urn: '990014', theme: 'beh.culture', supporter: { urn: '990004' }, supporterSays: 'yes' },
    ...{ why: 'Their intakes are the most alike.', schoolSays: 'accept', drafts: true },
    decided: { outcome: 'agreed', reason: 'Their intakes are the most alike.' },
  },
  {
    ...{ urn: '990017', theme: 'sub.maths', supporter: { urn: '990016' }, supporterSays: 'yes' },
    ...{ why: 'Two of their teachers ask to work with a small department.', schoolSays: 'accept' },
  },
  {
    ...{ urn: '990007', theme: 'cur.literacy', supporter: { place: 2 }, supporterSays: 'yes' },
    ...{ why: 'The head asked for a school of the same size.', schoolSays: 'accept' },
    decided: { outcome: 'agreed', reason: 'The head asked for a school of the same size.' },
    works: true,
  },
  {
    ...{ urn: '990026', theme: 'att.persistent', supporter: { place: 4 }, supporterSays: 'yes' },
    ...{ why: 'The three before it are too far for weekly visits.', schoolSays: 'accept' },
    decided: { outcome: 'agreed', reason: 'The three before it are too far for weekly visits.' },
  },
];

/** Proposals at every stage, by the people whose answer each is. One whose school the run did not list is left out. */
export async function seedAgreements(county: County, run: MatchRunId): Promise<void> {
  for (const told of DOWNLAND_AGREEMENTS) await agree(county, run, told);
}

/** One proposal, as far as it has come. */
export async function agree(county: County, run: MatchRunId, told: DemoAgreement): Promise<void> {
  const found = await candidateOf(county, told);
  if (!found) return;
  const { need, broker, candidate } = found;
  const { rooms, area } = county;
  const asked = { run, need: need.id, offer: candidate.offer, reason: told.why ?? null };
  const { reference } = await rooms.get(MakeProposal).execute(broker, area, asked);
  if (told.urn === '990003') return;
  const seen = () =>
    rooms.get(UnitOfWork).run(broker, area, (tx) => rooms.get(Agreements).proposal(tx, reference));
  const { version } = await seen();
  const request = await rooms.get(SoundOut).execute(broker, area, { proposal: reference, version });
  const supporter = await county.headOf(candidate.urn);
  if (told.lost !== undefined) await loseMail(county, supporter, told.lost);
  if (!told.supporterSays) return;
  const answer = { request, version: 1, answer: told.supporterSays };
  await rooms.get(AnswerSounding).execute(supporter, area, answer);
  if (!told.schoolSays) return;
  const { offer } = await seen();
  const head = await county.headOf(told.urn);
  const reply = { offer: offer?.reference ?? '', version: 1, answer: told.schoolSays };
  await rooms.get(AnswerOffer).execute(head, area, reply);
  if (!told.decided) return;
  const decided = { proposal: reference, version: (await seen()).version, ...told.decided };
  const { pairing } = await rooms.get(DecideProposal).execute(broker, area, decided);
  if (told.drafts && pairing !== null) await draft(county, pairing, supporter);
  if (told.works && pairing !== null) await work(county, pairing, { supporter, head, broker });
  if (told.since && pairing !== null) await told.since(county, pairing, { supporter, head, broker });
}

/** The newest mail to somebody did not arrive. */
async function loseMail({ rooms, area }: County, to: Actor, because: string): Promise<void> {
  const [mail] = await rooms
    .get(UnitOfWork)
    .run(to, area, (tx) => rooms.get(MailBox).toPerson(tx, to.id as PersonId, 1));
  if (mail) await rooms.get(NoteBounce).execute(mail.id, because);
}

/** Written and not yet agreed: the trusts of both schools are asked meanwhile. */
async function draft({ rooms, area, today }: County, pairing: string, by: Actor): Promise<void> {
  await rooms.get(DraftAgenda).execute(by, area, {
    ...{ pairing, version: null, purpose: 'Calm corridors, and one way of speaking to pupils who are late.' },
    inclusion: 'Pupils with SEND say first what helps them, and what is adjusted for each is kept to.',
    exitRule: 'When two half-terms in a row are calm.',
    confidentiality: 'What we see in lessons stays between the two schools.',
    cadenceDays: 15,
    objectives: [
      {
        ...{ aim: 'Fewer lessons are interrupted', measure: 'Lessons in a week of walks' },
        ...{ baseline: '14 of 40 lessons', target: '6 to 8 of 40 lessons', due: addDays(today, 150) },
      },
    ],
  });
}

/** The trusts that were asked give their consent. */
export async function consent(county: County, pairing: string, broker: Actor): Promise<void> {
  const { rooms, area } = county;
  const seen = await rooms.get(UnitOfWork).run(broker, area, (tx) => rooms.get(Pairings).one(tx, pairing));
  for (const { school } of seen.consents) {
    const trust = DOWNLAND_SCHOOLS.find(({ urn }) => urn === school.urn)?.trust ?? '';
    const said = { give: true, funder: 'The county’s programme', coverArranged: true };
    await rooms.get(BodyConsents).answer(await county.as(trust), area, { pairing, version: 1, ...said });
  }
}

/** Agreed by all three, and visited once: a pairing as it looks in its second week. */
async function work(
  county: County,
  pairing: string,
  { supporter, head, broker }: PairingPeople,
): Promise<void> {
  const { rooms, area, today, yesterday } = county;
  await rooms.get(DraftAgenda).execute(supporter, area, {
    ...{ pairing, version: null, purpose: 'Pupils read to learn in every subject, and teachers show how.' },
    inclusion: 'Pupils with SEN support choose the texts with us, and are heard first at each visit.',
    exitRule: 'When three departments teach reading without us, or at the end of spring.',
    confidentiality: 'What we see in lessons stays between the two schools.',
    cadenceDays: 10,
    objectives: [
      {
        ...{ aim: 'Teachers teach the words of their subject', measure: 'Lessons in which it is seen' },
        ...{ baseline: '3 of 12 lessons', target: '9 of 12 lessons', due: addDays(today, 120) },
      },
    ],
  });
  for (const [at, actor] of [supporter, head, broker].entries())
    await rooms.get(AgreeAgenda).execute(actor, area, { pairing, version: at + 1 });
  await consent(county, pairing, broker);
  await rooms.get(LogVisit).execute(supporter, area, {
    ...{ pairing, heldOn: yesterday, mode: 'in_person', halfDays: 1 },
    summary: 'Walked through six lessons with the head of English. Good questions, few of them in writing.',
    actions: 'Two departments try the same three words a lesson for a fortnight.',
  });
  await rooms.get(PlanVisit).execute(supporter, area, {
    ...{
      pairing,
      heldOn: rollForward(addDays(today, 6), (day) => weekday(day) <= 5),
      startsAt: '13:30',
      minutes: 120,
    },
    // It may fall into a break: the county's dates move with the day on which it is seeded.
    ...{ mode: 'in_person', place: 'Reception, then the library', anyway: true },
  });
}

async function candidateOf(
  county: County,
  { urn, theme, supporter }: DemoAgreement,
): Promise<{ need: NeedSummary; broker: Actor; candidate: CandidateView } | null> {
  const { rooms, area } = county;
  const head = await county.headOf(urn);
  const work = rooms.get(UnitOfWork);
  const of = { school: urn as SchoolUrn, theme };
  const { needs } = await work.run(head, area, (tx) =>
    rooms.get(Needs).list(tx, { ...of, theme: theme.split('.')[0] }, { limit: 10, offset: 0 }),
  );
  const need = needs.find(
    ({ primaryTheme, state }) => primaryTheme === (theme as ThemeId) && state === 'open',
  );
  if (!need?.owner) return null;
  const broker = await county.as(county.keyOf(need.owner.id));
  const { candidates } = await work.run(broker, area, (tx) => rooms.get(NeedCandidates).ofNeed(tx, need.id));
  const able = candidates.filter(({ mayNotPropose }) => mayNotPropose === null);
  const candidate = able.find((each) =>
    'urn' in supporter ? each.urn === supporter.urn : each.place === supporter.place,
  );
  return candidate ? { need, broker, candidate } : null;
}
