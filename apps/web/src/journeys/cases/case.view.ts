import type { CaseFile } from '@app/assurance';
import type { EntryView } from '@app/audit';
import type { DecisionView, ProjectView, ProposalCase } from '@app/brokerage';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import {
  countInWords,
  dateInWords,
  halfDaysInWords,
  pointsInWords,
  poundsInWords,
} from '../../layout/words.js';
import { daysInWords, nameOf as halfTermName, OUTCOME_WORDS, sumOf } from '../agreement/agreement-words.js';
import { actInWords } from '../audit/act-words.js';
import { whoDid } from '../audit/audit.view.js';
import { groupsOf } from '../candidates/candidates.view.js';
import { COMMISSION_TAGS } from '../commissions/commission-words.js';
import { KIND_WORDS, STATE_TAGS as INTERVENTION_TAGS } from '../interventions/own-words.js';
import { MODE_WORDS, SOON_WORDS, STATE_TAGS } from '../needs/need-words.js';
import type { NeedWorld } from '../needs/need.view.js';
import { OUTCOME_WORDS as CLOSED_WORDS, PAIRING_TAGS } from '../pairings/pairing-words.js';
import { PART_WORDS, projectHref, projectTitle, PROJECT_TAGS } from '../projects/project-words.js';
import { caseFigure } from './case-figure.js';
import { decidedUnder, type CaseLog } from './case-log.js';
import { momentOf, stepsOf } from './case-steps.js';

const ENTRY_WORDS = {
  declared: 'Declared on being asked',
  held: 'Held',
  committed: 'Promised',
  delivered: 'Given',
  released: 'Returned',
  expired: 'Returned by the clock',
} as const;
const CONFLICT_KINDS = {
  same_body: 'One responsible body',
  governance: 'Governance',
  employment: 'Employment',
  family: 'Family',
  competition: 'Competition',
  money: 'Money',
  past_dispute: 'A past dispute',
} as const;
const CONFLICT_STATES = {
  suspected: 'to be looked at',
  none: 'none found',
  managed: 'managed with conditions',
  barred: 'bars the two',
  expired: 'over',
} as const;
/** Enough to see whom the chosen school stood beside; the need's own page lists all. */
const BESIDE = 5;

export interface CaseRead {
  readonly file: CaseFile;
  readonly world: NeedWorld;
  readonly log: CaseLog;
  /** Who read it; null for who does not read the whole log. */
  readonly readings: readonly EntryView[] | null;
  readonly people: ReadonlyMap<string, string>;
}

export function caseView({ file, world, log, readings, people }: CaseRead): object {
  const { need, school, listed, proposals, pairings, projects, conflicts, days, interventions, commissions } =
    file;
  const steps = stepsOf(file, log);
  const sentence = spanOf(steps);
  return {
    title: `${school.name}: ${world.themes.nameOf(need.primaryTheme)}`,
    ...{ reference: need.reference, school, tag: STATE_TAGS[need.state] },
    facts: factsOf(file),
    figure: { sentence, svg: caseFigure(steps, sentence) },
    steps,
    alternatives: {
      run: listed.run && { reference: listed.run.reference, finishedAt: listed.run.finishedAt },
      candidates: listed.candidates.slice(0, BESIDE).map(({ place, name, points }) => ({
        ...{ place, name, points: pointsInWords(points), became: becameOf(name, proposals) },
      })),
      more: Math.max(0, listed.candidates.length - BESIDE),
      notListed: groupsOf(listed.refused).map(({ reason }) => reason),
    },
    decisions: proposals.flatMap((proposal) =>
      proposal.decisions.map((each) => decisionLine(proposal, each, log)),
    ),
    conflicts: conflicts.map(({ name, kind, state, conditions }) => ({
      ...{ name, kind: CONFLICT_KINDS[kind], state: CONFLICT_STATES[state], conditions },
    })),
    days: days.map(({ at, halfTerm, kind, halfDays, proposal }) => ({
      ...{ at, proposal, halfTerm: halfTermName(halfTerm), what: ENTRY_WORDS[kind] },
      days: `${halfDays < 0 ? '−' : '+'}${halfDaysInWords(Math.abs(halfDays))}`,
    })),
    pairings: pairings.map(({ reference, supporter, state, outcome }) => ({
      ...{ reference, supporter: supporter.name },
      state: outcome === null ? PAIRING_TAGS[state] : CLOSED_WORDS[outcome],
    })),
    projects: projects.map((project) => ({
      ...{
        href: projectHref(project.reference),
        text: `Project ${project.reference}: ${projectTitle(project)}`,
      },
      state: project.outcome === null ? PROJECT_TAGS[project.state] : CLOSED_WORDS[project.outcome],
      ...placeOf(project, school.urn),
    })),
    interventions: interventions.map(({ reference, kind, state }) => ({
      ...{ href: `/interventions/${reference}`, text: `${KIND_WORDS[kind]} ${reference}` },
      state: INTERVENTION_TAGS[state],
    })),
    commissions: commissions.map(({ reference, state, supplier, pence, awardPence, halfDays }) => ({
      ...{ href: `/commissions/${reference}`, text: `Help from outside ${reference}`, supplier },
      state: COMMISSION_TAGS[state],
      cost: awardPence === null ? `${poundsInWords(pence)} at most` : poundsInWords(awardPence),
      days: halfDays === 0 ? null : halfDaysInWords(halfDays),
    })),
    auditHref: `/audit?school=${school.urn}`,
    readings: readings && readingsOf(readings, people),
    downloads: downloadsOf(`/cases/${need.reference}/log`, {}),
  };
}

