import type { CaseToGive, CaseToMove } from '@app/brokerage';

const WHY: Readonly<Record<CaseToMove['why'], string>> = {
  interest: 'has an interest in a school of it',
  gone: 'is in no post that looks after needs any more',
};

/** A need and a pairing each have the page on which they change hands; a proposal goes with its need. */
export function reassignHref(reference: string): string {
  return reference.startsWith('SP-') ? `/pairings/${reference}/reassign` : `/needs/${reference}/reassign`;
}

export function listPage(cases: readonly CaseToMove[]): object {
  return {
    title: 'Give a need or a pairing to somebody else',
    cases: cases.map(({ reference, holder, why }) => ({
      ...{ reference, href: reassignHref(reference), words: `${holder} ${WHY[why]}.` },
    })),
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
