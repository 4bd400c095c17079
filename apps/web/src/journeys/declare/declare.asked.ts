import type { DeclarationToSubmit } from '@app/profiles';
import type { FormValues } from '../../layout/answers.js';
import { halfDaysTyped } from '../needs/need-words.js';
import { listOf, textOf } from '../needs/questions.js';
import { filledRows, rests } from './declare.faults.js';
import type { DeclareWorld } from './declare.world.js';

/** For the verb, which reads every field once more. Whoever rests says that alone: the rest of their word stands. */
export function asDeclaration(
  values: FormValues,
  world: DeclareWorld,
  version: number | null,
): DeclarationToSubmit {
  const { urn, year } = world;
  const base = { urn, year, version, appetite: textOf(values, 'appetite') ?? '' };
  const kind = textOf(values, 'pauseKind');
  if (rests(values)) {
    if (!world.mayPause) return base;
    return { ...base, pause: kind === undefined ? null : { kind, words: textOf(values, 'pauseWords') } };
  }
  const travel = textOf(values, 'travel');
  return {
    ...base,
    strengths: filledRows(values).map((row) => {
      const field = (name: string): string | undefined => textOf(values, `${name}${String(row)}`);
      return {
        theme: field('theme') ?? '',
        depth: field('depth') ?? '',
        evidence: field('evidence') ?? 'declared',
        howWeKnow: field('how') ?? null,
        on: field('on') ?? null,
      };
    }),
    capacity: world.halfTerms.map(({ n, id }) => {
      const seen = textOf(values, `seen${String(n)}`);
      return {
        halfTerm: id,
        band: textOf(values, `band${String(n)}`) ?? '',
        halfDays: halfDaysTyped(textOf(values, `exact${String(n)}`)),
        version: seen !== undefined && /^[0-9]{1,9}$/.test(seen) ? Number(seen) : null,
      };
    }),
    offer: {
      people: textOf(values, 'people') ?? null,
      keyStages: listOf(values, 'keyStages'),
      modes: listOf(values, 'modes'),
      travelKm: travel === undefined ? null : Number(travel),
      notWith: listOf(values, 'notWith'),
      conditions: textOf(values, 'conditions') ?? null,
      maxPartners: Number(textOf(values, 'partners') ?? '1'),
    },
  };
}

/** What the verb calls a field, by what the page calls it. */
export function fieldNames(values: FormValues, world: DeclareWorld): Record<string, string> {
  const names: Record<string, string> = {
    'pause.kind': 'pauseKind',
    'pause.words': 'pauseWords',
    'offer.maxPartners': 'partners',
    'offer.travelKm': 'travel',
    strengths: 'theme1',
  };
  for (const field of ['people', 'keyStages', 'modes', 'notWith', 'conditions'])
    names[`offer.${field}`] = field;
  filledRows(values).forEach((row, at) => {
    for (const [theirs, ours] of Object.entries({
      howWeKnow: 'how',
      theme: 'theme',
      depth: 'depth',
      on: 'on',
    }))
      names[`strengths.${String(at)}.${theirs}`] = `${ours}${String(row)}`;
  });
  world.halfTerms.forEach(({ n }, at) => {
    names[`capacity.${String(at)}.band`] = `band${String(n)}`;
    names[`capacity.${String(at)}.halfDays`] = `exact${String(n)}`;
  });
  return names;
}
