import { CLIENT_SCOPES, type ClientScope, type ClientState, type ClientView } from '@app/identity';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';

const SCOPE_WORDS: Readonly<Record<ClientScope, string>> = {
  'schools.read': 'Schools of the register: names, phases, districts, trusts',
  'profile.read': 'In which themes each school is strong, and how deep',
  'capacity.read': 'The days that each school offers, by half-term, and how many are free',
};

const TAGS: Readonly<Record<ClientState | 'expired', { text: string; classes: string }>> = {
  asked: { text: 'Waits for the chair', classes: 'govuk-tag--yellow' },
  approved: { text: 'Approved, no secret yet', classes: 'govuk-tag--light-blue' },
  live: { text: 'Has access', classes: 'govuk-tag--green' },
  expired: { text: 'Expired', classes: 'govuk-tag--grey' },
  refused: { text: 'Refused', classes: 'govuk-tag--grey' },
  revoked: { text: 'Revoked', classes: 'govuk-tag--grey' },
};

const tagOf = ({ state, expired }: ClientView) => TAGS[expired ? 'expired' : state];
const at = (id: string): string => `/programs/${id}`;

export function programsPage(all: readonly ClientView[], mayAsk: boolean): object {
  const lines = all.map((each) => ({ ...each, href: at(each.id), tag: tagOf(each) }));
  return { title: 'Programs with access', lines, mayAsk, downloads: downloadsOf('/programs', {}) };
}

export function programsList(all: readonly ClientView[]): SheetToWrite {
  return {
    name: 'Programs',
    headings: ['Program', 'State', 'May read', 'Asked for by', 'Answered by', 'Ends', 'Last call'],
    rows: all.map((each) => [
      ...[each.label, tagOf(each).text, each.scopes.join(' '), each.askedBy, each.answeredBy ?? ''],
      ...[each.expiresAt, each.usedAt].map((day) => day?.toISOString().slice(0, 10) ?? ''),
    ]),
  };
}

export function newProgramPage(): object {
  const items = CLIENT_SCOPES.map((scope) => ({ value: scope, text: SCOPE_WORDS[scope] }));
  return { title: 'Ask for access for a program', items };
}

/** @param secret shown on this answer and nowhere else. */
export function programPage(shown: ClientView, secret: string | null): object {
  const { id, label, scopes } = shown;
  return {
    ...{ ...shown, title: label, secret, tag: tagOf(shown) },
    reads: scopes.map((scope) => SCOPE_WORDS[scope]),
    actions: { answer: `${at(id)}/answer`, secret: `${at(id)}/secret`, revoke: `${at(id)}/revoke` },
  };
}
