import type { ChangeGroup, ImportFailure, ImportPreview, RegisterImportView } from '@app/schools';
import { sayPlace } from '@app/schools';

/** Lines of a group that a terminal shows; `--json` has more. */
const SHOWN = 20;

const WORDS: Readonly<Record<string, string>> = {
  added: 'new',
  opened: 'opened',
  closed: 'closed',
  otherStatus: 'other changes of status',
  renamed: 'renamed',
  movedTrust: 'moved to another trust',
  movedAuthority: 'moved to another authority',
  other: 'other facts changed',
  absent: 'not in this file (they stay)',
  changed: 'told otherwise now',
  loops: 'rings, left out',
  summaryRows: 'summary rows, skipped',
  repeatedRows: 'rows said twice alike',
  undated: 'without a date',
  datesApart: 'with two dates more than a day apart',
  fromOutside: 'that begin outside the register',
  toOutside: 'that end outside the register',
};

const count = (n: number): string => n.toLocaleString('en-GB').padStart(9);

/** What a file would change, by name. */
export function sayPreview(seen: RegisterImportView): string {
  const { preview } = seen;
  if (preview === null) return `${seen.fileName}: ${seen.state}\n`;
  const drawn = preview.extractDate === null ? '' : `, drawn on ${preview.extractDate}`;
  const lines = [
    `${seen.fileName}: ${preview.rows.toLocaleString('en-GB')} rows, ${preview.encoding}${drawn}`,
    `${count(preview.unchanged)}  unchanged`,
    ...preview.groups.flatMap(sayGroup),
    ...preview.leftOut
      .filter((each) => each.count > 0)
      .map((each) => `${count(each.count)}  ${WORDS[each.what] ?? each.what}`),
    ...sayNotes(preview),
    `SHA-256 ${seen.fileHash}`,
  ];
  return `${lines.join('\n')}\n`;
}

function sayGroup({ what, count: size, named }: ChangeGroup): string[] {
  if (size === 0) return [];
  const heading = `${count(size)}  ${WORDS[what] ?? what}`;
  if (what === 'added' && size > SHOWN) return [heading];
  const shown = named.slice(0, SHOWN).map(({ urn, name, was, now }) => {
    const change = [was, now].filter((each) => each !== null).join(' → ');
    return `             ${[urn, name].filter((each) => each !== null).join(' ')}: ${change}`;
  });
  return size > SHOWN ? [heading, ...shown, '             …'] : [heading, ...shown];
}

function sayNotes({ notes, noteCount }: ImportPreview): string[] {
  if (noteCount === 0) return [];
  return [
    `${count(noteCount)}  places read as unknown`,
    ...notes.slice(0, SHOWN).map((note) => `             ${sayPlace(note)}: ${note.message}`),
  ];
}

/** Why nothing was written, with every row that must be mended. */
export function sayFailure(
  fileName: string,
  failure: Pick<ImportFailure, 'message'> & Partial<ImportFailure>,
): string {
  const problems = failure.problems ?? [];
  if (problems.length === 0) return `${fileName}: ${failure.message}\n`;
  const rest = (failure.total ?? 0) - problems.length;
  const lines = problems.map((problem) => {
    const place = sayPlace(problem);
    return `  ${place === '' ? '' : `${place}: `}${problem.message}`;
  });
  return `${[`${fileName} was refused:`, ...lines, ...(rest > 0 ? [`  and ${rest.toLocaleString('en-GB')} more`] : [])].join('\n')}\n`;
}
