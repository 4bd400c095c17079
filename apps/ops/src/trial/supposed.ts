import { parseLocalDate, type HalfTermId, type LocalDate, type SchoolUrn, type ThemeId } from '@app/kernel';
import { SeededIds } from '@app/platform';
import type { MatchNeed, MatchOffer } from '@app/profiles';
import { Problems } from '@app/schools';
import type { TrialNeed, TrialOffer, TrialTheme } from './trial-files.js';
import type { World } from './trial-world.js';

const ALL_STAGES = ['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5'] as const;
type Stages = MatchNeed['keyStages'];

/** The rows of a needs file as a run takes them. @throws FileRefused where a half-term lies outside the calendar. */
export function supposedNeeds(rows: readonly TrialNeed[], world: World): MatchNeed[] {
  const ids = new SeededIds('trial/needs');
  const problems = new Problems();
  const needs = rows.map((row): MatchNeed => {
    for (const column of ['from', 'to'] as const)
      requireHalfTerm(problems, world, row.line, column, row[column]);
    return {
      ...{ id: ids.next(), reference: row.id, urn: row.urn, state: 'open' },
      primaryTheme: row.theme as ThemeId,
      secondaryThemes: row.secondaryThemes as readonly ThemeId[],
      keyStages: stagesOf(row, world),
      ...{ priority: row.priority, halfDaysWanted: row.halfDays, partnersWanted: row.partners },
      windowFrom: row.from as HalfTermId,
      windowTo: row.to as HalfTermId,
      modes: row.modes as MatchNeed['modes'],
      ...{ travelKm: row.travelKm, approach: row.approach, wishes: [], earliestStart: null },
      waitingSince: world.today,
    };
  });
  problems.refuseIfAny();
  return needs;
}

/** The rows of an offers file. @throws FileRefused; two rows of one school must say the same of its half-days. */
export function supposedOffers(rows: readonly TrialOffer[], world: World): MatchOffer[] {
  const ids = new SeededIds('trial/offers');
  const problems = new Problems();
  const said = new Map<SchoolUrn, { readonly line: number; readonly halfDays: string }>();
  const offers = rows.map((row): MatchOffer => {
    const first = said.get(row.urn);
    const halfDays = JSON.stringify(Object.entries(row.halfDays).sort());
    if (!first) said.set(row.urn, { line: row.line, halfDays });
    else if (first.halfDays !== halfDays)
      problems.add({
        ...{ line: row.line, column: 'half_days' },
        message: `The offers of one school share its days: line ${String(first.line)} says something else.`,
      });
    for (const id of Object.keys(row.halfDays)) requireHalfTerm(problems, world, row.line, 'half_days', id);
    return {
      ...{ id: ids.next(), urn: row.urn, travelKm: row.travelKm, notWith: row.notWith, resting: false },
      themes: row.themes.map((theme) => themeOf(theme, row.line, problems, world)),
      keyStages: stagesOf(row, world),
      modes: row.modes as MatchOffer['modes'],
      ...{ maxPartners: row.partners, minPartners: 0 },
      days: Object.entries(row.halfDays).map(([id, amount]) => {
        const free = amount ?? 0;
        return { halfTerm: id as HalfTermId, declared: free, bookable: free, askMe: amount === null };
      }),
    };
  });
  problems.refuseIfAny();
  return offers;
}

function requireHalfTerm(problems: Problems, world: World, line: number, column: string, id: string): void {
  if (world.halfTerms.includes(id as HalfTermId)) return;
  const [first, last] = [world.halfTerms[0] ?? '', world.halfTerms.at(-1) ?? ''];
  problems.add({ line, column, message: `${id} is not between ${first} and ${last}.` });
}

/** Blank: those that the school itself has, by the register. */
function stagesOf(
  row: { readonly urn: SchoolUrn; readonly keyStages: readonly string[] },
  world: World,
): Stages {
  const own = world.schools.get(row.urn)?.keyStages ?? [];
  if (row.keyStages.length > 0) return row.keyStages as Stages;
  return own.length > 0 ? own : ALL_STAGES;
}

function themeOf(
  { theme, depth, evidence, on }: TrialTheme,
  line: number,
  problems: Problems,
  world: World,
): MatchOffer['themes'][number] {
  const day = on === null ? world.today : parseLocalDate(on);
  if (day === null || day > world.today)
    problems.add({ line, column: 'themes', message: `${on ?? ''} is not a day that has been.` });
  const isPlain = evidence === 'declared';
  return {
    ...{ theme: theme as ThemeId, depth },
    evidence: (evidence === 'declared_how' ? 'declared' : evidence) as 'data',
    howWeKnow: isPlain ? null : 'As the offers file says.',
    on: day ?? ('2000-01-01' as LocalDate),
  };
}
