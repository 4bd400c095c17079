import { PRIORITIES } from '@app/kernel';
import { FieldReader, join, type Keys } from './field-reader.js';
import {
  DEMANDS,
  EVIDENCE_WORTH,
  MEASURES,
  PARTS,
  type MeasureWeight,
  type MeasureWeights,
  type Policy,
  type Weights,
} from './policy.js';
import { DEPTHS } from './words.js';

const ALL_POINTS = 1_000;
const PERCENT = 100;
/** A track record of fewer pooled pairings says nothing about anybody (I-28), whatever a Board would like. */
const LEAST_POOLED = 5;
const LEAST_MEASURES = 5;
const FARTHEST_METRES = 1_000_000;

/**
 * A matching policy, already parsed from YAML or JSON, as a template writes it or as it was stored: both are one form.
 * Strict: an unknown key, a fraction, a negative, NaN or weights that do not sum to 1,000 are refused by name.
 *
 * @throws BadInput naming every fault by its key.
 */
export function parsePolicy(value: unknown): Policy {
  const reader = new FieldReader();
  return reader.finish(readPolicy(reader, value, ''), 'This policy cannot come into force.');
}

/** As `parsePolicy`, the faults going to the given reader: a snapshot carries its policy. */
export function readPolicy(reader: FieldReader, value: unknown, path: string): Policy {
  const top = reader.keys(value, path, TOP);
  const at = (key: string): string => join(path, key);
  const weights = readWeights(reader, top['weights'], at('weights'));
  const byTheme = readWeightsByTheme(reader, top['weights_by_theme'], at('weights_by_theme'));
  const themeFits = [weights, ...Object.values(byTheme)].map((each) => each.theme_fit);
  const lightest = Math.min(...themeFits);
  const floors = reader.keys(top['floors'], at('floors'), ['theme_fit']);
  return {
    version: reader.text(top['version'], at('version')),
    weights,
    weights_by_theme: byTheme,
    floors: { theme_fit: reader.whole(floors['theme_fit'], at('floors.theme_fit'), 0, lightest) },
    theme_fit: readThemeFit(reader, top['theme_fit'], at('theme_fit')),
    similar_context: readSimilarContext(reader, top['similar_context'], at('similar_context')),
    setting: wholes(reader, top['setting'], at('setting'), { unlike: [0, PERCENT] }),
    free_capacity: wholes(reader, top['free_capacity'], at('free_capacity'), { enough_left: [1, PERCENT] }),
    reach: wholes(reader, top['reach'], at('reach'), {
      full_metres: [0, FARTHEST_METRES],
      limit_metres: [1, FARTHEST_METRES],
      remote: [0, PERCENT],
    }),
    mode: percents(reader, top['mode'], at('mode'), ['wanted', 'hybrid', 'other']),
    fair_share: readFairShare(reader, top['fair_share'], at('fair_share')),
    track_record: wholes(reader, top['track_record'], at('track_record'), {
      least_pooled: [LEAST_POOLED, 10_000],
      shrink: [1, 1_000],
      cap: [0, PERCENT],
    }),
    same_body: reader.oneOf(top['same_body'], at('same_body'), ['bar', 'manage', 'allow']),
    own_health: readOwnHealth(reader, top['own_health'], at('own_health')),
    plan: readPlan(reader, top['plan'], at('plan')),
  };
}

const TOP: readonly (keyof Policy)[] = [
  'version',
  'weights',
  'weights_by_theme',
  'floors',
  'theme_fit',
  'similar_context',
  'setting',
  'free_capacity',
  'reach',
  'mode',
  'fair_share',
  'track_record',
  'same_body',
  'own_health',
  'plan',
];

function readWeights(reader: FieldReader, value: unknown, path: string): Weights {
  const span = Object.fromEntries(PARTS.map((part) => [part, [0, ALL_POINTS] as const]));
  const weights = wholes(reader, value, path, span) as Record<keyof Weights, number>;
  const sum = PARTS.reduce((points, part) => points + weights[part], 0);
  if (sum !== ALL_POINTS) reader.say(path, `The weights sum to ${String(sum)}; they must sum to 1000`);
  return weights;
}

function readWeightsByTheme(reader: FieldReader, value: unknown, path: string): Record<string, Weights> {
  const given = Object.entries(reader.keys(value, path));
  return Object.fromEntries(
    given.map(([theme, weights]) => {
      if (!/^[a-z]{3}([.][a-z][a-z0-9_]{0,30})?$/.test(theme))
        reader.say(join(path, theme.slice(0, 40)), 'Name a theme like att.persistent, or an area like att');
      return [theme, readWeights(reader, weights, join(path, theme.slice(0, 40)))] as const;
    }),
  );
}

