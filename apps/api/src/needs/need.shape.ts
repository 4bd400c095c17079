import { BadInput, PRIORITIES } from '@app/kernel';
import { APPROACH_KINDS, KEY_STAGES, MODES, type AskedApproach, type NeedToRaise } from '@app/profiles';
import { faultsOf, maybe, number, oneOf, readBody, someOf, text, texts, yesOrNo } from '../door/fields.js';

const APPROACH = { kind: oneOf(APPROACH_KINDS), urns: texts };
/** Read on its own, so that a fault names the field inside. */
const apart = (): null => null;

export function readNeedToRaise(body: unknown): NeedToRaise {
  const asked = readBody<NeedToRaise>(body, {
    urn: text,
    primaryTheme: text,
    secondaryThemes: maybe(texts),
    keyStages: someOf(KEY_STAGES),
    sendThread: text,
    priority: oneOf(PRIORITIES),
    wantedOutcome: text,
    tried: maybe(text),
    halfDaysWanted: number,
    windowFrom: text,
    windowTo: text,
    partnersWanted: maybe(number),
    modes: someOf(MODES),
    travelKm: maybe(number),
    earliestStart: maybe(text),
    wishes: maybe(texts),
    approach: apart,
  });
  readApproach(asked.approach);
  return asked;
}

function readApproach(approach: unknown): void {
  if (approach === undefined || approach === null) return;
  const errors = faultsOf(approach, APPROACH, 'approach');
  if (errors.length > 0) throw new BadInput(errors);
}

export function readAgreement(body: unknown): { readonly approach?: AskedApproach | null } {
  const asked = readBody<{ approach?: AskedApproach | null }>(body, { approach: apart });
  readApproach(asked.approach);
  return asked;
}

export interface AskedTriage {
  readonly priority: string;
  readonly nextDate: string;
  readonly note?: string | null;
  /** What would help is clear: its head is asked to agree the wording next. */
  readonly diagnosed?: boolean;
}

export function readTriage(body: unknown): AskedTriage {
  return readBody<AskedTriage>(body, {
    ...{ priority: oneOf(PRIORITIES), nextDate: text, note: maybe(text), diagnosed: maybe(yesOrNo) },
  });
}

export function readWithdrawal(body: unknown): { readonly reason?: string | null } {
  return readBody<{ reason?: string | null }>(body, { reason: maybe(text) });
}
