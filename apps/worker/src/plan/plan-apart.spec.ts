import { join } from 'node:path';
import { RuleBroken } from '@app/kernel';
import { planApart } from './plan-apart.js';

const solve = planApart(join(process.cwd(), 'dist', 'bundles', 'plan.mjs'));

describe('a plan in a thread of its own', () => {
  it('says by which rule it refused, as it would here', async () => {
    const refused = solve({ snapshot: '{"format":"another"}', rows: [] }, new AbortController().signal);
    await expect(refused).rejects.toBeInstanceOf(RuleBroken);
    await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) as string });
  });

  it('fails with what broke it where that was no rule', async () => {
    await expect(
      solve({ snapshot: 'no snapshot', rows: [] }, new AbortController().signal),
    ).rejects.toThrow();
  });

  it('ends as soon as it is told to stop', async () => {
    const stop = new AbortController();
    const solving = solve({ snapshot: '{}', rows: [] }, stop.signal);
    stop.abort();
    await expect(solving).rejects.toMatchObject({ name: 'AbortError' });
  });
});
