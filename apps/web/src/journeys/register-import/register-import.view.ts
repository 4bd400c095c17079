import {
  sayPlace,
  type ChangeGroup,
  type FileProblem,
  type RegisterImportView,
  type SheetToWrite,
} from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import {
  CONFIRMATION_WORDS,
  GROUP_WORDS,
  isAtWork,
  isCommitting,
  KIND_WORDS,
  LEFT_OUT_WORDS,
  stateInWords,
  tickOf,
} from './import-words.js';

export interface Reader {
  readonly mayImport: boolean;
  /** An area administrator without the installation's own right may ask for it. */
  readonly mayAsk: boolean;
  /** The question was just put. */
  readonly asked: boolean;
}

export function importsView(imports: readonly RegisterImportView[], reader: Reader): object {
  return {
    title: 'Register imports',
    downloads: downloadsOf('/admin/imports', {}),
    ...reader,
    lines: imports.map((each) => ({
      href: `/admin/imports/${each.id}`,
      name: each.fileName,
      kind: KIND_WORDS[each.kind],
      state: stateInWords(each),
      askedAt: each.askedAt,
    })),
  };
}

export function importsList(imports: readonly RegisterImportView[]): SheetToWrite {
  return {
    name: 'Register imports',
    headings: ['File', 'What it is', 'State', 'When'],
    rows: imports.map((each) => [
      ...[each.fileName, KIND_WORDS[each.kind], stateInWords(each), each.askedAt.toISOString()],
    ]),
  };
}

export function importPage(view: RegisterImportView): object {
  const { preview, failure, result } = view;
  const here = `/admin/imports/${view.id}`;
  return {
    title: `Import of ${view.fileName}`,
    back: { href: '/admin/imports', text: 'Back to register imports' },
    here,
    fileName: view.fileName,
    kind: KIND_WORDS[view.kind],
    state: stateInWords(view),
    askedAt: view.askedAt,
    committedAt: view.committedAt,
    extractDate: view.extractDate,
    fileHash: view.fileHash,
    tick: isAtWork(view) ? tickOf(view) : null,
    mayCancel: isAtWork(view) && !view.cancelAsked,
    mayCommit: view.state === 'previewed' && !isCommitting(view) && view.isFresh,
    stale: view.state === 'previewed' && !view.isFresh,
    mayDiscard: !isCommitting(view) && ['reading', 'previewed', 'failed'].includes(view.state),
    preview:
      preview === null
        ? null
        : {
            ...preview,
            groups: preview.groups.filter(({ count }) => count > 0).map(groupOf),
            leftOut: preview.leftOut
              .filter(({ count }) => count > 0)
              .map(({ what, count }) => ({ what: LEFT_OUT_WORDS[what] ?? what, count })),
            notes: preview.notes.map(problemLine),
            needs: preview.needs.map((value) => ({ value, text: CONFIRMATION_WORDS[value] })),
          },
    failure:
      failure === null
        ? null
        : {
            // The message is the first of the problems, which are all listed.
            message: failure.problems.length > 0 ? null : failure.message,
            problems: failure.problems.map(problemLine),
            more: failure.total - failure.problems.length,
          },
    written: result?.written ?? null,
  };
}

function groupOf({ what, count, named }: ChangeGroup): object {
  const lines = named.map(({ urn, name, was, now }) => ({
    urn,
    name: name ?? urn,
    said: [was, now].filter((each) => each !== null && each !== '').join(' → '),
  }));
  return { what: GROUP_WORDS[what] ?? what, count, lines, more: count - lines.length };
}

function problemLine(problem: FileProblem): object {
  return { place: sayPlace(problem) || 'The whole file', message: problem.message };
}
