import { RuleBroken, type SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { IsoDate } from '../csv/read-words.js';
import { diffLinks } from '../links/diff-links.js';
import { parseLinks, type LinksReading } from '../links/parse-links.js';
import { allLinks, writeLinks } from '../links/stored-links.js';
import { diffMeasures } from '../measures/diff-measures.js';
import { parseMeasures, type MeasuresReading } from '../measures/parse-measures.js';
import { storedFigures, writeFigures } from '../measures/stored-figures.js';
import { diffRegister } from '../register/diff-register.js';
import { parseRegister, type ReadOptions, type RegisterReading } from '../register/parse-register.js';
import { ageOf } from '../register/register-age.js';
import { editionInForce, storedSchools, writeSchools } from '../register/stored-schools.js';
import type { ImportPreview } from './import-preview.js';
import type { ImportKind } from './import-row.js';
import { previewOfLinks } from './preview-of-links.js';
import { previewOfMeasures } from './preview-of-measures.js';
import { previewOfRegister } from './preview-of-register.js';

/** A file set beside what is stored: what it would change, and the way to do it. */
export interface Comparison {
  readonly preview: ImportPreview;
  write(tx: Tx, importId: string, onWritten: (rows: number) => void): Promise<void>;
}

/** A file that was read without a fault, of whichever kind. */
export interface ImportedFile {
  /** @throws RuleBroken REGISTER_OLDER where the file was drawn before the register in force. */
  compare(tx: Tx): Promise<Comparison>;
}

export interface FileToRead {
  readonly kind: ImportKind;
  readonly fileName: string;
  /** Where a person said when the file was drawn, theirs is the word. */
  readonly extractDate: IsoDate | null;
  readonly bytes: Uint8Array;
  /** Schools open by the register, for links that do not tell their direction. */
  readonly open: ReadonlySet<SchoolUrn>;
}

/** @throws FileRefused naming line and column of everything that must be mended. */
export async function readImportedFile(
  file: FileToRead,
  options: Pick<ReadOptions, 'onProgress' | 'signal'>,
): Promise<ImportedFile> {
  if (file.kind === 'links') {
    return linksFile(await parseLinks(file.bytes, (urn) => file.open.has(urn), options));
  }
  if (file.kind === 'measures') {
    return measuresFile(await parseMeasures(file.bytes, { ...options, fileName: file.fileName }));
  }
  const reading = await parseRegister(file.bytes, { ...options, fileName: file.fileName });
  return registerFile({ ...reading, extractDate: file.extractDate ?? reading.extractDate });
}

function registerFile(reading: RegisterReading): ImportedFile {
  return {
    async compare(tx) {
      const inForce = await editionInForce(tx);
      const age = ageOf(reading, inForce);
      if (age === 'older') {
        throw new RuleBroken(
          'REGISTER_OLDER',
          `This file was drawn on ${String(reading.extractDate)}, before the register in force (${String(inForce.extractDate)}). An older file would undo what is known since.`,
        );
      }
      const diff = diffRegister(await storedSchools(tx), reading.schools, reading.headings);
      return {
        preview: previewOfRegister(reading, diff, age),
        write: (open, importId, onWritten) => writeSchools(open, diff.toWrite, importId, onWritten),
      };
    },
  };
}

function linksFile(reading: LinksReading): ImportedFile {
  return {
    async compare(tx) {
      const stored = await allLinks(tx);
      const known = new Set(
        (await tx.query<{ urn: SchoolUrn }>('select urn from schools.school')).map(({ urn }) => urn),
      );
      const diff = diffLinks(stored, reading.links);
      const links = {
        replaced: diff.changed.flatMap(({ before }) => before),
        written: [...diff.added, ...diff.changed.flatMap(({ now }) => now)],
      };
      return {
        preview: previewOfLinks(reading, diff, (urn) => known.has(urn), stored.length),
        write: (open, importId, onWritten) => writeLinks(open, links, importId, onWritten),
      };
    },
  };
}

function measuresFile(reading: MeasuresReading): ImportedFile {
  return {
    async compare(tx) {
      const diff = diffMeasures(await storedFigures(tx, reading), reading.figures);
      return {
        preview: previewOfMeasures(reading, diff),
        write: (open, importId, onWritten) =>
          writeFigures(open, [...diff.added, ...diff.changed.map(({ now }) => now)], importId, onWritten),
      };
    },
  };
}
