import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCalendar, type Calendar } from '@app/kernel';
import { parse } from 'yaml';

const FILE = join(__dirname, '../../config/calendars/downland.yaml');

/** The calendar of the fictional county, as the template gives it. */
export function downlandCalendar(): Calendar {
  return readCalendar(parse(readFileSync(FILE, 'utf8')));
}
