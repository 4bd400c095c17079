import { NotFound, type Actor, type SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import { moveLight } from './light.lifecycle.js';
import { LightPairingEntity } from './light.entity.js';
import type { LightSide, LightState } from './light.views.js';

/** Where its days stand in the ledger. */
export const daysOfLight = ({ id }: Pick<LightPairingEntity, 'id'>): string => `light:${id}`;

/** @throws NotFound */
export async function lockLight(tx: Tx, named: string): Promise<LightPairingEntity> {
  const light = await tx.manager
    .createQueryBuilder(LightPairingEntity, 'g')
    .setLock('pessimistic_write')
    .where('g.reference = :named', { named })
    .andWhere(inArea(tx, 'g'))
    .getOne();
  if (!light) throw new NotFound();
  return light;
}

export async function changeLight(
  tx: Tx,
  light: LightPairingEntity,
  to: LightState,
  change: Partial<Omit<LightPairingEntity, 'id' | 'areaId' | 'version' | 'state'>>,
): Promise<void> {
  const state = moveLight(light.state, to);
  const version = await updateIfVersion(tx, LightPairingEntity, light.id, light.version, {
    ...change,
    state,
  });
  Object.assign(light, change, { state, version });
}

/** On which sides somebody speaks: a head, or a colleague whom the head named. */
export function sidesOf(
  actor: Actor,
  { askerUrn, supporterUrn }: { readonly askerUrn: string; readonly supporterUrn: string },
): LightSide[] {
  const speaksFor = (urn: string): boolean =>
    actor.posts.some(
      ({ role, school, flags }) =>
        school === urn && (role === 'head' || (role === 'staff' && flags.includes('delegated'))),
    );
  return [
    ...(speaksFor(supporterUrn) ? (['supporter'] as const) : []),
    ...(speaksFor(askerUrn) ? (['school'] as const) : []),
  ];
}

export const schoolsOfLight = ({
  askerUrn,
  supporterUrn,
}: Pick<LightPairingEntity, 'askerUrn' | 'supporterUrn'>): SchoolUrn[] => [
  askerUrn as SchoolUrn,
  supporterUrn as SchoolUrn,
];
