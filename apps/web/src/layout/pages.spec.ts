import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadRequestException, ServiceUnavailableException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pageServer } from './a-page-server.fixture.js';
import { errorView } from './error-view.js';

let app: NestExpressApplication;
let base: string;

beforeAll(async () => {
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(assets, 'main.css'), 'body{}');
  writeFileSync(join(assets, 'main.js'), '');
  app = await pageServer(assets);
  base = await app.getUrl();
});
afterAll(() => app.close());

const get = async (path: string): Promise<{ answer: Response; html: string }> => {
  const answer = await fetch(base + path, { redirect: 'manual' });
  return { answer, html: await answer.text() };
};
const send = async (fields: string): Promise<{ answer: Response; html: string }> => {
  const answer = await fetch(`${base}/try/form`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: fields,
  });
  return { answer, html: await answer.text() };
};

describe('a page', () => {
  it('carries the area’s name, says that a demonstration is one, and escapes what it prints', async () => {
    const { answer, html } = await get('/try/page');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('<title>A &lt;b&gt;title&lt;/b&gt; – Downland</title>');
    expect(html).toContain('This is a demonstration. Downland is fictional.');
  });

  it('allows no script but ours, no frame, no other site’s form, and is kept by nobody (W09)', async () => {
    const { answer, html } = await get('/try/page');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(policy.replace(nonce, '…')).toBe(
      "default-src 'self';script-src 'self' 'nonce-…';object-src 'none';base-uri 'none';frame-ancestors 'none';form-action 'self';require-trusted-types-for 'script'",
    );
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect((await get('/try/page')).answer.headers.get('content-security-policy')).not.toBe(policy);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('sends no style attribute, which the policy would drop', async () => {
    expect((await get('/try/page')).html).not.toMatch(/\sstyle=/);
  });
});

describe('a form', () => {
  it('comes back with 422, what was wrong on top, a link to the field, and what was typed', async () => {
    const { answer, html } = await send('tried=a+very+%3Clong%3E+answer+indeed');
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Error: Tell us');
    expect(html).toMatch(/There is a problem[\s\S]*<a href="#tried">Keep it under 20 characters<\/a>/);
    expect(html).toContain('a very &lt;long&gt; answer indeed</textarea>');
  });

  it('sends on with 303 when it worked', async () => {
    const { answer } = await send('tried=a+rota');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/try/page']);
  });

  it.each([
    'tried[x]=1',
    '__proto__=1',
    '__proto__%5Bx%5D=1',
    'constructor=1',
    'other=1',
    'tried=1&tried=2',
    'tried=%ff',
  ])('refuses %s with 400 and a page', async (fields) => {
    const { answer, html } = await send(fields);
    expect(answer.status).toBe(400);
    expect(html).toContain('Nothing was changed.');
  });

  it('refuses one field sent 10,000 times (W10)', async () => {
    expect((await send('tried=1&'.repeat(10_000))).answer.status).toBe(400);
  });
});

describe('what a person did not get', () => {
  it.each([
    ['missing', 404, 'There is nothing here, or it is not yours to see.'],
    ['refused', 403, 'You have an interest in Marlowe School.'],
    ['rule', 409, 'Harbour School shares a trust with Eastmarsh Academy.'],
    ['stale', 412, 'Somebody changed this since you opened it.'],
    ['away', 503, 'The database does not answer.'],
  ])('%s is a page with status %i that says why', async (path, status, sentence) => {
    const { answer, html } = await get(`/try/${path}`);
    expect(answer.status).toBe(status);
    expect(html).toContain(sentence);
  });

  it('is the same page for what is not there and for what may not be seen', async () => {
    const bare = (html: string): string =>
      html.replace(/nonce="[^"]*"/g, '').replaceAll(/\/try\/[a-z-]+/g, '');
    expect(bare((await get('/try/missing')).html)).toBe(bare((await get('/try/no-such-route')).html));
  });

  it('says when to ask again where a part is away', async () => {
    expect((await get('/try/away')).answer.headers.get('retry-after')).toBe('30');
  });

  it('says that nothing was changed to who sent something, and not to who only wanted to read', () => {
    const said = (reads: boolean): string =>
      [new ServiceUnavailableException(), new BadRequestException(), new Error('away')]
        .map((error) => errorView(error, 'r-1', reads))
        .map(({ status, happened, next }) => `${String(status)} ${happened} ${next}`)
        .join(' ');
    expect(said(false)).toMatch(
      /^503 Nothing was changed\. .* 400 .*Nothing was changed\. .* 500 .*not saved/,
    );
    expect(said(true)).toMatch(/^503 This page could not be read just now\. Try again in a minute\. 400 /);
    expect(said(true)).not.toMatch(/changed|saved|sent/);
  });

  it('shows a reference and nothing of the inside when it is our fault', async () => {
    const { answer, html } = await get('/try/bug');
    expect(answer.status).toBe(500);
    expect(html).not.toMatch(/secret detail|at .*\.ts|Error:/);
    expect(html).toContain(answer.headers.get('x-request-id') ?? 'none');
  });
});

describe('other answers', () => {
  it('a file keeps its name and is offered for saving', async () => {
    const answer = await fetch(`${base}/try/file`);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="needs---autumn.csv"; filename*=UTF-8''needs%20%E2%80%93%20autumn.csv`,
    );
    expect([...new Uint8Array(await answer.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('events come one by one until it is over', async () => {
    const answer = await fetch(`${base}/try/events`);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect((await answer.text()).match(/"sentence":"[^"]*"/g)).toEqual([
      '"sentence":"1 of 3"',
      '"sentence":"2 of 3"',
      '"sentence":"3 of 3"',
    ]);
  });
});
