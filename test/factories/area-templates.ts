import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const read = (file: string): unknown =>
  parse(readFileSync(join(__dirname, '../../config', file), 'utf8')) as unknown;

/** The first settings of an area, from `config/`, as the command line hands them to `CreateArea`. */
export function areaTemplates(): {
  calendar: unknown;
  clocks: unknown;
  thresholds: unknown;
  themes: unknown;
} {
  const { clocks, thresholds } = read('areas/downland.yaml') as { clocks: unknown; thresholds: unknown };
  return {
    calendar: read('calendars/downland.yaml'),
    clocks,
    // Most tests are about work that waits for no trust; those about consents ask for them.
    thresholds: { ...(thresholds as object), body_consent: 'none' },
    themes: read('themes/default.yaml'),
  };
}
