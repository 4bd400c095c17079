import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DomainError, localDateOf, parseLocalDate, type LocalDate } from '@app/kernel';
import { optimise, parsePolicy, SNAPSHOT_SCHEMA, verifyPlan, type Names, type Snapshot } from '@app/matching';
import { loadLinearSolver } from '@app/platform';
import { FileRefused, readThemes } from '@app/schools';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { CONSOLE, type Output } from '../commands/console.js';
import { areaTemplates } from '../demo/area-templates.js';
import { sayFailure } from '../register-import/say-import.js';
import { matchWorld } from './match-world.js';
import { readNeeds } from './read-needs.js';
import { readConflicts, readOffers } from './read-offers.js';
import { readSchools } from './read-schools.js';
import { capacityFile, resultFiles } from './results.js';

export interface MatchFlags {
  readonly schools: string;
  readonly needs: string;
  readonly offers: string;
  readonly conflicts?: string;
  readonly policy?: string;
  readonly out: string;
  /** Also what one more place or half-day would bring: as many plans again as there are supporters and half-terms. */
  readonly prices?: boolean;
  /** `yyyy-mm-dd`. */
  readonly date?: string;
}

const [DONE, USAGE, REFUSED] = [0, 2, 3];

/** @param root of the installation, where `config/` stands. */
export function registerMatchCommand(program: Command, root: string): void {
  program
    .command('match')
    .description('match needs and offers of spreadsheets, without any database')
    .requiredOption('--schools <file>', 'one school a row')
    .requiredOption('--needs <file>', 'one need a row')
    .requiredOption('--offers <file>', 'one offer a row')
    .option('--conflicts <file>', 'what stands between two schools')
    .option('--policy <file>', 'a policy of your own; left out: config/policy/default.yaml')
    .option('--date <day>', 'the day the match is made for, like 2026-11-26; left out: today')
    .option('--prices', 'also write what one more place or half-day at each supporter would bring')
    .requiredOption('--out <folder>', 'where the results are written')
    .action(async (flags: MatchFlags) => {
      process.exitCode = await match(root, flags, CONSOLE, localDateOf(new Date()));
    });
}

/** @returns the exit code: 0 done, 2 no such file or folder, 3 rows refused and nothing written. */
export async function match(
  root: string,
  flags: MatchFlags,
  output: Output,
  today: LocalDate,
): Promise<number> {
  let reading = '';
  const open = (path: string): Buffer => {
    reading = path;
    return readFileSync(path);
  };
  try {
    const templates = areaTemplates(root);
    const policy = parsePolicy(
      flags.policy === undefined ? templates.policy : parse(open(flags.policy).toString()),
    );
    const runDate = flags.date === undefined ? today : parseLocalDate(flags.date);
    if (runDate === null) {
      output.err('Write the date like 2026-11-26.\n');
      return USAGE;
    }
    const schools = await readSchools(open(flags.schools));
    const world = matchWorld(schools, templates, runDate);
    const { needs, groups } = await readNeeds(open(flags.needs), world);
    const offers = await readOffers(open(flags.offers), world);
    const conflicts = flags.conflicts === undefined ? [] : await readConflicts(open(flags.conflicts), world);
    const snapshot: Snapshot = {
      schema: SNAPSHOT_SCHEMA,
      ...{ runDate, halfTerms: world.halfTerms, policy, needs, groups, conflicts },
      themes: readThemes(templates.themes).themes.map(({ id }) => id),
      schools: schools.map(({ school }) => school),
      offers: offers.map(({ offer }) => offer),
      days: offers.flatMap(({ days }) => days),
      ...{ commitments: [], soundings: [], trackRecords: [], declines: [], vetoes: [] },
      ...{ locks: [], currentPlan: [] },
    };
    const solving = { linear: await loadLinearSolver() };
    const found = optimise(snapshot, solving);
    const faults = verifyPlan(found.problem, found.rows, found.plan, found.certificate);
    if (faults.length > 0) throw new Error(`The plan did not pass its check: ${faults[0] ?? ''}`);
    const called = new Map(schools.map(({ school, name }) => [school.urn, name]));
    const themes = new Map(readThemes(templates.themes).themes.map(({ id, name }) => [id, name]));
    const names: Names = {
      school: (urn) => called.get(urn) ?? urn,
      theme: (id) => themes.get(id) ?? id,
      runDate,
    };
    mkdirSync(flags.out, { recursive: true });
    const files = {
      ...resultFiles(found, names),
      ...(flags.prices === true ? { 'capacity.csv': capacityFile(found, names, solving) } : {}),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(flags.out, name), text);
    const { pairs, points, unmet, gap } = found.plan;
    output.out(
      `${String(pairs.length)} pairs planned with ${String(points)} points, ${String(unmet.length)} needs without all their partners. ` +
        `${gap === null ? 'Checked: no better plan exists' : 'Checked; result.json says how far the best may lie above it'}. See ${flags.out}.\n`,
    );
    return DONE;
  } catch (error) {
    return told(error, reading, output);
  }
}

function told(error: unknown, file: string, output: Output): number {
  if (error instanceof FileRefused) output.err(sayFailure(basename(file), error));
  else if (error instanceof DomainError) output.err(`${error.message}\n`);
  else if (typeof error === 'object' && error !== null && 'syscall' in error) {
    output.err(`${file} cannot be read, or the results cannot be written.\n`);
    return USAGE;
  } else throw error;
  return REFUSED;
}