/** The school’s own part in it. */
function placeOf({ schools }: ProjectView, urn: string): { part: string; days: string | null } {
  const place = schools.find((each) => each.urn === urn);
  if (!place) return { part: '', days: null };
  const { promised, given } = place;
  return {
    part: PART_WORDS[place.part],
    days: promised === 0 ? null : `${halfDaysInWords(given)} of ${halfDaysInWords(promised)} given`,
  };
}

function readingsOf(readings: readonly EntryView[], people: CaseRead['people']) {
  return readings.map((entry) => ({
    ...{ at: entry.at, who: whoDid(entry, people), did: actInWords(entry.act), reason: entry.reason },
  }));
}

/** What happened and who read it, in order: of a decision also what it was decided under. */
export function caseLogList({ file, log, readings, people }: CaseRead): SheetToWrite {
  const steps = stepsOf(file, log).map(({ at, stage, text, reason, under }) => ({
    ...{ at, stage, text, reason },
    under: under ? [under.table ?? '', String(under.policy), under.run] : ['', '', ''],
  }));
  const read = readingsOf(readings ?? [], people).map(({ at, who, did, reason }) => ({
    ...{ at, stage: 'Reading', text: `${who} ${did}`, reason, under: ['', '', ''] },
  }));
  return {
    name: `Log ${file.need.reference}`,
    headings: ['When', 'Stage', 'What', 'Reason', 'Permission table', 'Matching policy', 'Match run'],
    rows: [...steps, ...read]
      .sort((one, other) => momentOf(one.at) - momentOf(other.at))
      .map(({ at, stage, text, reason, under }) => [
        ...[at instanceof Date ? at.toISOString() : at, stage, text, reason ?? '', ...under],
      ]),
  };
}

function factsOf({ need, pairings, proposals, pence }: CaseFile): { label: string; text: string }[] {
  const promised = pairings.reduce((sum, each) => sum + each.promised, 0);
  const given = pairings.reduce((sum, each) => sum + each.given, 0);
  const deciders = [...new Set(proposals.flatMap(({ decisions }) => decisions.map(({ by }) => by)))];
  return [
    { label: 'Asked for', text: `${dateInWords(need.raisedAt)}, ${SOON_WORDS[need.priority].toLowerCase()}` },
    { label: 'What is to change', text: need.wantedOutcome },
    { label: 'Pupils with SEND', text: need.sendThread },
    {
      label: 'Wanted',
      text: `${halfDaysInWords(need.halfDaysWanted)} each half-term, ${halfTermName(need.windowFrom)} to ${halfTermName(need.windowTo)}, ${need.modes.map((mode) => MODE_WORDS[mode].toLowerCase()).join(' or ')}`,
    },
    { label: 'With', text: [need.owner?.name, need.adviser?.name].filter(Boolean).join(', ') || 'nobody' },
    { label: 'Decided by', text: deciders.join(', ') || 'nobody yet' },
    { label: 'Days', text: `${halfDaysInWords(promised)} promised, ${halfDaysInWords(given)} given` },
    { label: 'Money of the area', text: poundsInWords(pence) },
  ];
}

function spanOf(steps: ReturnType<typeof stepsOf>): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return 'Nothing has happened yet.';
  const days = Math.round((momentOf(last.at) - momentOf(first.at)) / 86_400_000);
  return `${countInWords(steps.length, 'thing', 'things')} happened in ${countInWords(days, 'day', 'days')}, from ${dateInWords(first.at)} to ${dateInWords(last.at)}.`;
}

function becameOf(name: string, proposals: readonly ProposalCase[]): string {
  const made = proposals.find(({ supporter }) => supporter.name === name);
  return made ? `Proposed: ${made.reference}` : '';
}

function decisionLine(proposal: ProposalCase, decision: DecisionView, log: CaseLog): object {
  const { reference, supporter, place, points } = proposal;
  const { approval } = decision;
  return {
    ...{ reference: decision.reference, proposal: reference, supporter: supporter.name, at: decision.at },
    ...{ by: decision.by, words: OUTCOME_WORDS[decision.outcome], reason: decision.reason },
    stood: `place ${String(place)}, ${pointsInWords(points)} of 100`,
    override:
      decision.override && decision.overrideCost !== null ? pointsInWords(decision.overrideCost) : null,
    days: sumOf(decision.halfDays) === 0 ? null : daysInWords(decision.halfDays),
    ...{ money: poundsInWords(decision.pence), conditions: decision.conditions },
    under: decidedUnder(log, proposal, decision),
    second: approval
      ? `${approval.approved ? 'approved' : 'not approved'} by ${approval.by}`
      : decision.needsSecond
        ? 'waits for the chair'
        : null,
  };
}
