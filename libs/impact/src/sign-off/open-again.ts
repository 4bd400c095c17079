import type { PairingFacts } from '@app/brokerage';
import { RuleBroken } from '@app/kernel';
import { updateIfVersion, type Tx } from '@app/platform';
import { SignOffEntity } from './sign-off.entity.js';
import { readSignOffs, stateOf } from './sign-off-rows.js';

/**
 * A step of what is recorded: what was signed off stands, and what was sent back or waits for a second person is read anew.
 *
 * @throws RuleBroken SIGNED_OFF
 */
export async function openAgain(tx: Tx, pairing: PairingFacts, now: Date): Promise<void> {
  const [row] = await readSignOffs(tx, 'g.id = $1', [pairing.id]);
  if (!row?.open) return;
  if (stateOf(row) === 'signed')
    throw new RuleBroken('SIGNED_OFF', 'This was signed off, and what was recorded stands as it was read.');
  await updateIfVersion(tx, SignOffEntity, row.open.id, row.open.version, { endedAt: now });
}
