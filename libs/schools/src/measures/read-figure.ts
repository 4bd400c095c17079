import { trimmed } from '../csv/header.js';
import { readMeasured, type Measured } from '../csv/measured.js';
import type { Reading } from '../csv/read-words.js';
import type { Form } from './publications.js';

/** Tells one cell of a column; kept for the whole file, since one file writes percentages in one way. */
export class FigureReader {
  private seen: 'sign' | 'fraction' | null = null;

  /** @param from, to in the unit of the measure. */
  read(cell: string, form: Form, from: number, to: number): Reading<Measured> {
    const text = trimmed(cell);
    const hasSign = /^\d+(\.\d+)?%$/.test(text);
    const isNumber = /^-?\d+(\.\d+)?$/.test(text);
    if (form === 'plain' || !(hasSign || isNumber)) return readMeasured(cell, from, to);
    if (form === 'percent_sign' && !hasSign) return { problem: `“${text}” has no percent sign.` };
    // 0 is the same in both ways of writing, and some editions write it bare
    if (Number(text.replace('%', '')) === 0) return { value: { number: 0, symbol: null } };
    const way = hasSign ? 'sign' : 'fraction';
    this.seen ??= way;
    if (form === 'percent_sign_or_fraction' && this.seen !== way) {
      return {
        problem: `“${text}” is written otherwise than the rows above: a file has percent signs or fractions.`,
      };
    }
    if (hasSign) return readMeasured(text.slice(0, -1), from, to);
    const read = readMeasured(text, from / 100, to / 100);
    if ('problem' in read || read.value.number === null) return read;
    return { value: { number: Number((read.value.number * 100).toFixed(6)), symbol: null } };
  }
}
