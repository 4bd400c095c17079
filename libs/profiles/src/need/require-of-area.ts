import type { SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { KnownSchools } from '@app/schools';
import type { FieldReader } from '../field-reader.js';

/** Schools named in a field must be of this area and open: a school elsewhere is as unknown as none. */
export async function requireOfArea(
  tx: Tx,
  reader: FieldReader,
  schools: KnownSchools,
  named: Readonly<Record<string, readonly SchoolUrn[]>>,
): Promise<void> {
  const known = await schools.among(tx, Object.values(named).flat());
  for (const [path, urns] of Object.entries(named)) {
    for (const urn of urns) {
      const status = known.get(urn);
      if (status === undefined) reader.say(path, `${urn} is not a school of this area`);
      else if (status === 'closed') reader.say(path, `School ${urn} has closed`);
    }
  }
}
