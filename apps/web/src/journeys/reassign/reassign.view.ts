import type { BrokerAskedFor, CaseToGive, CaseToMove, PostAndCases } from '@app/brokerage';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { dateInWords } from '../../layout/words.js';

const WHY: Readonly<Record<CaseToMove['why'], string>> = {
  interest: 'has an interest in a school of it',
  gone: 'is in no post that looks after needs any more',
};

/** A need, and a pairing or a project, have the page on which they change hands; a proposal goes with its need. */
export function reassignHref(reference: string): string {
  return /^(SP|PJ)-/.test(reference) ? `/pairings/${reference}/reassign` : `/needs/${reference}/reassign`;
}

/** @param posts null for who ends none. */
export function listPage(
  cases: readonly CaseToMove[],
  posts: readonly PostAndCases[] | null,
  askedFor: readonly BrokerAskedFor[],
): object {
  return {
    title: 'Give a need, a pairing or a project to somebody else',
    downloads: downloadsOf('/reassign', {}),
    posts: posts?.map(postLine) ?? null,
    askedFor: askedFor.map(({ reference, at }) => ({ reference, at, href: reassignHref(reference) })),
    postItems:
      posts?.map(({ id, version, name }) => ({ value: `${id}:${String(version)}`, text: name })) ?? [],
    cases: cases.map(({ reference, holder, why }) => ({
      ...{ reference, href: reassignHref(reference), words: `${holder} ${WHY[why]}.` },
    })),
  };
}

export function casesList(cases: readonly CaseToMove[]): SheetToWrite {
  return {
    name: 'Needs somebody else',
    headings: ['Reference', 'With', 'Why'],
    rows: cases.map(({ reference, holder, why }) => [reference, holder, WHY[why]]),
  };
}

export function reassignPage(found: CaseToGive, chosen: unknown): object {
  return {
    title: `Give ${found.reference} to somebody else`,
    ...found,
    action: reassignHref(found.reference),
    chosen,
    choices: found.free.map(({ id, name }) => ({ value: id, text: name })),
  };
}

function postLine({ name, to, alive, handOverBy, late }: PostAndCases): object {
  return {
    ...{ name, alive, late },
    ends: to === null ? 'No end is set' : dateInWords(to),
    handOverBy: handOverBy === null ? '' : dateInWords(handOverBy),
  };
}
