import type { Booking, CommittedHalfTerm } from '@app/brokerage';
import { academicYearOf, yearOfHalfTerm, type AcademicYearId, type HalfTermId } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { dateInWords, halfDaysInWords } from '../../layout/words.js';
import { BAND_WORDS } from '../declare/declare-words.js';
import { pairingHref } from '../light-pairings/light-words.js';
import { halfTermInWords } from '../needs/need-words.js';
import { schoolName, type DatedWorld } from '../needs/need.view.js';

const PATH = '/commitments';

export interface CommitmentsShown {
  readonly school: string;
  readonly own: readonly string[];
  readonly year: AcademicYearId;
  /** Of every year; the page shows one. */
  readonly halfTerms: readonly CommittedHalfTerm[];
  readonly world: DatedWorld;
  /** The half-term that runs: spare days of an earlier one are nobody's any more. */
  readonly now: HalfTermId;
  readonly mayDeclare: boolean;
  readonly released: string | undefined;
}

const inAddress = (yearOrHalfTerm: string): string => yearOrHalfTerm.replace('/', '-');

/** Nothing is bookable of it, and yet it is on offer: days are said when somebody asks. */
const asksFirst = ({ band, exact, declared }: CommittedHalfTerm): boolean =>
  band === 'ask_me' && !exact && declared === 0;

export function commitmentsPage(shown: CommitmentsShown): object {
  const { school, own, year, world, halfTerms } = shown;
  const years = new Set([
    ...halfTerms.map(({ halfTerm }) => yearOfHalfTerm(halfTerm)),
    academicYearOf(world.today),
  ]);
  const href = (urn: string, of: string | null): string =>
    `${PATH}?school=${urn}${of === null ? '' : `&year=${inAddress(of)}`}`;
  return {
    backHref: `/my-school?school=${school}`,
    ...{ title: 'My commitments', school: { urn: school, name: schoolName(school as never, world) }, year },
    others: own
      .filter((each) => each !== school)
      .map((each) => ({ href: href(each, null), text: schoolName(each as never, world) })),
    years: [...years]
      .filter((each) => each !== year)
      .sort()
      .map((each) => ({ href: href(school, each), text: each })),
    done: doneInWords(shown),
    halfTerms: ofYear(shown).map((each) => halfTermPart(each, shown)),
    mayDeclare: shown.mayDeclare,
    declareHref: `/declare/${inAddress(academicYearOf(world.today))}?school=${school}`,
    downloads: downloadsOf(PATH, { school, year: inAddress(year) }),
  };
}

const ofYear = ({ halfTerms, year }: CommitmentsShown): CommittedHalfTerm[] =>
  halfTerms.filter(({ halfTerm }) => yearOfHalfTerm(halfTerm) === year);

const sum = (bookings: readonly Booking[], kind: 'held' | 'committed' | 'delivered'): number =>
  bookings.reduce((all, each) => all + each[kind], 0);

const BOOKED = [
  { kind: 'held', name: 'Held by a yes of yours' },
  { kind: 'committed', name: 'Promised' },
  { kind: 'delivered', name: 'Given' },
] as const;

function halfTermPart(each: CommittedHalfTerm, shown: CommitmentsShown): object {
  const { halfTerm, bookings, free, version, state } = each;
  const past = halfTerm < shown.now;
  return {
    halfTerm,
    name: halfTermInWords(halfTerm),
    facts: [
      { name: 'You offered', text: offeredInWords(each) },
      ...BOOKED.map(({ kind, name }) => ({ name, halfDays: sum(bookings, kind) }))
        .filter(({ halfDays }) => halfDays > 0)
        .map(({ name, halfDays }) => ({ name, text: halfDaysInWords(halfDays) })),
      { name: past ? 'Not used' : 'Left', text: leftInWords(each) },
    ],
    bookings: bookings.map((one) => bookingLine(one, shown.world)),
    version,
    spare:
      !past && shown.mayDeclare && state === 'open' && free > 0
        ? `Take back what is left in ${halfTermInWords(halfTerm)}: ${halfDaysInWords(free)}`
        : null,
  };
}

function offeredInWords(each: CommittedHalfTerm): string {
  if (asksFirst(each)) return 'Ask me';
  const days = halfDaysInWords(each.declared);
  return each.exact || each.declared === 0 ? days : `${days} (your answer: ${BAND_WORDS[each.band]})`;
}

const leftInWords = (each: CommittedHalfTerm): string =>
  asksFirst(each) ? 'You say how many when you are asked' : halfDaysInWords(each.free);

/** Whom it is for, as far as it may be said. */
function whomInWords({ what }: Booking): string {
  if (what === null) return 'Your head can see what this is for';
  if (what.kind === 'project') return 'A project of several schools';
  return what.school ?? 'A school whose name is not open to you yet';
}

function bookingLine(booking: Booking, world: DatedWorld): object {
  const { what, held, committed, delivered, released, expired } = booking;
  const parts = [
    [held, 'held'],
    [committed, 'promised'],
    [delivered, 'given'],
    [released, 'given back'],
    [expired, 'came back when their time ran out'],
  ] as const;
  return {
    whom: whomInWords(booking),
    theme: what?.theme ? world.themes.nameOf(what.theme) : null,
    days: parts
      .filter(([halfDays]) => halfDays > 0)
      .map(([halfDays, how]) => `${halfDaysInWords(halfDays)} ${how}`),
    until: held > 0 && what?.heldUntil ? dateInWords(what.heldUntil) : null,
    ...linkOf(booking),
  };
}

function linkOf({ what }: Booking): { href: string | null; reference: string | null } {
  if (!what?.reference) return { href: null, reference: null };
  const { kind, reference } = what;
  return { href: kind === 'request' ? `/requests/${reference}` : pairingHref(reference), reference };
}

function doneInWords({ released, halfTerms }: CommitmentsShown): string | null {
  const window = halfTerms.find(({ halfTerm }) => inAddress(halfTerm) === released);
  if (!window || window.free > 0) return null;
  return `In ${halfTermInWords(window.halfTerm)} your school now offers ${halfDaysInWords(window.declared)}: no more than is booked.`;
}

/** One line a booking, after one of the half-term itself: days as half-days, so that a sheet can add them. */
export function commitmentsList(shown: CommitmentsShown): SheetToWrite {
  const { world } = shown;
  const headings = ['Half-term', 'For', 'Theme', 'Reference', 'Half-days offered', 'Half-days held'];
  return {
    name: 'My commitments',
    headings: [
      ...[...headings, 'Half-days promised', 'Half-days given', 'Half-days given back'],
      ...['Half-days that ran out', 'Half-days left', 'Held until'],
    ],
    rows: ofYear(shown).flatMap((each) => [
      [
        ...[each.halfTerm, 'All of it', '', '', asksFirst(each) ? 'Ask me' : String(each.declared)],
        ...(['held', 'committed', 'delivered'] as const).map((kind) => String(sum(each.bookings, kind))),
        ...['', '', asksFirst(each) ? 'Ask me' : String(each.free), ''],
      ],
      ...each.bookings.map((one) => [
        ...[each.halfTerm, whomInWords(one), one.what?.theme ? world.themes.nameOf(one.what.theme) : ''],
        ...[linkOf(one).reference ?? '', '', String(one.held), String(one.committed), String(one.delivered)],
        ...[String(one.released), String(one.expired), ''],
        one.held > 0 ? (one.what?.heldUntil ?? '') : '',
      ]),
    ]),
  };
}
