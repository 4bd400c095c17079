import type { CapacityWorth, WhoGains } from '@app/brokerage';
import { countInWords } from '../../layout/words.js';
import { halfTermInWords } from '../needs/need-words.js';
import { listed } from '@app/kernel';
import { nameOf } from './plan.view.js';

export interface CapacityLine {
  readonly school: string;
  readonly more: string;
  readonly brings: string;
}

export interface CapacityPart {
  readonly lines: readonly CapacityLine[];
  /** Why nothing is told; null where it is. */
  readonly because: string | null;
  /** Places and half-days that would bring something, beyond those shown. */
  readonly further: string | null;
}

/** As many as somebody reads: the dearest. */
const MOST = 10;

export function capacityPart(worth: CapacityWorth): CapacityPart {
  if (worth.kind === 'not_told') return { lines: [], because: worth.because, further: null };
  const places = worth.places.map((each) => ({
    ...{ school: each.name, more: 'One more partner', brings: bringsInWords(each) },
  }));
  const halfDays = worth.halfDays.map((each) => ({
    ...{ school: each.name, more: `Half a day more in ${halfTermInWords(each.halfTerm)}` },
    brings: bringsInWords(each),
  }));
  const left = Math.max(0, places.length - MOST) + Math.max(0, halfDays.length - MOST);
  return {
    lines: [...places.slice(0, MOST), ...halfDays.slice(0, MOST)],
    because: null,
    further: left > 0 ? `${countInWords(left, 'other', 'others')} would bring less.` : null,
  };
}

function bringsInWords({ gaining, losing, others }: WhoGains): string {
  const said = [
    gaining.length > 0 ? `a partner for ${listed(gaining.map(nameOf))}` : null,
    losing.length > 0 ? `one fewer for ${listed(losing.map(nameOf))}` : null,
    others > 0 ? `a change for ${countInWords(others, 'need', 'needs')} that you may not see` : null,
  ].filter((each) => each !== null);
  return said.length > 0 ? capital(listed(said)) : 'Better partners, and nobody more is placed';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
