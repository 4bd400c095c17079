import type { Answered, ApiHouse } from './an-api-house.fixture.js';

export interface Refusal {
  readonly status: number | readonly number[];
  /** The field that the answer names; left out where the whole is at fault. */
  readonly path?: string;
  /** A part of what is said about it. */
  readonly says?: string;
}

/**
 * Every row of the battery promises the same: the expected answer as a problem, within a second, the field named, nothing
 * of the inside shown, and no row changed anywhere.
 */
export async function refusedWithoutTrace(
  api: ApiHouse,
  ask: () => Promise<Answered>,
  expected: Refusal,
): Promise<Answered> {
  const before = await api.rows();
  const started = performance.now();
  const answer = await ask();
  expect(performance.now() - started).toBeLessThan(2_500);
  expect([expected.status].flat()).toContain(answer.status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.text).not.toMatch(/node_modules|[.]ts:|[.]js:|at [A-Z][A-Za-z]+[.]|QueryFailed|syntax error/);
  const problem = answer.json as {
    status: number;
    code: string;
    errors?: { path: string; message: string }[];
  };
  expect([problem.status, typeof problem.code]).toEqual([answer.status, 'string']);
  if (expected.path !== undefined) {
    const errors = problem.errors ?? [];
    const named = errors.find(({ path }) => path === expected.path);
    expect(errors.map(({ path }) => path)).toContain(expected.path);
    if (expected.says !== undefined) expect(named?.message).toContain(expected.says);
  }
  expect(await api.rows()).toEqual(before);
  return answer;
}
