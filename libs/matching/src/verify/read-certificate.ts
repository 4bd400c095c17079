import { FieldReader } from '../field-reader.js';
import type { Bounded, Certificate, PairPlaces, Price, SharedProof } from '../plan/certificate.js';

/** More places than any area has. */
const MOST = 1_000_000;
const FARTHEST = Number.MAX_SAFE_INTEGER;

/**
 * A certificate from its stored text, strictly.
 *
 * @throws BadInput naming the place of what is no certificate; SyntaxError where the text is no JSON.
 */
export function readCertificate(text: string): Certificate {
  const reader = new FieldReader();
  const top = reader.keys(JSON.parse(text), '', ['schema', 'parts', 'shared']);
  if (top['schema'] !== 'trellis.certificate/1')
    reader.say('schema', 'This check reads trellis.certificate/1');
  const parts = reader.list(top['parts'], 'parts', MOST);
  return reader.finish<Certificate>(
    {
      schema: 'trellis.certificate/1',
      parts: parts.map((part, at) => readPart(reader, part, `parts.${String(at)}`)),
      shared: top['shared'] === null ? null : readShared(reader, top['shared'], 'shared'),
    },
    'This is no certificate of a plan.',
  );
}

function readPart(reader: FieldReader, value: unknown, path: string): Bounded {
  const names = [
    'started',
    'left',
    'grouped',
    'bare',
    'within',
    'without',
    'needs',
    'beside',
    'offers',
    'schools',
  ];
  const row = reader.keys(value, path, names);
  const places = (name: string): readonly number[] => readNumbers(reader, row[name], `${path}.${name}`, 0);
  const pairs = (name: string): readonly PairPlaces[] =>
    reader.list(row[name], `${path}.${name}`, MOST).map((each, at) => {
      const [need = -1, offer = -1] = readNumbers(reader, each, `${path}.${name}.${String(at)}`, 0, 2);
      return [need, offer];
    });
  const prices = (name: string): readonly Price[] =>
    reader
      .list(row[name], `${path}.${name}`, MOST)
      .map((each, at) => readPrice(reader, each, `${path}.${name}.${String(at)}`));
  return {
    ...{ started: places('started'), left: places('left'), grouped: places('grouped'), bare: places('bare') },
    ...{ within: pairs('within'), without: pairs('without') },
    ...{ needs: prices('needs'), offers: prices('offers'), schools: prices('schools') },
    beside: reader.list(row['beside'], `${path}.beside`, MOST).map((each, at) => {
      const where = `${path}.beside.${String(at)}`;
      const [need, price] = reader.list(each, where, 2);
      return [reader.whole(need, `${where}.0`, 0, MOST), readPrice(reader, price, `${where}.1`)] as const;
    }),
  };
}

function readShared(reader: FieldReader, value: unknown, path: string): SharedProof {
  const row = reader.keys(value, path, ['forWeight', 'forPoints']);
  const forWeight = readNumbers(reader, row['forWeight'], `${path}.forWeight`, -FARTHEST);
  if (row['forPoints'] === null) return { forWeight, forPoints: null };
  const at = `${path}.forPoints`;
  const points = reader.keys(row['forPoints'], at, ['least', 'perWeight', 'prices']);
  return {
    forWeight,
    forPoints: {
      least: reader.whole(points['least'], `${at}.least`, 0, FARTHEST),
      perWeight: reader.whole(points['perWeight'], `${at}.perWeight`, 0, FARTHEST),
      prices: readNumbers(reader, points['prices'], `${at}.prices`, -FARTHEST),
    },
  };
}

function readPrice(reader: FieldReader, value: unknown, path: string): Price {
  const [force = 0, cover = 0, points = 0, hash = 0] = readNumbers(reader, value, path, -FARTHEST, 4);
  return [force, cover, points, hash];
}

/** @param many how many there must be; left out: any. */
function readNumbers(
  reader: FieldReader,
  value: unknown,
  path: string,
  least: number,
  many?: number,
): number[] {
  const given = reader.list(value, path, MOST);
  if (many !== undefined && given.length !== many) reader.say(path, `Give ${String(many)} numbers`);
  return given.map((each, at) => reader.whole(each, `${path}.${String(at)}`, least, FARTHEST));
}
