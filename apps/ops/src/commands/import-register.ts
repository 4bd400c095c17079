import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UnitOfWork } from '@app/platform';
import { CommitRegisterImport, PreviewRegisterImport, RegisterImports, TakeRegisterFile } from '@app/schools';
import type { Command } from 'commander';
import { ImportDesk, type FileToImport } from '../register-import/import-desk.js';
import { importFiles, type ImportedOutcome, type ImportListener } from '../register-import/import-files.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';
import { sayFailure, sayPreview } from '../register-import/say-import.js';

export interface ImportRegisterFlags {
  readonly links?: string;
  readonly commit?: readonly string[];
  readonly extractDate?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const DONE = 0;
const USAGE = 2;
const REFUSED = 3;

/** @param open starts the rooms without a door; the command closes them. */
export function registerImportCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('import-register')
    .description('preview the national register of schools and its links, then commit what was seen')
    .argument('<file>', 'the register as published (.csv or .csv.gz)')
    .option('--links <file>', 'the links file that tells which school followed which')
    .option('--commit <hash...>', 'commit the file with this SHA-256, whose preview was seen')
    .option(
      '--yes',
      'commit at once where nothing needs confirming; with --commit, confirm what the preview asked',
    )
    .option('--extract-date <yyyy-mm-dd>', 'the day the register was drawn, where the file does not tell')
    .option('--dry-run', 'preview alone')
    .option('--json', 'one JSON document instead of words')
    .option('--quiet', 'no progress')
    .action(async (file: string, flags: ImportRegisterFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await importRegister(rooms, file, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** One file per call: each publication is its own act. */
export function measuresImportCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('import-measures')
    .description(
      'preview a published file of absence, key stage 2 or 4, or pupils’ context, then commit what was seen',
    )
    .argument('<file>', 'the file as published (.csv or .csv.gz), its name telling the school year')
    .option('--commit <hash...>', 'commit the file with this SHA-256, whose preview was seen')
    .option(
      '--yes',
      'commit at once where nothing needs confirming; with --commit, confirm what the preview asked',
    )
    .option('--dry-run', 'preview alone')
    .option('--json', 'one JSON document instead of words')
    .option('--quiet', 'no progress')
    .action(async (file: string, flags: ImportRegisterFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await importRegister(rooms, file, flags, CONSOLE, 'measures');
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 done, 2 no such file, 3 refused and nothing of that file written. */
export async function importRegister(
  rooms: Pick<RoomsInHand, 'get'>,
  file: string,
  flags: ImportRegisterFlags,
  output: Output,
  kind: FileToImport['kind'] = 'register',
): Promise<number> {
  const files = [fileAt(file, kind, flags.extractDate)];
  if (flags.links !== undefined) files.push(fileAt(flags.links, 'links'));
  const missing = files.find((each) => typeof each === 'string');
  if (typeof missing === 'string') {
    output.err(`${missing} cannot be read.\n`);
    return USAGE;
  }
  const outcomes = await importFiles(
    deskOf(rooms),
    files as FileToImport[],
    { commit: flags.dryRun ? [] : (flags.commit ?? []), yes: flags.yes === true && flags.dryRun !== true },
    listener(flags, output),
  );
  if (flags.json) output.out(`${JSON.stringify({ files: outcomes }, null, 2)}\n`);
  else say(outcomes, output);
  return outcomes.some(({ state }) => state === 'refused') ? REFUSED : DONE;
}

function deskOf(rooms: Pick<RoomsInHand, 'get'>): ImportDesk {
  return new ImportDesk(
    rooms.get(UnitOfWork),
    rooms.get(TakeRegisterFile),
    rooms.get(PreviewRegisterImport),
    rooms.get(CommitRegisterImport),
    rooms.get(RegisterImports),
  );
}

/** @returns the path itself where there is no such file. */
function fileAt(path: string, kind: FileToImport['kind'], extractDate?: string): FileToImport | string {
  try {
    const date = extractDate === undefined ? {} : { extractDate };
    return { kind, fileName: basename(path), bytes: readFileSync(path), ...date };
  } catch {
    return path;
  }
}

function listener({ json, quiet }: ImportRegisterFlags, output: Output): ImportListener {
  return {
    previewed: (seen) => {
      if (!json) output.out(sayPreview(seen));
    },
    progress: (file) => {
      let told = 0;
      return (done, total) => {
        if (quiet || (done - told < 2_500 && done !== total)) return;
        told = done;
        output.err(`${file.fileName}: ${String(done)}${total === null ? '' : `/${String(total)}`}\n`);
      };
    },
  };
}

function say(outcomes: readonly ImportedOutcome[], output: Output): void {
  for (const { file, hash, state, result, failure } of outcomes) {
    if (state === 'committed' && result) {
      const written =
        result.written === 0 ? 'nothing to do' : `${result.written.toLocaleString('en-GB')} written`;
      output.out(`${file}: committed, ${written}\n`);
    }
    if (state === 'refused' && failure) output.err(sayFailure(file, failure));
    if (state === 'previewed') output.err(`${file}: nothing was written. To commit it: --commit ${hash}\n`);
  }
}
