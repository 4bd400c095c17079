import type { DeclaredNeed, DeclarationState } from '@app/profiles';

export const DECLARATION_TAGS: Readonly<Record<DeclarationState, string>> = {
  draft: 'Not sent yet',
  submitted: 'Waits to be looked at',
  queried: 'Asked about',
  confirmed: 'Confirmed',
  stale: 'Of a year that is over',
  superseded: 'A later one was sent',
};

export const URGENCY_WORDS: Readonly<Record<DeclaredNeed['urgency'], string>> = {
  watch: 'Keeping an eye on it',
  this_year: 'This year',
  now: 'Now',
};