function readThemeFit(reader: FieldReader, value: unknown, path: string): Policy['theme_fit'] {
  const keys = ['nearness', 'apart', 'depth', 'evidence', 'recency', 'secondary_most'];
  const given = reader.keys(value, path, keys);
  const recency = reader.list(given['recency'], `${path}.recency`, 10);
  if (recency.length === 0) reader.say(`${path}.recency`, 'Give at least one share');
  const apart = reader.list(given['apart'], `${path}.apart`, 100);
  return {
    nearness: percents(reader, given['nearness'], `${path}.nearness`, ['same', 'sibling', 'area']),
    apart: apart.map((area, at) => reader.name(area, `${path}.apart.${String(at)}`)),
    depth: percents(reader, given['depth'], `${path}.depth`, DEPTHS),
    evidence: percents(reader, given['evidence'], `${path}.evidence`, EVIDENCE_WORTH),
    recency: recency.map((share, at) => reader.whole(share, `${path}.recency.${String(at)}`, 0, PERCENT)),
    secondary_most: reader.whole(given['secondary_most'], `${path}.secondary_most`, 0, PERCENT),
  };
}

function readSimilarContext(reader: FieldReader, value: unknown, path: string): Policy['similar_context'] {
  const given = reader.keys(value, path, ['least_measures', 'secondary', 'primary']);
  return {
    least_measures: reader.whole(
      given['least_measures'],
      `${path}.least_measures`,
      LEAST_MEASURES,
      MEASURES.length,
    ),
    secondary: readMeasures(reader, given['secondary'], `${path}.secondary`),
    primary: readMeasures(reader, given['primary'], `${path}.primary`),
  };
}

function readMeasures(reader: FieldReader, value: unknown, path: string): MeasureWeights {
  const given = reader.keys(value, path, MEASURES);
  const named = MEASURES.filter((measure) => given[measure] !== undefined);
  return Object.fromEntries(
    named.map((measure) => [measure, readMeasure(reader, given[measure], `${path}.${measure}`)]),
  );
}

function readMeasure(reader: FieldReader, value: unknown, path: string): MeasureWeight {
  return wholes(reader, value, path, { weight: [0, 1e15], sd: [1, 1e12] });
}

function readOwnHealth(reader: FieldReader, value: unknown, path: string): Policy['own_health'] {
  const given = reader.keys(value, path, ['live_pairings_most', 'rest_on_head_vacancy']);
  return {
    live_pairings_most: reader.whole(given['live_pairings_most'], `${path}.live_pairings_most`, 1, 100),
    rest_on_head_vacancy: reader.flag(given['rest_on_head_vacancy'], `${path}.rest_on_head_vacancy`),
  };
}

function readFairShare(reader: FieldReader, value: unknown, path: string): Policy['fair_share'] {
  const { own_gain_most: gain, ...numbers } = reader.keys(value, path);
  return {
    ...wholes(reader, numbers, path, { asked_most: [1, 1_000], given_most: [1, 10_000] }),
    // Policies from before this word keep their text, and with it their hash.
    ...(gain === undefined
      ? {}
      : { own_gain_most: reader.whole(gain, `${path}.own_gain_most`, 0, ALL_POINTS) }),
  };
}

function readPlan(reader: FieldReader, value: unknown, path: string): Policy['plan'] {
  const spans = {
    waiting_doubles_after_days: [1, 1_000],
    waiting_counts_at_most_days: [0, 1_000],
    alternates: [0, 20],
  } as const;
  const { priority, must_be_known: known, demand, ...numbers } = reader.keys(value, path);
  const span = Object.fromEntries(PRIORITIES.map((each) => [each, [1, PERCENT] as const]));
  return {
    priority: wholes(reader, priority, `${path}.priority`, span) as Policy['plan']['priority'],
    ...wholes(reader, numbers, path, spans),
    ...(known === undefined
      ? {}
      : { must_be_known: reader.someOf(known, `${path}.must_be_known`, PARTS, 0) }),
    ...(demand === undefined ? {} : { demand: reader.oneOf(demand, `${path}.demand`, DEMANDS) }),
  };
}

/** An object of whole numbers, each within its span. */
function wholes<Key extends string>(
  reader: FieldReader,
  value: unknown,
  path: string,
  spans: Readonly<Record<Key, readonly [least: number, most: number]>>,
): Record<Key, number> {
  const names = Object.keys(spans) as Key[];
  const given: Keys = reader.keys(value, path, names);
  const rows = names.map((name) => {
    const [least, most] = spans[name];
    return [name, reader.whole(given[name], join(path, name), least, most)];
  });
  return Object.fromEntries(rows) as Record<Key, number>;
}

function percents<Key extends string>(
  reader: FieldReader,
  value: unknown,
  path: string,
  names: readonly Key[],
): Record<Key, number> {
  const spans = Object.fromEntries(names.map((name) => [name, [0, PERCENT] as const]));
  return wholes(reader, value, path, spans);
}
