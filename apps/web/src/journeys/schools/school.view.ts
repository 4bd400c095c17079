import type { SchoolUrn } from '@app/kernel';
import type { OfferedTheme, OfferView, StrengthsView } from '@app/profiles';
import type { HistoryStep, SchoolView, SignalView, Themes } from '@app/schools';
import { dateInWords } from '../../layout/words.js';
import { DEPTH_WORDS, EVIDENCE_WORDS } from '../declare/declare-words.js';
import { shownSignal } from '../signals/signals.view.js';

export interface SchoolRead {
  readonly school: SchoolView;
  readonly readsStrengths: boolean;
  /** Null where nothing was sent, or for who may not read it. */
  readonly strengths: StrengthsView | null;
  /** Null for who may not read the terms: other heads, the board. */
  readonly offers: readonly OfferView[] | null;
  readonly themes: Themes | null;
  /** What its head left unanswered, for the adviser who has the school in hand; for everybody else empty. */
  readonly signals: readonly SignalView[];
  /** The reader looks after the school, and may say whether what it declared holds. */
  readonly checksWord: boolean;
  /** The reader may leave its head a word. */
  readonly leavesWord: boolean;
}

interface Fact {
  readonly name: string;
  readonly value: string;
}

const STATUS_WORDS: Readonly<Record<SchoolView['published']['status'], string>> = {
  open: 'Open',
  closed: 'Closed',
  proposed_to_open: 'Proposed to open',
  proposed_to_close: 'Open, but proposed to close',
};

const SETTING_WORDS: Readonly<Record<SchoolView['published']['setting'], string>> = {
  mainstream: 'Mainstream',
  special: 'Special',
  alternative_provision: 'Alternative provision',
};

const KIND_WORDS: Readonly<Record<HistoryStep['kind'], string>> = {
  successor: 'successor',
  merger: 'merger',
  split: 'split',
  other: 'other link',
};

const OFFER_WORDS: Readonly<Record<OfferView['state'], string>> = {
  draft: 'Not sent yet',
  live: 'Open to requests',
  paused: 'Not this term',
  withdrawn: 'Withdrawn',
  expired: 'Ended',
};

const UNKNOWN = 'Not known';

export function schoolPage(read: SchoolRead): object {
  const { school, readsStrengths, strengths, offers, themes, signals, leavesWord, checksWord } = read;
  const { published, local, earlier, later } = school;
  return {
    title: published.name,
    back: { href: '/schools', text: 'Back to schools' },
    name: published.name,
    urn: published.urn,
    status: STATUS_WORDS[published.status],
    closed: published.status === 'closed',
    successors: successorsOf(school),
    facts: factsOf(school),
    website: published.website,
    source: sourceOf(school),
    local: local === null ? null : localFacts(local),
    earlier: earlier.map(stepLine),
    later: later.map(stepLine),
    trustHref: local?.mayRecordTrust ? `/schools/${published.urn}/trust` : null,
    wordHref: leavesWord ? `/concerns/new?school=${published.urn}` : null,
    declaredHref: checksWord ? `/schools/${published.urn}/declaration` : null,
    readsStrengths,
    signals: signals.map(shownSignal),
    available: strengths?.available ?? null,
    strengths: (strengths?.strengths ?? []).map((each) => strengthLine(each, themes)),
    offers: (offers ?? []).map((offer) => ({
      state: OFFER_WORDS[offer.state],
      themes: offer.themes.map(({ theme }) => themes?.nameOf(theme) ?? theme).join(', '),
      people: offer.people ?? 'Not said',
      conditions: offer.conditions ?? 'None',
    })),
  };
}

function factsOf({ published }: SchoolView): Fact[] {
  const { lowAge, highAge, capacity, roll, trustName, trustKnown, postcode, town } = published;
  return [
    { name: 'Type', value: published.typeName ?? UNKNOWN },
    { name: 'Phase', value: published.phase ?? UNKNOWN },
    { name: 'Setting', value: SETTING_WORDS[published.setting] },
    {
      name: 'Ages',
      value: lowAge === null || highAge === null ? UNKNOWN : `${String(lowAge)} to ${String(highAge)}`,
    },
    { name: 'Trust', value: trustName ?? (trustKnown ? 'None' : UNKNOWN) },
    { name: 'Federation', value: published.federationName ?? 'None on record' },
    { name: 'District', value: published.districtName ?? UNKNOWN },
    {
      name: 'Town and postcode',
      value: [town, postcode].filter((each) => each !== null).join(', ') || UNKNOWN,
    },
    { name: 'Pupils', value: roll === null ? UNKNOWN : String(roll) },
    { name: 'Places', value: capacity === null ? UNKNOWN : String(capacity) },
    { name: 'Opened', value: dateInWords(published.openedOn) || UNKNOWN },
    ...(published.status === 'closed'
      ? [{ name: 'Closed', value: dateInWords(published.closedOn) || UNKNOWN }]
      : []),
  ];
}

/** The file and its day stand under every fact that was published. */
function sourceOf({ source }: SchoolView): string {
  const drawn = source.extractDate === null ? '' : ` of ${dateInWords(source.extractDate)}`;
  const read = source.importedAt === null ? '' : `, imported ${dateInWords(source.importedAt)}`;
  return `From the national register${drawn} (${source.fileName})${read}.`;
}

function localFacts({ district, trustName, trustCode }: NonNullable<SchoolView['local']>): Fact[] {
  const trust = trustCode === null ? trustName : `${trustName ?? UNKNOWN} (${trustCode})`;
  return [
    ...(district === null ? [] : [{ name: 'District', value: district }]),
    ...(trust === null ? [] : [{ name: 'Trust', value: trust }]),
  ];
}

function successorsOf({ published, current, later }: SchoolView): object[] {
  if (published.status !== 'closed') return [];
  const names = new Map(later.map(({ urn, name }) => [urn, name]));
  return current.filter((urn) => urn !== published.urn).map((urn) => linkTo(urn, names.get(urn) ?? null));
}

function linkTo(urn: SchoolUrn, name: string | null): object {
  return { href: `/schools/${urn}`, name: name ?? `School ${urn}` };
}

/** No link to a number that the register does not hold. */
function stepLine({ urn, name, kind, on }: HistoryStep): object {
  const when = on === null ? 'date not known' : dateInWords(on);
  return {
    href: name === null ? null : `/schools/${urn}`,
    name: name ?? `School ${urn}`,
    said: `${KIND_WORDS[kind]}, ${when}`,
  };
}

function strengthLine(
  { theme, depth, evidence, howWeKnow, on }: OfferedTheme,
  themes: Themes | null,
): object {
  return {
    theme: themes?.nameOf(theme) ?? theme,
    depth: DEPTH_WORDS[depth],
    evidence: EVIDENCE_WORDS[evidence],
    howWeKnow,
    on,
  };
}
