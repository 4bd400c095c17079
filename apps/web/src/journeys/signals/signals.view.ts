import type { OwnSignals, SignalView } from '@app/schools';
import { dotStrip, type DotStrip } from './dot-strip.js';
import { NO_JUDGEMENT, signalSentence, sourceInWords, stateInWords, WHY_NOT } from './signal-words.js';

/** One signal as it is read whole: by its head on a page of its own, by the assigned adviser at the school. */
export interface ShownSignal {
  readonly id: string;
  readonly title: string;
  readonly strip: DotStrip;
  readonly source: string;
  readonly state: string;
  readonly reply: string | null;
  readonly noJudgement: string;
}

export const shownSignal = (signal: SignalView): ShownSignal => ({
  ...{ id: signal.id, title: signal.definition.says, strip: dotStrip(signal, signal.school) },
  ...{ source: sourceInWords(signal), state: stateInWords(signal) },
  ...{ reply: signal.reply, noJudgement: NO_JUDGEMENT },
});

/** The part of "My school": what stands apart, then why nothing is said of the rest. */
export function signalsPart({ signals, whyNot, lookedAt }: OwnSignals): object {
  return {
    lookedAt,
    noJudgement: NO_JUDGEMENT,
    signals: signals.map((signal) => ({
      ...{ href: `/my-school/signals/${signal.id}`, title: signal.definition.says },
      ...{ sentence: signalSentence(signal), source: sourceInWords(signal), state: stateInWords(signal) },
      act: signal.mayReply ? 'See the picture and reply' : 'See the picture and your reply',
    })),
    whyNot: whyNot.map(({ definition, period, because }) => ({
      ...{ measure: definition.says, period, because: WHY_NOT[because] },
    })),
  };
}
