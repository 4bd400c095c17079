import type { CommissionTotals } from '@app/brokerage';
import type { SheetToWrite } from '@app/schools';
import { dateInWords, poundsInWords } from '../../layout/words.js';

const WIDTH = 100;

/** One line a term, with a bar for what was awarded in it; the number stands beside it. */
export function totalsPage(totals: readonly CommissionTotals[]): object {
  const most = Math.max(1, ...totals.map(({ pence }) => pence ?? 0));
  return {
    title: 'Help from outside',
    terms: totals.map(({ year, term, to, count, pence }) => ({
      ...{ name: `${capital(term)} term ${year}`, to: dateInWords(to), count },
      awarded: pence === null ? null : poundsInWords(pence),
      width: Math.round(((pence ?? 0) / most) * WIDTH),
    })),
  };
}

export function totalsList(totals: readonly CommissionTotals[]): SheetToWrite {
  return {
    name: 'Help from outside',
    headings: ['Academic year', 'Term', 'Commissions', 'Awarded pounds'],
    rows: totals.map(({ year, term, count, pence }) => [
      ...[year, term, count === null ? 'too few schools' : String(count)],
      pence === null ? 'too few schools' : (pence / 100).toFixed(2),
    ]),
  };
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
