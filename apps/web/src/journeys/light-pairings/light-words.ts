import type { LightView } from '@app/brokerage';
import { halfDaysInWords } from '../../layout/words.js';

/** A day or less, and a project of several schools, stand beside the pairings under their own letters. */
export const pairingHref = (reference: string): string =>
  reference.startsWith('PJ-')
    ? `/pairings/projects/${reference}`
    : reference.startsWith('SL-')
      ? `/pairings/light/${reference}`
      : `/pairings/${reference}`;

const STATE_WORDS: Readonly<Record<LightView['state'], string>> = {
  agreed_in_principle: 'Waits for an answer',
  active: 'Agreed by both',
  closed: 'Done, with thanks',
  not_started: 'Did not begin',
};

export const lightTag = ({ state, outcome }: LightView): string =>
  outcome === 'ended_early' ? 'Called off' : STATE_WORDS[state];

export const lightTitle = ({ supporter, asker }: LightView): string =>
  `${supporter.name} helping ${asker.name}`;

export const lightDays = (halfDays: number): string =>
  halfDays === 0 ? 'A call or a message' : halfDays === 1 ? 'Half a day' : 'A day';

export const bookedInWords = ({ booked }: LightView): string | null =>
  booked === 0 ? null : `${halfDaysInWords(booked)} of those declared`;
