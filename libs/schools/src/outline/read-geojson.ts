import { refuse } from '../csv/file-refused.js';
import type { DistrictOutline, GridPoint, Ring } from './outline.js';
import { selfCrossing } from './self-crossing.js';

/** Great Britain on its own grid, in metres. */
const GRID = { east: 700_000, north: 1_300_000 } as const;
/** Property names under which official boundaries carry a code and a name: `LAD22CD`, `LAD22NM`, `CTYUA23CD`. */
const CODE = /^[A-Z]{3,8}\d{2}CD$/;
const NAME = /^[A-Z]{3,8}\d{2}NM$/;

type Json = Readonly<Record<string, unknown>>;

/**
 * The districts of a GeoJSON file whose coordinates are metres of the British National Grid.
 *
 * @throws FileRefused naming the district of whatever is wrong.
 */
export function readGeoJson(text: string): DistrictOutline[] {
  const file = parse(text);
  if (file.type !== 'FeatureCollection' || !Array.isArray(file.features)) {
    refuse('This is no GeoJSON outline: it is not a collection of features.');
  }
  refuseOtherGrids(file);
  if (file.features.length === 0) refuse('This outline has no districts.');
  return file.features.map((feature: unknown, at) => readFeature(feature, at + 1));
}

function parse(text: string): Json {
  try {
    const read: unknown = JSON.parse(text);
    if (isObject(read)) return read;
  } catch {
    // said below, for both
  }
  return refuse('This is no GeoJSON outline: it is not JSON.');
}

function refuseOtherGrids({ crs }: Json): void {
  if (crs === undefined || crs === null) return;
  const name = isObject(crs) && isObject(crs['properties']) ? crs['properties']['name'] : null;
  if (typeof name === 'string' && /\b27700$/.test(name)) return;
  refuse(
    'This outline is not in metres of the British National Grid (EPSG:27700), as places of schools are.',
  );
}

function readFeature(feature: unknown, number: number): DistrictOutline {
  const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
  const code = find(properties, CODE) ?? find(properties, /^code$/i);
  const name = find(properties, NAME) ?? find(properties, /^name$/i);
  if (!isObject(feature) || code === null || name === null) {
    refuse(`District ${number} has no code or no name (like LAD22CD and LAD22NM).`);
  }
  const geometry = feature['geometry'];
  const coordinates = isObject(geometry) ? geometry['coordinates'] : null;
  const kind = isObject(geometry) ? geometry['type'] : null;
  const parts = kind === 'Polygon' ? [coordinates] : kind === 'MultiPolygon' ? coordinates : null;
  if (!Array.isArray(parts) || parts.length === 0)
    refuse(`${name} has no area: it is neither a Polygon nor a MultiPolygon.`);
  return { code, name, parts: parts.map((part: unknown) => readPart(part, name)) };
}

function readPart(part: unknown, name: string): Ring[] {
  if (!Array.isArray(part) || part.length === 0) return refuse(`${name} has a part without a ring.`);
  return part.map((ring: unknown) => readRing(ring, name));
}

function readRing(ring: unknown, name: string): Ring {
  if (!Array.isArray(ring) || ring.length < 4) return refuse(`${name} has a ring of fewer than four points.`);
  const points = ring.map((point: unknown) => readPoint(point, name));
  if (points.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)) {
    refuse(`${name} is in degrees. An outline is in metres of the British National Grid (EPSG:27700).`);
  }
  const outside = points.find(([x, y]) => x < 0 || x > GRID.east || y < 0 || y > GRID.north);
  if (outside) refuse(`${name} lies outside Great Britain, at ${outside.join(', ')}.`);
  const [first, last] = [points[0], points.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) refuse(`${name} has a ring that is not closed.`);
  const crossing = selfCrossing(points);
  if (crossing) refuse(`${name} crosses itself near ${crossing.map(Math.round).join(', ')}.`);
  return points;
}

function readPoint(point: unknown, name: string): GridPoint {
  const [x, y] = Array.isArray(point) ? (point as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    return refuse(`${name} has a point that is not two numbers.`);
  }
  return [x, y];
}

function find(properties: Json, pattern: RegExp): string | null {
  const [, found] = Object.entries(properties).find(([key]) => pattern.test(key)) ?? [];
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

const isObject = (read: unknown): read is Json =>
  typeof read === 'object' && read !== null && !Array.isArray(read);
