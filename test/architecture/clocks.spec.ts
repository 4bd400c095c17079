import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOCK_IDS, type ClockId } from '@app/kernel';

const ROOT = join(__dirname, '../..');
const WORKER = 'apps/worker/src/work.ts';
const TODAY = 'apps/web/src/journeys/today/today.controller.ts';
const EXCEPTIONS = 'apps/web/src/journeys/exceptions/exceptions.controller.ts';

interface Run {
  /** Where its day is counted: the clock stands there by its name, in code that counts or starts it. */
  readonly counted: string;
  /** What does something once its day is over, or shows that it is: the class, its file, and where it is called from. */
  readonly missed: readonly [made: string, file: string, from: string];
}

const [AGREEMENT, PAIRING] = ['libs/brokerage/src/agreement', 'libs/brokerage/src/pairing'];
const STALLS = ['FindStalls', 'libs/brokerage/src/tending/find-stalls.ts', WORKER] as const;
const LAPSES = ['LapseProposals', `${AGREEMENT}/lapse-proposals.ts`, WORKER] as const;
const LATE = ['Exceptions', 'libs/brokerage/src/exceptions/exceptions.query.ts', EXCEPTIONS] as const;
const IN_HAND = ['Needs', 'libs/profiles/src/need/needs.query.ts', TODAY] as const;
const TASKS = ['PairingTasks', `${PAIRING}/pairing-tasks.query.ts`, TODAY] as const;
const LOOKS = ['RecordSustainCheck', 'libs/impact/src/sustain/record-sustain-check.ts', WORKER] as const;
const DATES = 'libs/profiles/src/need/need-dates.ts';

/** Every service clock of the product, and who runs it. */
const RUNS: Readonly<Partial<Record<ClockId, Run>>> = {
  'C-1': { counted: DATES, missed: IN_HAND },
  'C-2': { counted: DATES, missed: ['HandToCover', 'libs/brokerage/src/cover/hand-to-cover.ts', WORKER] },
  'C-3': { counted: `${AGREEMENT}/take-effect.ts`, missed: STALLS },
  'C-4': { counted: `${AGREEMENT}/sound-out.ts`, missed: LAPSES },
  'C-5': { counted: `${AGREEMENT}/answer-sounding.ts`, missed: LAPSES },
  'C-6': { counted: `${AGREEMENT}/take-effect.ts`, missed: TASKS },
  'C-7': { counted: `${PAIRING}/begin-work.ts`, missed: STALLS },
  'C-8': { counted: 'libs/brokerage/src/visit/planned-visits.ts', missed: LATE },
  'C-9': {
    counted: 'libs/brokerage/src/visit/ask-for-reply.ts',
    missed: ['MissedReplies', `${PAIRING}/missed-replies.ts`, WORKER],
  },
  'C-10': { counted: 'libs/brokerage/src/review-point/review-points.ts', missed: STALLS },
  'C-11': { counted: `${PAIRING}/begin-work.ts`, missed: STALLS },
  'C-12.approved': { counted: 'libs/brokerage/src/commission/certify-needs.ts', missed: LATE },
  'C-12.awarded': { counted: 'libs/brokerage/src/commission/approve-commission.ts', missed: LATE },
  'C-13.opens': {
    counted: 'libs/profiles/src/declaration/declaration-calls.ts',
    missed: ['DeclarationCalls', 'libs/profiles/src/declaration/declaration-calls.ts', WORKER],
  },
  'C-13.unchanged': {
    counted: 'libs/profiles/src/declaration/declaration-checks.ts',
    missed: ['DeclarationChecks', 'libs/profiles/src/declaration/declaration-checks.ts', WORKER],
  },
  'C-13.stale': {
    counted: 'libs/profiles/src/declaration/stale-declarations.ts',
    missed: ['StaleDeclarations', 'libs/profiles/src/declaration/stale-declarations.ts', WORKER],
  },
  'C-14': { counted: `${PAIRING}/close-pairing.ts`, missed: LATE },
  'C-15.first': { counted: `${PAIRING}/close-pairing.ts`, missed: LOOKS },
  'C-15.second': { counted: `${PAIRING}/close-pairing.ts`, missed: LOOKS },
  'C-16': {
    counted: 'libs/network/src/practice/ask-question.ts',
    missed: ['RouteQuestions', 'libs/network/src/practice/route-questions.ts', WORKER],
  },
  'C-17': {
    counted: 'libs/brokerage/src/handover/caseloads.query.ts',
    missed: ['FinishHandovers', 'libs/brokerage/src/handover/finish-handovers.ts', WORKER],
  },
  'C-18': {
    counted: 'libs/assurance/src/break-glass/answer-break-glass.ts',
    missed: ['EndWhatRanOut', 'libs/assurance/src/break-glass/end-what-ran-out.ts', WORKER],
  },
  'C-19': {
    counted: 'libs/profiles/src/concern/raise-concern.ts',
    missed: ['LapseConcerns', 'libs/profiles/src/concern/lapse-concerns.ts', WORKER],
  },
  'C-20': {
    counted: 'libs/schools/src/signals/find-signals.ts',
    missed: ['PassSignalsOn', 'libs/schools/src/signals/pass-signals-on.ts', WORKER],
  },
  'C-21': {
    counted: DATES,
    missed: ['HandToAdviser', 'libs/brokerage/src/cover/hand-to-adviser.ts', WORKER],
  },
  'C-22': {
    counted: 'libs/assurance/src/information-request/register-information-request.ts',
    missed: [
      'InformationRequests',
      'libs/assurance/src/information-request/information-requests.query.ts',
      EXCEPTIONS,
    ],
  },
};

