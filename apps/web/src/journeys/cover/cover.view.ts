import type { CoverView } from '@app/identity';
import type { FormValues } from '../../layout/answers.js';
import { NOBODY } from './cover.form.js';

/** The other brokers by name, and the choice of none. */
export function coverPage({ version, cover, choices, covers }: CoverView, values: FormValues): object {
  return {
    title: 'Who covers for you',
    version,
    named: choices.find(({ id }) => id === cover)?.name ?? null,
    gone: cover !== null && !choices.some(({ id }) => id === cover),
    covers,
    chosen: values['cover'] ?? cover ?? NOBODY,
    choices: [
      ...choices.map(({ id, name }) => ({ value: id, text: name })),
      { value: NOBODY, text: 'Nobody by name: the broker whose day comes next' },
    ],
  };
}
