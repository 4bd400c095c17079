// `npm run bench -- --pages 500`: how long the built service takes to answer each page of an area with so many schools.
// The demonstration's county is repeated until it has them, with what they ask, offer and declare. What is timed is from
// the request to the last byte on the loopback, one request at a time, after three that warm up.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { chromium } from 'playwright-core';

const ROOT = new URL('../..', import.meta.url).pathname;
const GOAL_MS = 50;
const WARM = 3;
const PAGES = {
  'Jo Marsh': ['/today', '/needs', '/pairings', '/schools', '/runs', '/plan', '/practice'],
  'Priya Nair': ['/exceptions', '/fairness', '/interventions', '/findings', '/audit', '/commissions'],
  'Grace Okoro': ['/my-school', '/needs', '/schools'],
  'Helen Croft': ['/board', '/board/county', '/sign-offs'],
};

/** @returns a line a page: median and 95th percentile in milliseconds, and the size as sent and as read. */
export async function benchPages(schools, times) {
  const { freePort, startEmbedded } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));
  const data = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
  const service = await start(data, await freePort(), await freePort());
  try {
    const { superuserUrl } = await startEmbedded({ root: ROOT, data, durable: true }); // takes over the one that runs
    await grow(superuserUrl.replace(/postgres$/, 'trellis'), schools);
    const lines = [];
    for (const [who, paths] of Object.entries(PAGES)) {
      const cookie = await signedIn(service.url, who);
      for (const path of paths) lines.push(await timed(service.url, path, who, cookie, times));
    }
    return lines;
  } finally {
    await service.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function start(data, web, api) {
  const env = { ...process.env, TRELLIS_DATA: data, WEB_PORT: String(web), API_PORT: String(api) };
  const bin = join(ROOT, 'apps/ops/bin/trellis.mjs');
  const child = spawn(process.execPath, [bin, 'start', '--demo'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise((ready, failed) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Stop with Ctrl-C.')) ready();
    });
    child.once('exit', () => failed(new Error(`The service ended before it was ready:\n${said}`)));
  });
  const ended = new Promise((done) => child.once('exit', done));
  return { url: `http://127.0.0.1:${String(web)}`, stop: () => (child.kill('SIGINT'), ended) };
}

/** Every school of the demonstration again and again under numbers of its own, with its requests, offers and days. */
async function grow(url, schools) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query('select count(*)::int as n from schools.area_school');
    const copies = Math.ceil(schools / rows[0].n) - 1;
    await client.query(
      `create temporary table again as
       select urn, k, (200000 + k * 1000 + row_number() over (partition by k order by urn))::text as fresh
       from schools.area_school, generate_series(1, ${String(copies)}) k`,
    );
    const again = (table, column, changed = '', only = 'true') => {
      const change = `jsonb_build_object('id', gen_random_uuid(), '${column}', a.fresh ${changed})`;
      return client.query(
        `insert into ${table} select (jsonb_populate_record(t, ${change})).* from ${table} t
         join again a on a.urn = t.${column} where ${only}`,
      );
    };
    await again('schools.school', 'urn', `, 'name', t.name || ' ' || a.k`);
    await again('schools.area_school', 'urn');
    await again('profiles.declaration', 'urn');
    await again('profiles.offer', 'supporter_urn');
    await again('profiles.capacity_window', 'supporter_urn', `, 'booked', 0`);
    await again(
      ...['profiles.need', 'urn', `, 'reference', t.reference || lpad(a.k::text, 3, '0')`],
      `state <> 'matched'`,
    );
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

async function signedIn(url, who) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ baseURL: url });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: who }).click();
    await page.waitForURL((at) => at.pathname !== '/sign-in');
    const cookies = await page.context().cookies();
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  } finally {
    await browser.close();
  }
}

async function timed(url, path, who, cookie, times) {
  const took = [];
  let sent = 0;
  let read = 0;
  for (let at = 0; at < times + WARM; at += 1) {
    const from = performance.now();
    // As a browser asks; fetch would unpack what came, and count the unpacking.
    const answer = await ask(url + path, cookie);
    if (at >= WARM) took.push(performance.now() - from);
    if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)} to ${who}`);
    sent = answer.bytes.length;
    read = answer.zipped ? gunzipSync(answer.bytes).length : sent;
  }
  took.sort((one, other) => one - other);
  const quantile = (part) =>
    Number(took[Math.min(took.length - 1, Math.floor(part * took.length))].toFixed(1));
  const p95 = quantile(0.95);
  return {
    page: path,
    who,
    median: quantile(0.5),
    p95,
    within: p95 <= GOAL_MS,
    kB: kilo(sent),
    html: kilo(read),
  };
}

async function ask(url, cookie) {
  const { request } = await import('node:http');
  return new Promise((done, failed) => {
    request(url, { headers: { cookie, 'accept-encoding': 'gzip' } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        done({
          status: answer.statusCode,
          zipped: answer.headers['content-encoding'] === 'gzip',
          bytes: Buffer.concat(parts),
        }),
      );
    })
      .once('error', failed)
      .end();
  });
}

const kilo = (bytes) => Number((bytes / 1000).toFixed(1));
