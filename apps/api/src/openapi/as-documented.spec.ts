import { asDocumented } from './as-documented.fixture.js';

/** A problem as the filter writes it. */
const problem = { type: '/problems/stale', title: 'It changed.', status: 412, code: 'STALE', requestId: 'r' };
const NEED = '/api/v1/needs/N-2026-001';

describe('an answer held against the document', () => {
  const held = (
    method: string,
    path: string,
    status: number,
    json: unknown,
    headers: [string, string][] = [],
  ) => {
    const answer = { status, headers: new Headers(headers), json };
    return (): void => asDocumented(method, path, {}, answer);
  };

  it('is taken as documented', () => {
    expect(held('PATCH', NEED, 412, problem)).not.toThrow();
    expect(held('POST', '/api/v1/proposals', 201, { id: 'a', reference: 'P-2026-001' })).not.toThrow();
  });

  it('is refused with a status, a property or a header that nobody told of, or without one that was promised', () => {
    expect(held('GET', NEED, 412, problem)).toThrow(
      'needsOne answered 412, which the document does not know',
    );
    expect(held('PATCH', NEED, 412, { ...problem, stack: 'x' })).toThrow(
      'must NOT have additional properties',
    );
    expect(held('POST', '/api/v1/proposals', 201, { id: 'a' })).toThrow(
      "must have required property 'reference'",
    );
    const made = { id: 'a', reference: 'N-2026-001' };
    expect(held('POST', '/api/v1/needs', 201, made)).toThrow('without ETag, which the document promises');
    expect(held('POST', '/api/v1/proposals', 201, made, [['ETag', '"x"']])).toThrow('with ETag');
    expect(held('GET', '/api/v1/openapi.json?page=2', 200, {})).toThrow(
      '?page, which the document does not know',
    );
  });
});
