import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { GridPoint, Ring } from './outline.js';
import { parseOutline } from './parse-outline.js';
import { selfCrossing } from './self-crossing.js';
import { distanceToLineM, simplifyRing } from './simplify.js';

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const district = (name: string, ...rings: readonly Ring[]) => ({
  type: 'Feature',
  properties: { LAD22CD: `E0700${name.length}`, LAD22NM: name },
  geometry: { type: 'Polygon', coordinates: rings },
});
const file = (features: readonly unknown[], rest: object = {}) =>
  Buffer.from(JSON.stringify({ type: 'FeatureCollection', features, ...rest }));

/** Points on a wavy circle: a county with a long coast. */
function coast(points: number, radiusM = 30_000): Ring {
  const ring = Array.from({ length: points }, (_, at): GridPoint => {
    const angle = (2 * Math.PI * at) / points;
    const r = radiusM * (1 + 0.05 * Math.sin(37 * angle));
    return [540_000 + r * Math.cos(angle), 120_000 + r * Math.sin(angle)];
  });
  return [...ring, ring[0] as GridPoint];
}

describe('a map outline (G14)', () => {
  const two = file([
    district('Upper Elm', square(500_000, 100_000, 9_000)),
    district('Oak', square(509_000, 100_000, 9_000)),
  ]);

  it('holds the districts asked for, by code or by name', async () => {
    const codes = async (...wanted: string[]) =>
      (await parseOutline(two, wanted)).districts.map(({ name }) => name);
    expect(await codes('Oak')).toEqual(['Oak']);
    expect(await codes('E07009', 'Oak')).toEqual(['Upper Elm', 'Oak']);
    expect(await codes()).toEqual(['Upper Elm', 'Oak']);
    await expect(codes('Ash')).rejects.toThrow('The outline has no district called Ash.');
  });

  it('is as it was where it fits, holes too', async () => {
    const rings = [square(500_000, 100_000, 9_000), square(502_000, 102_000, 1_000)];
    const { districts, toleranceM } = await parseOutline(gzipSync(file([district('Oak', ...rings)])));
    expect(districts[0]?.parts).toEqual([rings]);
    expect(toleranceM).toBe(0);
  });

  it('is simplified to 40 kB and no more than that needs', async () => {
    const outline = await parseOutline(file([district('Oak', coast(20_000))]));
    const bytes = JSON.stringify(outline).length;
    expect(bytes).toBeLessThanOrEqual(40_000);
    expect(bytes).toBeGreaterThan(5_000);
    expect(outline.toleranceM).toBeLessThan(200);
  });

  it.each([
    ['not JSON', Buffer.from('{"type":'), /not JSON/],
    ['no collection of features', Buffer.from('{"type":"Topology"}'), /no GeoJSON/],
    ['a web page', Buffer.from('<html>'), /web page/],
    ['a zip', Buffer.from('PK\x03\x04', 'latin1'), /zip/],
    ['without districts', file([]), /no districts/],
    ['of 50 MiB', Buffer.alloc(50 * 2 ** 20, ' '), /larger than the 5 MB/],
    ['in degrees', file([district('Oak', square(0.2, 50.8, 0.1))]), /Oak is in degrees/],
    ['on another grid', file([], { crs: { type: 'name', properties: { name: 'EPSG:4326' } } }), /EPSG:27700/],
    [
      'outside Great Britain',
      file([district('Oak', square(900_000, 100_000, 9_000))]),
      /Oak lies outside Great Britain/,
    ],
    [
      'crossing itself',
      file([
        district('Oak', [
          [5e5, 1e5],
          [5.1e5, 1.1e5],
          [5.1e5, 1e5],
          [5e5, 1.1e5],
          [5e5, 1e5],
        ]),
      ]),
      /Oak crosses itself near/,
    ],
    ['not closed', file([district('Oak', square(5e5, 1e5, 9e3).slice(0, 4))]), /not closed/],
    ['of two points', file([district('Oak', square(5e5, 1e5, 9e3).slice(0, 2))]), /fewer than four points/],
    [
      'of words for numbers',
      file([
        {
          ...district('Oak'),
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                ['a', 1],
                ['b', 2],
                ['c', 3],
                ['a', 1],
              ],
            ],
          },
        },
      ]),
      /not two numbers/,
    ],
    [
      'of points',
      file([{ ...district('Oak'), geometry: { type: 'Point', coordinates: [5e5, 1e5] } }]),
      /has no area/,
    ],
    ['without names', file([{ type: 'Feature', properties: {}, geometry: null }]), /District 1 has no code/],
  ])('that is %s is refused by name', async (_, bytes, message) => {
    await expect(parseOutline(bytes)).rejects.toThrow(message);
  });
});

describe('simplifying a ring', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 }));
  const ring = fc
    .array(point, { minLength: 3, maxLength: 60 })
    .map((points): Ring => [...points, points[0] as GridPoint]);

  it('leaves none of its points further away than the tolerance', () => {
    fc.assert(
      fc.property(ring, fc.integer({ min: 0, max: 5_000 }), (given, toleranceM) => {
        const simpler = simplifyRing(given, toleranceM);
        if (!simpler) return;
        const away = (at: GridPoint) =>
          Math.min(
            ...simpler.slice(1).map((end, index) => distanceToLineM(at, simpler[index] as GridPoint, end)),
          );
        expect(Math.max(...given.map(away))).toBeLessThanOrEqual(toleranceM + 1e-6);
      }),
    );
  });

  it('keeps it closed, and only points it had', () => {
    fc.assert(
      fc.property(ring, (given) => {
        const simpler = simplifyRing(given, 500);
        if (!simpler) return;
        expect(simpler[0]).toEqual(simpler.at(-1));
        expect(given).toEqual(expect.arrayContaining([...simpler]));
      }),
    );
  });

  it('takes out what lies on a straight line', () => {
    expect(
      simplifyRing(
        [
          [0, 0],
          [5, 0],
          [10, 0],
          [10, 10],
          [0, 10],
          [0, 0],
        ],
        0,
      ),
    ).toHaveLength(5);
  });

  it('knows a figure of eight from a square', () => {
    expect(
      selfCrossing([
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
        [0, 0],
      ]),
    ).not.toBeNull();
    expect(selfCrossing(square(0, 0, 10))).toBeNull();
  });
});

const REAL = '../shared/data/geo/england_lad_dec2022_buc_epsg27700.geojson';
(existsSync(REAL) ? describe : describe.skip)('the official districts of England', () => {
  it('give East Sussex within 40 kB in its own detail', async () => {
    const wanted = ['E07000061', 'Hastings', 'Lewes', 'Rother', 'Wealden'];
    const { districts, toleranceM } = await parseOutline(readFileSync(REAL), wanted);
    expect(districts).toHaveLength(5);
    expect(toleranceM).toBe(0);
  });

  it('give more districts than any partnership has within 40 kB, simplified', async () => {
    const { features } = JSON.parse(readFileSync(REAL, 'utf8')) as {
      features: { properties: { LAD22CD: string } }[];
    };
    const unitary = features
      .map(({ properties }) => properties.LAD22CD)
      .filter((code) => code.startsWith('E06'));
    const outline = await parseOutline(readFileSync(REAL), unitary);
    expect(outline.districts.length).toBeGreaterThan(50);
    expect(JSON.stringify(outline).length).toBeLessThanOrEqual(40_000);
    expect(outline.toleranceM).toBeLessThan(1_500);
  });

  it('are refused by name where they are too many for a page', async () => {
    await expect(parseOutline(readFileSync(REAL))).rejects.toThrow(
      'these 309 districts are larger than 40 kB',
    );
  });
});
