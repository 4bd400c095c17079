import type { ChoiceView, NeedCandidatesView, ProposalView } from '@app/brokerage';
import { dateInWords, pointsInWords } from '../../layout/words.js';
import { isProposalState, PROPOSAL_TAGS } from './candidate-words.js';

export interface Rights {
  readonly propose: boolean;
  readonly ruleOut: boolean;
  readonly defer: boolean;
}

interface Item {
  readonly value: string;
  readonly text: string;
}

/** The question to a broker. Null where there is nothing that they may choose. */
export interface ChoiceQuestion {
  readonly run: string;
  readonly first: (Item & { readonly needsReason: boolean }) | null;
  readonly others: readonly Item[];
  readonly ruleOut: readonly Item[];
  readonly later: boolean;
}

export function choiceQuestion(seen: NeedCandidatesView, may: Rights): ChoiceQuestion | null {
  const { run, candidates, choices } = seen;
  const open = may.propose ? candidates.filter(({ mayNotPropose }) => mayNotPropose === null) : [];
  const [first, ...others] = open;
  const gone = new Set(choices.filter(({ kind }) => kind === 'veto').map(({ urn }) => urn));
  const ruleOut = may.ruleOut ? candidates.filter(({ urn }) => !gone.has(urn)) : [];
  if (!run || (!first && ruleOut.length === 0 && !may.defer)) return null;
  const item = (value: string, { name, points }: { name: string; points: number }): Item => ({
    ...{ value, text: `${name}, ${pointsInWords(points)} of 100` },
  });
  return {
    run: run.id,
    first: first ? { value: first.offer, text: first.name, needsReason: first.place !== 1 } : null,
    others: others.map((each) => item(each.offer, each)),
    ruleOut: ruleOut.map((each) => item(each.urn, each)),
    later: may.defer,
  };
}

export interface PastChoice {
  readonly did: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
}

export function pastChoices(choices: readonly ChoiceView[]): PastChoice[] {
  return choices.map(({ kind, name, until, by, at, reason }) => {
    const did = {
      propose: `Proposed ${name ?? ''}`,
      veto: `Ruled out ${name ?? ''}`,
      defer: `Left until ${dateInWords(until)}`,
    };
    return { did: did[kind], by, at, reason };
  });
}

export interface ProposalLine {
  readonly reference: string;
  readonly name: string;
  readonly tag: string;
  readonly points: string;
  readonly place: number;
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
}

export function proposalLines(proposals: readonly ProposalView[]): ProposalLine[] {
  return proposals.map(({ reference, name, state, points, place, madeBy, madeAt, reason }) => ({
    ...{ reference, name, place, by: madeBy, at: madeAt, reason },
    tag: isProposalState(state) ? PROPOSAL_TAGS[state] : state,
    points: `${pointsInWords(points)} of 100`,
  }));
}

/** What was just done, from what is stored: an address alone can claim nothing. */
export function doneInWords(done: string | undefined, seen: NeedCandidatesView): string | null {
  const last = (kind: ChoiceView['kind']): ChoiceView | undefined =>
    seen.choices.find((each) => each.kind === kind);
  if (done === 'asked' && seen.proposals[0]) {
    const { name, reference } = seen.proposals[0];
    return `${name} is asked: ${reference}. It does not know who asks.`;
  }
  if (done === 'proposed' && seen.proposals[0]) {
    const { name, reference } = seen.proposals[0];
    return `${name} is proposed: ${reference}. Nobody has been told yet.`;
  }
  if (done === 'ruled-out') {
    const veto = last('veto');
    return veto ? `${veto.name ?? 'The school'} is ruled out for this need.` : null;
  }
  const later = done === 'later' ? last('defer') : undefined;
  return later ? `This need is looked at again on ${dateInWords(later.until)}.` : null;
}
