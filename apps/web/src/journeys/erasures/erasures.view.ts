import type { Actor } from '@app/kernel';
import type { ErasureView } from '@app/records';

const STATES: Readonly<Record<ErasureView['state'], string>> = {
  asked: 'Waits for an answer',
  agreed: 'Agreed, and not finished: press again',
  refused: 'Not erased',
  done: 'Erased',
};

export function erasuresPage(erasures: readonly ErasureView[], actor: Actor): object {
  const officer = actor.posts.some(({ role, flags }) => role === 'officer' && flags.includes('dpo'));
  const waits = ({ state }: ErasureView): boolean => state === 'asked' || state === 'agreed';
  const lines = (rows: ErasureView['goes']): string =>
    rows.map(({ table, rows: n }) => `${String(n)} ${named(table)}`).join(', ') || 'nothing';
  return {
    title: 'Erase somebody',
    waiting: erasures.filter(waits).map((each) => ({
      ...each,
      ...{ goes: lines(each.goes), named: lines(each.named), state: STATES[each.state] },
      mine: officer && ![each.personId, each.askedById].includes(actor.id),
    })),
    answered: erasures
      .filter((each) => !waits(each))
      .map(({ name, askedBy, askedAt, state }) => ({ name, askedBy, askedAt, state: STATES[state] })),
  };
}

/** As people say it: `brokerage.coaching_note` is coaching note. */
function named(table: string): string {
  return table === 'audit.detail'
    ? 'details of the log'
    : (table.split('.')[1] ?? table).replaceAll('_', ' ');
}
