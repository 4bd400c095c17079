import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DomainError, localDateOf, type LocalDate } from '@app/kernel';
import { FileRefused } from '@app/schools';
import type { Command } from 'commander';
import { areaTemplates } from '../demo/area-templates.js';
import { ImportRefused } from '../register-import/import-desk.js';
import { sayFailure } from '../register-import/say-import.js';
import { FolderRefused, openOwnDatabase } from '../trial/own-database.js';
import { readTrialNeeds, readTrialOffers } from '../trial/read-trial-files.js';
import { runTrial, type Trial } from '../trial/run-trial.js';
import { sayTrial } from '../trial/say-trial.js';
import { supposedNeeds, supposedOffers } from '../trial/supposed.js';
import { worldOf } from '../trial/trial-world.js';
import { CONSOLE, type Output } from './console.js';

export interface TrialFlags {
  readonly register: string;
  readonly links?: string;
  /** A local authority’s three digits, or `all` for every school of the register. */
  readonly la: string;
  readonly needs: string;
  readonly offers: string;
  /** Where the trial's data stay; left out: a temporary folder. */
  readonly data?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface File {
  readonly fileName: string;
  readonly bytes: Buffer;
}
type Files = Readonly<Record<'register' | 'needs' | 'offers', File>> & { readonly links: File | null };

const WHOLE_REGISTER = 'all';
const [DONE, USAGE, REFUSED, INTERRUPTED] = [0, 2, 3, 130];

/** @param root of the installation, where `config/` and `node_modules/` stand. */
export function registerTrialCommand(program: Command, root: string): void {
  program
    .command('trial')
    .description('match needs and offers of your own files on the real register; what-if only, by URN')
    .requiredOption('--register <file>', 'the register as published (.csv or .csv.gz)')
    .option('--links <file>', 'the links file that tells which school followed which')
    .requiredOption(
      '--la <code>',
      'the local authority’s three digits, or all for every school of the register',
    )
    .requiredOption('--needs <file>', 'one need a row')
    .requiredOption('--offers <file>', 'one offer a row')
    .option('--data <folder>', 'keep the trial’s own data in this empty folder')
    .option('--json', 'one JSON document instead of words')
    .option('--quiet', 'no progress')
    .action(async (flags: TrialFlags) => {
      process.exitCode = await trial(root, flags, CONSOLE);
    });
}

/** @returns the exit code: 0 done, 2 no such file or folder, 3 rows refused and nothing written, 130 interrupted. */
export async function trial(
  root: string,
  flags: TrialFlags,
  output: Output,
  today: LocalDate = localDateOf(new Date()),
): Promise<number> {
  const files = readFiles(flags);
  if (typeof files === 'string') {
    output.err(`${files} cannot be read.\n`);
    return USAGE;
  }
  const say = (doing: string): void => {
    if (!flags.quiet) output.err(`${doing} …\n`);
  };
  try {
    const prepared = await prepare(root, files, flags, today, output);
    if (prepared === null) return REFUSED;
    const interruption = listenForInterruption();
    try {
      say('Starting a database of the trial’s own');
      const here = await openOwnDatabase(root, flags.data ?? null);
      const result = await interruption.orElse(runTrial(here, prepared, say)).finally(() => here.close());
      if (result === null) return INTERRUPTED;
      output.out(flags.json ? `${JSON.stringify(result, null, 2)}\n` : sayTrial(result));
      return DONE;
    } finally {
      interruption.forget();
    }
  } catch (error) {
    if (error instanceof FolderRefused) {
      output.err(`${error.message}\n`);
      return USAGE;
    }
    if (!(error instanceof DomainError) && !(error instanceof ImportRefused)) throw error;
    output.err(`${error.message}\n`);
    return REFUSED;
  }
}

interface Interruption {
  /** @returns null where somebody pressed Ctrl-C before the work was done. */
  orElse<Made>(work: Promise<Made>): Promise<Made | null>;
  forget(): void;
}

/** From here on Ctrl-C is heard and no longer ends the process: a database that was started is stopped first. */
function listenForInterruption(): Interruption {
  let stop: () => void = () => undefined;
  const interrupted = new Promise<null>((resolve) => {
    stop = () => {
      resolve(null);
    };
  });
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return {
    orElse: (work) => {
      work.catch(() => undefined); // once interrupted, it fails on a database that is going away
      return Promise.race([interrupted, work]);
    },
    forget: () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    },
  };
}

/** @returns the path itself of a file that is not there. */
function readFiles(flags: TrialFlags): Files | string {
  const missing: string[] = [];
  const read = (path: string): File => {
    try {
      return { fileName: basename(path), bytes: readFileSync(path) };
    } catch {
      missing.push(path);
      return { fileName: path, bytes: Buffer.alloc(0) };
    }
  };
  const files: Files = {
    register: read(flags.register),
    needs: read(flags.needs),
    offers: read(flags.offers),
    links: flags.links === undefined ? null : read(flags.links),
  };
  return missing[0] ?? files;
}

/** @returns null where a file was refused: every row of every file was named. */
async function prepare(
  root: string,
  files: Files,
  flags: TrialFlags,
  today: LocalDate,
  output: Output,
): Promise<Trial | null> {
  const settings = areaTemplates(root);
  const la = flags.la === WHOLE_REGISTER ? null : flags.la;
  const reading = async <Made>(file: File, read: () => Promise<Made>): Promise<Made | null> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      output.err(sayFailure(file.fileName, error));
      return null;
    }
  };
  const world = await reading(files.register, () => worldOf(files.register, la, settings, today));
  if (world === null) return null;
  if (world.schools.size === 0) {
    const where = la === null ? '' : ` of the authority ${la}`;
    output.err(`${files.register.fileName} has no open school${where}.\n`);
    return null;
  }
  const known = {
    schools: new Set(world.schools.keys()),
    where: la === null ? 'in the register' : 'of this authority in the register',
    themes: new Set<string>(world.themes.taxonomy.themes.map(({ id }) => id)),
  };
  const needs = await reading(files.needs, async () =>
    supposedNeeds(await readTrialNeeds(files.needs.bytes, known), world),
  );
  const offers = await reading(files.offers, async () =>
    supposedOffers(await readTrialOffers(files.offers.bytes, known), world),
  );
  if (needs === null || offers === null) return null;
  const imports = [
    { kind: 'register' as const, ...files.register },
    ...(files.links === null ? [] : [{ kind: 'links' as const, ...files.links }]),
  ];
  return { files: imports, laCode: la, settings, themes: world.themes, supposed: { needs, offers } };
}
