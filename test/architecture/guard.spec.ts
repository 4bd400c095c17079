import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

function violationsIn(folder: string): Violation[] {
  const config = join(ROOT, 'test/architecture/house-guard.cjs');
  const args = [DEPCRUISE, '--config', config, '--output-type', 'json', 'apps', 'libs', 'config'];
  const json = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const report = JSON.parse(json) as { summary: { violations: Violation[] } };
  return report.summary.violations;
}

// Every rule of the guard, and the planted file that breaks it: a rule never seen red guards nothing.
const PLANTED: Readonly<Record<string, string>> = {
  'no-circles': 'libs/audit/src/first-half.ts',
  'nothing-unresolved': 'libs/audit/src/lost.ts',
  'every-room-has-a-floor': 'libs/profiles/src/needs-the-cellar.ts',
  'front-door-only': 'libs/identity/src/by-the-window.ts',
  'nobody-imports-his-own-index': 'libs/network/src/group/asks-himself.ts',
  'libs-do-not-know-the-doors': 'libs/brokerage/src/knows-the-door.ts',
  'doors-apart': 'apps/api/src/next-door.ts',
  'doors-hold-no-database': 'apps/worker/src/holds-a-database.ts',
  'config-knows-no-room': 'config/knows-a-room.ts',
  'pure-stays-pure': 'libs/matching/src/asks-the-machine.ts',
  'migrations-import-nothing': 'apps/ops/src/migrations/0001-borrows.ts',
};

describe('the guard of the house', () => {
  // Jest transforms this file to CommonJS; the rule set is CommonJS too.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const rules = (require('./house-guard.cjs') as { forbidden: { name: string }[] }).forbidden.map(
    (rule) => rule.name,
  );
  const found = violationsIn(join(__dirname, 'planted'));

  it.each(rules)('has seen %s broken, and says so by name', (rule) => {
    const planted = PLANTED[rule] ?? `libs/${rule.replace('floor-of-', '')}/src/reaches-up.ts`;
    expect(
      found.filter((violation) => violation.rule.name === rule).map((violation) => violation.from),
    ).toContain(planted);
  });

  it('finds nothing to say about the house itself', () => {
    expect(violationsIn(ROOT).map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
  });
});
