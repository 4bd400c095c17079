import { decodeText } from '../csv/decode-text.js';
import { refuse } from '../csv/file-refused.js';
import { recogniseNonText } from '../csv/recognise-bytes.js';
import { unpack } from '../csv/unpack.js';
import type { DistrictOutline, Ring } from './outline.js';
import { readGeoJson } from './read-geojson.js';
import { selfCrossing } from './self-crossing.js';
import { simplifyRing } from './simplify.js';

const LIMITS = {
  says: 'map outline',
  maxBytes: 5 * 1024 * 1024,
  maxUnpackedBytes: 20 * 1024 * 1024,
} as const;
/** As JSON: a page carries the outline in itself, on a slow line too. */
const MAX_OUTLINE_BYTES = 40_000;
/** Metres. At 2 km a county is no longer known by its shape. */
const COARSEST_M = 2_000;

export interface Outline {
  readonly districts: readonly DistrictOutline[];
  /** No point of the official line is further than this from ours, in metres; 0 where none was left out. */
  readonly toleranceM: number;
}

/**
 * The outline of an area's districts from an operator's GeoJSON file, as fine as 40 kB allow.
 *
 * @param wanted codes or names of districts, like `E07000061` or `Eastbourne`; empty for all of the file.
 * @throws FileRefused by name; the outline in force then stays.
 */
export async function parseOutline(bytes: Uint8Array, wanted: readonly string[] = []): Promise<Outline> {
  const all = readGeoJson(await textOf(bytes));
  const missing = wanted.find((word) => !all.some((district) => isCalled(district, word)));
  if (missing !== undefined) refuse(`The outline has no district called ${missing}.`);
  const districts = all.filter(
    (district) => wanted.length === 0 || wanted.some((word) => isCalled(district, word)),
  );
  for (let toleranceM = 0; toleranceM <= COARSEST_M; toleranceM = toleranceM === 0 ? 25 : toleranceM * 1.25) {
    const outline = { districts: districts.map((district) => simplify(district, toleranceM)), toleranceM };
    if (Buffer.byteLength(JSON.stringify(outline)) <= MAX_OUTLINE_BYTES) return outline;
  }
  return refuse(`Even simplified, these ${districts.length} districts are larger than 40 kB: choose fewer.`);
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const plain = await unpack(bytes, LIMITS);
  const other = recogniseNonText(plain);
  if (other !== null && other !== 'JSON') refuse(`This is ${other}. A map outline is GeoJSON.`);
  const { text, broken } = decodeText(plain, false);
  return broken ? refuse('This outline is not UTF-8.') : text;
}

const isCalled = ({ code, name }: DistrictOutline, word: string) => code === word || name === word;

/** Whole metres. Islets smaller than the tolerance go, but never a district's largest part. */
function simplify({ code, name, parts }: DistrictOutline, toleranceM: number): DistrictOutline {
  const simpler = parts
    .map((rings) => rings.map((ring) => simplifySafely(ring, toleranceM)))
    // Without its outer ring a part is gone, its holes with it.
    .filter(([outer]) => outer)
    .map((rings) => rings.filter((ring) => ring !== null));
  const largest = parts.toSorted((a, b) => areaM2(b[0]) - areaM2(a[0]))[0] ?? [];
  return { code, name, parts: simpler.length > 0 ? simpler : [largest.map(toMetres)] };
}

/** A ring that would cross itself once simplified stays as it was. */
function simplifySafely(ring: Ring, toleranceM: number): Ring | null {
  const simpler = simplifyRing(ring, toleranceM);
  if (!simpler) return null;
  const rounded = toMetres(simpler);
  return selfCrossing(rounded) ? toMetres(ring) : rounded;
}

const toMetres = (ring: Ring): Ring => ring.map(([x, y]) => [Math.round(x), Math.round(y)]);

function areaM2(ring: Ring = []): number {
  const twice = ring
    .slice(1)
    .reduce((sum, [x, y], at) => sum + (ring[at]?.[0] ?? 0) * y - x * (ring[at]?.[1] ?? 0), 0);
  return Math.abs(twice) / 2;
}
