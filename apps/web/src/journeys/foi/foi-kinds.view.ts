import {
  EXEMPTIONS,
  KIND_ANSWERS,
  WITHHELD_KINDS,
  type Disclosure,
  type DisclosureOutcome,
  type Exemption,
  type InformationKind,
  type InformationView,
  type KindAnswer,
} from '@app/assurance';
import type { Actor, Role } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';

interface Prompt {
  readonly text: string;
  /** What to ask oneself about exemptions before it is released. */
  readonly prompt: string;
  /** The list where whoever may read this kind anyway finds it. */
  readonly look?: { readonly href: string; readonly roles: readonly Role[] };
}

export const KINDS: Readonly<Record<InformationKind, Prompt>> = {
  declaration: {
    text: 'Declarations: what schools offer and need',
    prompt:
      'Strengths are read by every head already (section 21). Needs and days were declared in confidence (section 41).',
    look: { href: '/schools', roles: ['officer', 'sysadmin'] },
  },
  need_summary: {
    text: 'Requests for support: that there is one, its theme and dates',
    prompt: 'Would it name a school that asks for help, and so keep schools from asking (section 36)?',
    look: { href: '/needs', roles: ['officer'] },
  },
  pairing: {
    text: 'Pairings, agendas and visits',
    prompt:
      'Would it hinder the work while it goes on (section 36)? Does a record of a visit tell of a person (section 40)?',
    look: { href: '/pairings', roles: ['officer'] },
  },
  decision: {
    text: 'Proposals, match runs and decisions',
    prompt:
      'Would free and frank advice be held back another time (section 36)? Names of who decided are withheld (section 40).',
    look: { href: '/runs', roles: ['officer'] },
  },
  commission: {
    text: 'Help bought from outside',
    prompt: 'Would prices or quotes harm a supplier or the council at the next purchase (section 43)?',
    look: { href: '/commissions', roles: ['officer'] },
  },
  intervention: {
    text: 'Formal support',
    prompt:
      'Is one under way that it would hinder (section 31 or 36)? What was published is there already (section 21).',
    look: { href: '/interventions', roles: ['officer'] },
  },
  finding: {
    text: 'Findings of officers',
    prompt: 'Is a question still open, whose answer would be given less freely (section 36)?',
    look: { href: '/findings', roles: ['officer'] },
  },
  figures: {
    text: 'Figures, evaluations and Board reports',
    prompt:
      'Is it published, or about to be (section 21 or 22)? Does a small number tell of a pupil (section 40)?',
    look: { href: '/board', roles: ['officer'] },
  },
  need_detail: {
    text: 'What a school said it needs, in its own words',
    prompt: 'It was said in confidence (section 41), and is withheld wherever it is held.',
  },
  concern: {
    text: 'Words that a colleague left a head',
    prompt: 'They were said in confidence (section 41), are read by two people alone, and are withheld.',
  },
  coaching_note: {
    text: 'Coaching notes',
    prompt: 'They tell of a person (section 40), were written in confidence (section 41), and are withheld.',
  },
  review_text: {
    text: 'Text of peer reviews',
    prompt: 'It is the reviewed school’s, said in confidence (section 41), and is withheld.',
  },
  staff_name: {
    text: 'Names of staff, governors and trustees',
    prompt: 'They are personal data (section 40), and are withheld.',
  },
};

export const ANSWER_WORDS: Readonly<Record<KindAnswer, string>> = {
  not_held: 'Nothing of this kind is held that was asked for',
  release: 'It is held, and released',
  part: 'It is held, and released in part',
  withhold: 'It is held, and withheld',
};
const EXEMPTION_WORDS: Readonly<Record<Exemption, string>> = {
  section_21: 'Section 21: it can be had otherwise',
  section_22: 'Section 22: it is about to be published',
  section_31: 'Section 31: it would hinder an inspection or the law',
  section_36: 'Section 36: it would hinder public affairs',
  section_40: 'Section 40: it is personal data',
  section_41: 'Section 41: it was given in confidence',
  section_43: 'Section 43: it would harm commercial interests',
};
const OUTCOMES: Readonly<Record<DisclosureOutcome, { text: string; classes: string }>> = {
  released: { text: 'Released', classes: 'govuk-tag--green' },
  in_part: { text: 'Released in part', classes: 'govuk-tag--blue' },
  refused: { text: 'Refused', classes: 'govuk-tag--grey' },
};
const PER_PAGE = 25;

export const shortSection = (by: Exemption): string => by.replace('_', ' ');

export function kindPage(request: InformationView, kind: InformationKind, actor: Actor): object {
  const { text, prompt, look } = KINDS[kind];
  const closed = WITHHELD_KINDS.includes(kind);
  const says = KIND_ANSWERS.filter((say) => !closed || say === 'not_held' || say === 'withhold');
  const mayLook = look?.roles.some((role) => actor.posts.some((post) => post.role === role)) === true;
  return {
    ...{ title: text, prompt, closed, reference: request.reference, version: request.version, kind },
    ...{ asked: request.asked, schools: request.schools, look: mayLook ? look.href : null },
    says: says.map((value) => ({ value, text: ANSWER_WORDS[value] })),
    exemptions: EXEMPTIONS.map((value) => ({ value, text: EXEMPTION_WORDS[value] })),
  };
}

export function wordsPage({ reference, version, asked }: InformationView): object {
  return { title: `Answer to ${reference}`, reference, version, asked };
}

function disclosed(each: Disclosure) {
  return {
    ...{ ...each, tag: OUTCOMES[each.outcome] },
    withheld: each.withheld.map(({ kind, by }) => `${KINDS[kind].text} (${shortSection(by)})`),
  };
}

export function disclosuresPage(log: readonly Disclosure[], page: number): object {
  const pages = Math.max(1, Math.ceil(log.length / PER_PAGE));
  const at = Math.min(page, pages);
  return {
    ...{ title: 'Disclosure log', total: log.length, downloads: downloadsOf('/foi/log', {}) },
    lines: log.slice((at - 1) * PER_PAGE, at * PER_PAGE).map(disclosed),
    pager: pager('/foi/log', {}, at, pages),
  };
}

export function disclosuresList(log: readonly Disclosure[]): SheetToWrite {
  return {
    name: 'Disclosure log',
    headings: ['Reference', 'Came on', 'Answered on', 'Outcome', 'What was asked', 'Answer', 'Withheld'],
    rows: log
      .map(disclosed)
      .map((each) => [
        ...[each.reference, each.receivedOn, each.answeredOn, each.tag.text, each.asked, each.answer],
        each.withheld.join('; '),
      ]),
  };
}
