import type {
  EvaluationView,
  ImpactView,
  ListedEvaluation,
  SideWords,
  SignOffCase,
  SignOffLine,
  SignOffView,
} from '@app/impact';

/** What one objective changed beside similar schools. One pairing alone has no verdict. */
export type EvaluationAnswer = Omit<EvaluationView, 'version'> & { readonly pairing: string };

export function evaluationAnswer(
  impact: Pick<ImpactView, 'reference'>,
  shown: EvaluationView,
): EvaluationAnswer {
  const { id, objective, outcome, measure, measureId, betterWhen, unit, baselineWords, baseline } = shown;
  const {
    baselinePeriod,
    baselineSource,
    target,
    window,
    comparison,
    lockedAt,
    agenda,
    replaced,
    state,
    later,
    says,
  } = shown;
  return {
    ...{ pairing: impact.reference, id, objective, outcome, measure, measureId, betterWhen, unit },
    ...{ baselineWords, baseline, baselinePeriod, baselineSource, target, window, comparison, lockedAt },
    ...{ agenda, replaced, state, later, says },
  };
}

/** The same among those of all pairings, with the theme of what was asked for. */
export type EvaluationAmongAll = EvaluationAnswer & { readonly theme: string };

export function evaluationAmongAll({ pairing, theme, evaluation }: ListedEvaluation): EvaluationAmongAll {
  return { ...evaluationAnswer({ reference: pairing }, evaluation), theme };
}

export interface WaitingSignOff {
  readonly pairing: string;
  readonly asker: string;
  readonly supporter: string;
  readonly since: Date;
  /** Who signed it off and waits for a second person. */
  readonly first: string | null;
}

export function waitingSignOff({ reference, asker, supporter, since, first }: SignOffLine): WaitingSignOff {
  return { pairing: reference, asker, supporter, since, first };
}

/** What is read before it is signed off: both heads' words, then the figures. */
export interface SignOffToRead {
  readonly pairing: string;
  readonly asker: ImpactView['asker'];
  readonly supporter: ImpactView['supporter'];
  readonly closedAt: Date | null;
  readonly said: readonly SideWords[];
  readonly evaluations: readonly EvaluationAnswer[];
  readonly process: ImpactView['process'];
  /** The reader's word takes effect only with another's. */
  readonly needsSecond: boolean;
  readonly first: SignOffView | null;
}

export function signOffToRead({ impact, needsSecond, first }: SignOffCase): SignOffToRead {
  const { reference: pairing, asker, supporter, closedAt, process, evaluations } = impact;
  const said = impact.said.map(({ side, school, words, at, version }) => ({
    ...{ side, school, words, at, version },
  }));
  return {
    ...{ pairing, asker, supporter, closedAt, said, process, needsSecond, first },
    evaluations: evaluations.map((each) => evaluationAnswer(impact, each)),
  };
}
