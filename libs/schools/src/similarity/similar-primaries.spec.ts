import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SchoolUrn } from '@app/kernel';
import { parse } from 'yaml';
import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { AreaSettings } from '../area/area-settings.query.js';
import { openHouse, system } from '../area-school/an-area-of-schools.fixture.js';
import { PublishedMeasures } from '../measures/published-measures.query.js';
import { ImportDesk } from '../register-import/an-import.fixture.js';
import type { Nearest } from './nearest.js';
import { SimilarSchools } from './similar-schools.query.js';

jest.setTimeout(180_000);

const POLICY = join(__dirname, '../../../../config/policy/default.yaml');
const FOLDER = join(process.cwd(), '../shared/data/matching');
const HEADINGS =
  'URN,PPPerc,Polar4QuintilePupils,PStability,PercentSchSupport,PercentEAL,IdaciPupils,PercentageStatementOrEhp,NumberOfPupils,ReadMatAverage,Ks1PriorRwmAverage';
/** The template's weights count in 10^-14 of one unit². */
const UNIT = 1e7;

class TemplatePolicy extends AreaSettings {
  override inForce(): never {
    const body: unknown = parse(readFileSync(POLICY, 'utf8'));
    return Promise.resolve({ number: 1, hash: '', body }) as never;
  }
}

describe('primary schools whose pupils are alike', () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  const primaries = async (urns: readonly string[]): Promise<void> => {
    for (const urn of urns) await house.school(urn, `School ${urn}`);
    await house.asSuperuser(
      `set session_replication_role = replica; update schools.school set key_stages = '{KS1,KS2}'`,
    );
  };
  const publish = async (bytes: Buffer): Promise<void> => {
    const desk = new ImportDesk(house);
    const fileName = 'similar_schools_primary_2025-26.csv';
    await desk.committed(await desk.previewed({ kind: 'measures', fileName, bytes }));
  };
  const of = (urn: string): Promise<Nearest | null> => {
    const similar = new SimilarSchools(new TemplatePolicy(), new PublishedMeasures());
    return house.work.run(system('worker', NORTH), NORTH, (tx) => similar.of(tx, urn as SchoolUrn));
  };

  it('are those nearest by the national distance; a figure that is hidden is missing, never 0', async () => {
    await primaries(['100001', '100002', '100003', '100004']);
    const rows = [
      '100001,20,3,90,12,10,0.2,3,200,100,2.5',
      '100002,20,3,90,12,10,0.2,3,200,100,2.6',
      '100003,40,3,90,12,10,0.2,3,200,100,2.5',
      '100004,20,3,90,12,10,0.2,3,200,100,z',
    ];
    await publish(Buffer.from([HEADINGS, ...rows].join('\n')));
    const found = await of('100001');
    expect(found?.used).toHaveLength(9);
    expect(found?.schools.map(({ urn }) => urn)).toEqual(['100002', '100003']);
    // 0.1² × 7.6486366 and 20² × 5.2676008e-4
    const distances = found?.schools.map(({ distance }) => distance / UNIT) ?? [];
    expect(distances[0]).toBeCloseTo(Math.sqrt(0.076486366), 8);
    expect(distances[1]).toBeCloseTo(Math.sqrt(0.210704032), 8);
    expect((await of('100004'))?.used).toHaveLength(8);
  });

  it('are not known where too little is published', async () => {
    await primaries(['100001', '100002']);
    await publish(Buffer.from([HEADINGS, '100001,20,3,90,12,z,z,z,z,z,z'].join('\n')));
    expect(await of('100001')).toBeNull();
  });

  const onRealFiles = existsSync(FOLDER) ? it : it.skip;
  onRealFiles('stand in the order, and at the distances, that the national service publishes', async () => {
    const bytes = readFileSync(join(FOLDER, 'dfe_similar_schools_primary_values_93.csv'));
    const here = bytes
      .toString()
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.slice(0, 6));
    await primaries(here);
    await publish(bytes);
    const lists = gunzipSync(readFileSync(join(FOLDER, 'dfe_similar_schools_primary_groups_47x50.csv.gz')));
    const published = lists
      .toString()
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
    let compared = 0;
    for (const urn of new Set(published.map(([own = '']) => own)).values()) {
      const found = here.includes(urn) ? await of(urn) : null;
      const near = published.filter(([own, other = '']) => own === urn && here.includes(other)).slice(0, 20);
      if (!found) continue;
      const ours = new Map(found.schools.map((each) => [each.urn as string, each.distance / UNIT]));
      expect(
        found.schools.map((each) => each.urn).filter((each) => near.some(([, other]) => other === each)),
      ).toEqual(near.map(([, other]) => other).filter((each) => ours.has(each ?? '')));
      for (const [, other = '', distance] of near)
        if (ours.has(other)) {
          expect(Math.abs((ours.get(other) ?? NaN) - Number(distance))).toBeLessThan(1e-6);
          compared += 1;
        }
    }
    expect(compared).toBeGreaterThan(100);
  });
});
