import { AskClient } from '@app/identity';
import type { County } from './county.js';

/** One program that waits for the chair. None has access: nothing of a demonstration holds a secret. */
export async function seedPrograms(county: County): Promise<void> {
  await county.rooms.get(AskClient).execute(await county.as('administrator'), county.area, {
    label: 'County website',
    purpose: 'The county’s own site shows which schools are strong in what. Run by the web team.',
    scopes: ['schools.read', 'profile.read'],
    addresses: ['203.0.113.0/24'],
    days: 365,
  });
}
