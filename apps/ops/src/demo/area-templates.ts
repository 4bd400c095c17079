import { readTemplate } from '@config/settings.js';
import { parsePolicy } from '@app/matching';
import type { NewArea } from '@app/schools';
import { parse } from 'yaml';

/**
 * What a new area starts from, out of `config/`: its Board changes it by versions of its own.
 *
 * @param calendar the name of a calendar there, like `downland`.
 * @throws BadInput where the policy cannot come into force.
 */
export function areaTemplates(root: string, calendar = 'downland'): NewArea['settings'] {
  const read = (name: string): unknown => parse(readTemplate(root, name)) as unknown;
  const { clocks, thresholds } = read('areas/downland.yaml') as { clocks: unknown; thresholds: unknown };
  return {
    policy: parsePolicy(read('policy/default.yaml')),
    calendar: read(`calendars/${calendar}.yaml`),
    clocks,
    thresholds,
    themes: read('themes/default.yaml'),
    retention: read('retention/default.yaml'),
  };
}
