import type { Change, RegisterDiff } from '../register/diff-register.js';
import type { RegisterReading } from '../register/parse-register.js';
import type { RegisterAge } from '../register/register-age.js';
import type { RegisterSchool } from '../register/register-school.js';
import {
  group,
  NAMED_MOST,
  type Confirmation,
  type ImportPreview,
  type NamedChange,
} from './import-preview.js';

/** The preview of a register file: counts, and who is meant. */
export function previewOfRegister(
  reading: RegisterReading,
  diff: RegisterDiff,
  age: RegisterAge,
): ImportPreview {
  return {
    rows: reading.rows,
    encoding: reading.encoding,
    extractDate: reading.extractDate,
    latestOpening: reading.latestOpening,
    writes: diff.toWrite.length,
    unchanged: diff.unchanged,
    before: diff.rows.before,
    groups: [
      group(
        'added',
        diff.added.map((school) => ofSchool(school, null, school.status)),
      ),
      group('opened', diff.opened.map(ofChange)),
      group('closed', diff.closed.map(ofChange)),
      group('otherStatus', diff.otherStatus.map(ofChange)),
      group('renamed', diff.renamed.map(ofChange)),
      group('movedTrust', diff.movedTrust.map(ofChange)),
      group('movedAuthority', diff.movedAuthority.map(ofChange)),
      group(
        'other',
        diff.other.map(({ urn, name, fields }) => ({ urn, name, was: null, now: fields.join(', ') })),
      ),
      group(
        'absent',
        diff.absent.map((school) => ofSchool(school, school.status, null)),
      ),
    ],
    leftOut: [
      { what: 'summaryRows', count: reading.summaryRows },
      { what: 'repeatedRows', count: reading.repeatedRows },
    ],
    notes: reading.notes.slice(0, NAMED_MOST),
    noteCount: reading.notes.length,
    needs: [
      ...(diff.rows.needsConfirmation ? (['fall'] as const) : []),
      ...(age === 'may_be_older' ? (['may_be_older'] as const) : []),
    ] satisfies Confirmation[],
  };
}

const ofChange = ({ urn, name, was, now }: Change): NamedChange => ({ urn, name, was, now });

function ofSchool(school: RegisterSchool, was: string | null, now: string | null): NamedChange {
  return { urn: school.urn, name: school.name, was, now };
}
