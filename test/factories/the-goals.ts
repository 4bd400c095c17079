import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGoals, type Goals } from '@app/board-report';
import { parse } from 'yaml';

/** The four goals as an installation gets them. */
export function theGoals(): Goals {
  return readGoals(parse(readFileSync(join(__dirname, '../../config/goals/default.yaml'), 'utf8')));
}
