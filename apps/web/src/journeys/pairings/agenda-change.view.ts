import { sameObjective, type AgendaView, type Objective, type PairingView } from '@app/brokerage';
import { MEASURES } from '@app/schools';
import { dateInWords } from '../../layout/words.js';
import { boxesOf } from './pairing.form.js';
import { SIDE_WORDS } from './pairing-words.js';

interface Line {
  readonly says: string | null;
  readonly text: string;
}
interface Beside {
  readonly what: string;
  readonly old: readonly Line[];
  readonly new: readonly (Line & { readonly differs: boolean })[];
}

/** The change that waits beside what stands, and what became of those before. */
export function agendaParts(pairing: PairingView): object {
  const { agenda, change, can, earlierAgendas } = pairing;
  return {
    changeAgreements: change && agreementsOf(change),
    changeAgreeFor: can.agreeChangeAs && SIDE_WORDS[can.agreeChangeAs],
    beside: agenda && change && besideEachOther(agenda, change),
    earlier: earlierAgendas.map((each) => ({
      ...each,
      objectives: each.objectives.map(objectiveInWords),
      ...inWords(each),
    })),
  };
}

export const agreementsOf = ({ agreed }: AgendaView): object[] =>
  (['supporter', 'school', 'broker'] as const).map((side) => ({ who: SIDE_WORDS[side], at: agreed[side] }));

/** An objective with what is fixed for later figures to be held against, so that all three agree to it. */
export function objectiveInWords(objective: Objective): Objective & {
  readonly countedWords: string | null;
  readonly publishedWords: string | null;
} {
  const { figure, measureId } = objective;
  const of = figure?.of ? ` of ${String(figure.of)}` : '';
  return {
    ...objective,
    countedWords: figure
      ? `${figure.symbol ?? String(figure.value)}${of}, ${figure.period}, ${figure.source}`
      : null,
    publishedWords: measureId ? MEASURES[measureId].says : null,
  };
}

/** The boxes of an agenda as they stand, for a form that changes it. */
export function boxesOfAgenda(agenda: AgendaView): Record<string, string> {
  const { purpose, inclusion, exitRule, confidentiality, cadenceDays, objectives } = agenda;
  return {
    ...{ purpose, inclusion, exitRule, confidentiality, cadence: String(cadenceDays) },
    ...Object.fromEntries(objectives.flatMap((each, at) => boxesOf(each, at + 1))),
  };
}

/** A form that changes what was agreed holds what stands; or the change, for whoever proposed it. */
export function changeValues({ agenda, change }: PairingView): Record<string, string> {
  const shown = change ?? agenda;
  return shown === null ? {} : { ...boxesOfAgenda(shown), reason: change?.reason ?? '' };
}

export function besideEachOther(
  old: AgendaView,
  now: AgendaView,
): { readonly differs: readonly Beside[]; readonly same: readonly string[]; readonly measuredAnew: boolean } {
  const parts = [
    partOf('What this work is for', [plain(old.purpose)], [plain(now.purpose)]),
    ...Array.from({ length: Math.max(old.objectives.length, now.objectives.length) }, (_, at) =>
      partOf(`Objective ${String(at + 1)}`, linesOf(old.objectives[at]), linesOf(now.objectives[at])),
    ),
    partOf('Pupils with SEND', [plain(old.inclusion)], [plain(now.inclusion)]),
    partOf('When the work is over', [plain(old.exitRule)], [plain(now.exitRule)]),
    partOf('What stays between you', [plain(old.confidentiality)], [plain(now.confidentiality)]),
    partOf('Between two contacts', [plain(rhythm(old))], [plain(rhythm(now))]),
  ];
  const same = (part: Beside): boolean =>
    part.old.length === part.new.length && part.new.every(({ differs }) => !differs);
  return {
    differs: parts.filter((part) => !same(part)),
    same: parts.filter(same).map(({ what }) => what),
    measuredAnew: now.objectives.some((each, at) => {
      const before = old.objectives[at];
      return !before || !sameObjective(before, each);
    }),
  };
}

const plain = (text: string): Line => ({ says: null, text });
const rhythm = ({ cadenceDays }: AgendaView): string => `${String(cadenceDays)} working days`;

function partOf(what: string, old: readonly Line[], lines: readonly Line[]): Beside {
  const stood = (line: Line): boolean =>
    old.some(({ says, text }) => says === line.says && text === line.text);
  return { what, old, new: lines.map((line) => ({ ...line, differs: !stood(line) })) };
}

function linesOf(objective: Objective | undefined): Line[] {
  if (!objective) return [];
  const { aim, measure, baseline, target, due, countedWords, publishedWords } = objectiveInWords(objective);
  return [
    plain(aim),
    { says: 'Seen by', text: measure },
    { says: 'Now', text: baseline },
    { says: 'Wanted', text: `${target}, by ${dateInWords(due)}` },
    ...(countedWords === null ? [] : [{ says: 'Counted', text: countedWords }]),
    ...(publishedWords === null ? [] : [{ says: 'By the published measure', text: publishedWords }]),
  ];
}

/** What is over, in a heading and a line or two. */
function inWords({ number, reason, by, draftedAt, inForceFrom, ended }: AgendaView): object {
  const why = reason === null ? [] : [`Why it was to change: ${reason}`];
  const until = ended ? dateInWords(ended.at) : '';
  if (inForceFrom && ended?.how === 'replaced') {
    const held = `in force from ${dateInWords(inForceFrom)} to ${until}`;
    return { heading: `Agenda ${String(number)}, ${held}`, lines: why };
  }
  const proposed = `A change that ${by} proposed on ${dateInWords(draftedAt)}`;
  const who = ended?.by ?? 'somebody';
  const end: Readonly<Record<string, string>> = {
    declined: `declined by ${who} on ${until}`,
    taken_back: `taken back on ${until}`,
    work_over: `ended with the work on ${until}`,
  };
  return {
    heading: `${proposed}, ${end[ended?.how ?? ''] ?? ''}`,
    lines: [...(ended?.words ? [`Why not: ${ended.words}`] : []), ...why],
  };
}