/** Clocks that nothing runs yet, by name and reason. One that comes is taken out here, or this specification fails. */
const NOT_RUN: Readonly<Partial<Record<ClockId, string>>> = {};

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** Without comments: a clock that is only written about is not run. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const COUNTS = /\bdueOn\(|\bdeadlines\.start\(/;

/** What is missing for this clock to run; null for none. */
function faultOf(id: string, { counted, missed: [made, file, from] }: Run, read = textOf): string | null {
  for (const each of [counted, file, from]) if (!existsSync(join(ROOT, each))) return `${each} is not there`;
  const code = codeOf(read(counted));
  if (!code.includes(`'${id}'`) || !COUNTS.test(code)) return `${counted} does not count ${id}`;
  if (!new RegExp(`export class ${made}\\b`).test(read(file))) return `${file} does not make ${made}`;
  const called = codeOf(read(from));
  const asked = new RegExp(`get\\(${made}\\)|@Inject\\(${made}\\)`);
  return asked.test(called) ? null : `${from} does not call ${made}`;
}

function filesThatCount(id: string): string[] {
  return ['libs', 'apps'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name))
      .map((name) => `${room}/${name}`)
      .filter((file) => file !== 'libs/kernel/src/clocks.ts')
      .filter((file) => {
        const code = codeOf(textOf(file));
        return code.includes(`'${id}'`) && COUNTS.test(code);
      }),
  );
}

describe('the service clocks', () => {
  it('are those of the product, C-1 to C-22, and every one has a line here', () => {
    const numbers = new Set(CLOCK_IDS.map((id) => Number(/^C-(\d+)/.exec(id)?.[1])));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 22 }, (_, at) => at + 1));
    expect([...Object.keys(RUNS), ...Object.keys(NOT_RUN)].sort()).toEqual([...CLOCK_IDS].sort());
  });

  it.each(Object.entries(RUNS))('%s is counted where it begins, and somebody acts on its end', (id, run) => {
    expect(faultOf(id, run)).toBeNull();
  });

  it('that nothing runs are counted nowhere; once one is, its line stands above', () => {
    for (const id of Object.keys(NOT_RUN)) expect(filesThatCount(id)).toEqual([]);
  });

  it('are read from an area’s settings by these names alone', () => {
    const named = [...textOf('config/areas/downland.yaml').matchAll(/^ {2}(C-[0-9.a-z]+):/gm)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, id] of named) expect(CLOCK_IDS).toContain(id);
  });
});

describe('a clock that nobody runs', () => {
  const run = RUNS['C-20'] as Run;
  const without = (file: string, words: string) => (each: string) =>
    each === file ? textOf(each).replaceAll(words, '') : textOf(each);

  it('is found where nothing counts it, where only a comment does, and where nobody calls what ends it', () => {
    expect(faultOf('C-20', run, without(run.counted, `'C-20'`))).toContain('does not count C-20');
    expect(
      faultOf('C-20', run, (each) => (each === run.counted ? `// dueOn('C-20')\n` : textOf(each))),
    ).toContain('does not count C-20');
    expect(faultOf('C-20', run, without(WORKER, 'get(PassSignalsOn)'))).toContain(
      'does not call PassSignalsOn',
    );
    expect(faultOf('C-20', { ...run, counted: 'libs/schools/src/none.ts' })).toContain('is not there');
  });
});
