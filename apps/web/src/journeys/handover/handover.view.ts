import type { Caseload } from '@app/brokerage';
import type { FormValues } from '../../layout/answers.js';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { dateInWords } from '../../layout/words.js';

/** Everything that is theirs with its next date, ticked at first; and who could have it next. */
export function handoverPage({ lines, successors, ...dates }: Caseload, values: FormValues): object {
  const ticked = values['cases'];
  return {
    title: 'Caseload and handover',
    downloads: downloadsOf('/caseload/handover', {}),
    ...dates,
    alive: lines.length,
    lines: lines.map(({ reference, version, nextDate, alongside }) => ({
      value: `${reference}:${String(version)}`,
      text: [reference, ...alongside].join(', '),
      hint: { text: nextDate === null ? 'No next date' : `Next date ${dateInWords(nextDate)}` },
      checked: ticked === undefined || ticked.includes(`${reference}:${String(version)}`),
    })),
    successors: successors.map(({ id, name }) => ({ value: id, text: name })),
    chosen: values['to'],
    links: lines.map(({ reference }) => ({
      reference,
      href: pageOf(reference),
    })),
  };
}

export function caseloadList({ lines }: Caseload): SheetToWrite {
  return {
    name: 'Caseload',
    headings: ['Reference', 'Goes with it', 'Next date'],
    rows: lines.map(({ reference, alongside, nextDate }) => [
      reference,
      alongside.join('; '),
      nextDate ?? '',
    ]),
  };
}

function pageOf(reference: string): string {
  if (reference.startsWith('PJ-')) return `/pairings/projects/${reference}`;
  return reference.startsWith('SP-') ? `/pairings/${reference}` : `/needs/${reference}`;
}
