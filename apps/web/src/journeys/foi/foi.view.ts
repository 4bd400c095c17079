import type { InformationLine, InformationState, InformationView } from '@app/assurance';
import type { SchoolUrn } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { ANSWER_WORDS, KINDS, shortSection } from './foi-kinds.view.js';

export const STATE_WORDS: Readonly<Record<InformationState, string>> = {
  received: 'Being prepared',
  heads_told: 'Heads told',
  released: 'Released',
  refused: 'Refused',
};
const TAGS: Readonly<Record<InformationState, string>> = {
  received: 'govuk-tag--yellow',
  heads_told: 'govuk-tag--blue',
  released: 'govuk-tag--green',
  refused: 'govuk-tag--grey',
};
const PER_PAGE = 25;
/** Of a long question, what a list shows. */
const MOST_SHOWN = 160;

export function shown(line: InformationLine) {
  return {
    ...line,
    tag: { text: STATE_WORDS[line.state], classes: TAGS[line.state] },
    short: line.asked.length > MOST_SHOWN ? `${line.asked.slice(0, MOST_SHOWN).trimEnd()}…` : line.asked,
  };
}

export function foiPage(
  lines: readonly InformationLine[],
  filter: { readonly over?: 'yes' },
  page: number,
  mayRegister: boolean,
): object {
  const pages = Math.max(1, Math.ceil(lines.length / PER_PAGE));
  const at = Math.min(page, pages);
  return {
    ...{ title: 'Information requests', total: lines.length, over: filter.over === 'yes', mayRegister },
    lines: lines.slice((at - 1) * PER_PAGE, at * PER_PAGE).map(shown),
    downloads: downloadsOf('/foi', filter),
    pager: pager('/foi', filter, at, pages),
  };
}

export function foiList(lines: readonly InformationLine[]): SheetToWrite {
  return {
    name: 'Information requests',
    headings: ['Reference', 'State', 'What was asked', 'Came on', 'Answer by', 'Late', 'Schools'],
    rows: lines
      .map(shown)
      .map((line) => [
        ...[line.reference, line.tag.text, line.asked, line.receivedOn, line.dueOn, line.late ? 'yes' : 'no'],
        line.schools.map(({ urn, name }) => `${name} (${urn})`).join(', '),
      ]),
  };
}

export function requestPage(request: InformationView, schools: ReadonlyMap<SchoolUrn, string>): object {
  const touched = new Set(request.schools.map(({ urn }) => urn));
  const others = [...schools]
    .filter(([urn]) => !touched.has(urn))
    .sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'));
  return {
    ...{ ...request, ...shown(request), title: `Information request ${request.reference}` },
    unanswered: request.kinds.filter(({ say }) => say === null).length,
    kinds: request.kinds.map((each) => ({
      ...{ ...each, text: KINDS[each.kind].text, href: `/foi/${request.reference}/kinds/${each.kind}` },
      said: each.say === null ? null : ANSWER_WORDS[each.say],
      section: each.exemption === null ? null : shortSection(each.exemption),
    })),
    others: [
      { value: '', text: 'Choose a school' },
      ...others.map(([value, text]) => ({ value, text: `${text} (${value})` })),
    ],
  };
}
