import type { LightView, PairingLine, ProjectLine, RunSummary } from '@app/brokerage';
import { localDateOf, type Actor } from '@app/kernel';
import type { NeedSummary } from '@app/profiles';
import type { SheetToWrite } from '@app/schools';
import { lightTag } from '../light-pairings/light-words.js';
import { SOON_WORDS, STATE_TAGS } from '../needs/need-words.js';
import { readsAsHead, schoolName, type NeedWorld } from '../needs/need.view.js';
import { PAIRING_TAGS } from '../pairings/pairing-words.js';
import { PROJECT_TAGS } from '../projects/project-words.js';
import { KIND_WORDS, RUN_TAGS, scoredInWords } from '../runs/run-words.js';

/** Dates as ISO text: a spreadsheet sorts them, and shows the same day everywhere. */
export function needsList(needs: readonly NeedSummary[], world: NeedWorld, actor: Actor): SheetToWrite {
  return {
    name: readsAsHead(actor) ? 'Requests' : 'Needs',
    headings: ['Reference', 'URN', 'School', 'Theme', 'How soon', 'State', 'Next date', 'With', 'Since'],
    rows: needs.map((need) => [
      need.reference,
      need.urn,
      schoolName(need.urn, world),
      world.themes.nameOf(need.primaryTheme),
      SOON_WORDS[need.priority],
      STATE_TAGS[need.state],
      need.nextDate ?? '',
      need.owner?.name ?? '',
      localDateOf(need.raisedAt),
    ]),
  };
}

export function pairingsList(
  lines: readonly PairingLine[],
  light: readonly LightView[],
  projects: readonly ProjectLine[],
  world: NeedWorld,
): SheetToWrite {
  const rows = lines.map((line) => [
    ...[line.reference, line.supporter.urn, line.supporter.name, line.asker.urn, line.asker.name],
    ...[world.themes.nameOf(line.theme), PAIRING_TAGS[line.state], line.nextDate ?? '', line.gardener],
  ]);
  // A day or less has a purpose in the heads' own words and no theme.
  const short = light.map((each) => [
    ...[each.reference, each.supporter.urn, each.supporter.name, each.asker.urn, each.asker.name],
    ...['A day or less', lightTag(each), each.onDay, each.gardener],
  ]);
  // Several schools on a side stand in one cell; a school that was asked and has not said yes is none of them.
  const together = projects.map((each) => {
    const inIt = each.schools.filter(({ state }) => state === 'taking_part');
    const of = (part: 'supporter' | 'supported', what: 'urn' | 'name'): string =>
      inIt
        .filter((school) => school.part === part || school.part === 'both')
        .map((school) => school[what])
        .join('; ');
    return [
      ...[each.reference, of('supporter', 'urn'), of('supporter', 'name')],
      ...[of('supported', 'urn'), of('supported', 'name'), `Project: ${world.themes.nameOf(each.theme)}`],
      ...[PROJECT_TAGS[each.state], each.nextDate ?? '', each.gardener],
    ];
  });
  return {
    name: 'Pairings',
    headings: [
      ...['Reference', 'Supporting URN', 'Supporting school', 'Supported URN', 'Supported school'],
      ...['Theme', 'State', 'Next date', 'Looked after by'],
    ],
    rows: [...rows, ...together, ...short],
  };
}

export function runsList(runs: readonly RunSummary[]): SheetToWrite {
  return {
    name: 'Match runs',
    headings: ['Run', 'Asked for', 'By', 'What', 'State', 'How far', 'Policy'],
    rows: runs.map((run) => [
      run.reference,
      run.requestedAt.toISOString(),
      run.requestedBy?.name ?? 'Trellis',
      KIND_WORDS[run.kind],
      RUN_TAGS[run.state],
      scoredInWords(run),
      String(run.policyNumber),
    ]),
  };
}
