import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { Log } from '../logging/log.js';
import { mailerOf } from './mailer-of.js';
import { MailWaits, type Letter, type Mailer } from './mailer.js';

const log = new Log('spec', 'silent');
const LETTER: Letter = {
  id: '0b6f9f4e-58bd-4c1a-9d36-2f1f0a6f4b11',
  to: 'head@marlowe.example.org',
  subject: 'A reply is needed by 4 December (Q-2026-052)',
  text: 'A reply is needed.\n',
};

describe('mail by SMTP', () => {
  let server: SMTPServer;
  let mailer: Mailer;
  let received: string[];
  let recipients: string[];
  let answer: ((command: 'rcpt' | 'data') => (Error & { responseCode: number }) | null) | null;

  const refusing = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

  beforeEach(async () => {
    [received, recipients, answer] = [[], [], null];
    server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false },
      onRcptTo: ({ address }, _session, done) => {
        recipients.push(address);
        done(answer?.('rcpt') ?? null);
      },
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (part: Buffer) => (text += part.toString()));
        stream.on('end', () => {
          const refused = answer?.('data') ?? null;
          if (refused === null) received.push(text);
          done(refused);
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.server.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${String(port)}`;
    mailer = mailerOf({ kind: 'smtp', url, from: 'trellis@example.org', needsTls: false }, log);
  });
  afterEach(async () => {
    await mailer.close();
    await new Promise<void>((closed) => server.close(closed));
  });

  it('arrives as plain text to one person, with an id that a repeat carries again (N02)', async () => {
    const first = await mailer.send(LETTER, false);
    const again = await mailer.send(LETTER, true);
    expect(first).toEqual({ kind: 'accepted', reference: `<${LETTER.id}@example.org>` });
    expect(again).toEqual(first);
    expect(recipients).toEqual([LETTER.to, LETTER.to]);
    const ids = received.map((text) => /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());
    expect(new Set(ids)).toEqual(new Set([`<${LETTER.id}@example.org>`]));
    expect(received[0]).toContain('Content-Type: text/plain');
    expect(received[0]).toContain('Auto-Submitted: auto-generated');
  });

  it('is refused for good where the server knows no such person, and later where it may do', async () => {
    answer = (command) => (command === 'rcpt' ? refusing(550) : null);
    expect(await mailer.send(LETTER, false)).toMatchObject({ kind: 'refused' });
    answer = (command) => (command === 'rcpt' ? refusing(451) : null);
    await expect(mailer.send(LETTER, false)).rejects.toThrow(MailWaits);
    answer = (command) => (command === 'data' ? refusing(554) : null);
    expect(await mailer.send(LETTER, false)).toMatchObject({ kind: 'refused' });
  });

  it('waits where the server does not answer', async () => {
    await new Promise<void>((closed) => server.close(closed));
    await expect(mailer.send(LETTER, false)).rejects.toThrow(MailWaits);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });

  it.each([
    'a@b.uk, c@d.uk',
    '"quoted name"@b.uk',
    'a@b.uk\r\nBcc: c@d.uk',
    'a b@c.uk',
    '<a@b.uk>',
    Array(5_000).fill('a@b.uk').join(','),
  ])('is not sent to %j (N01)', async (to) => {
    expect(await mailer.send({ ...LETTER, to }, false)).toMatchObject({ kind: 'refused' });
    expect(recipients).toEqual([]);
  });

  it('keeps a line break in a subject out of its headers (N01)', async () => {
    await mailer.send({ ...LETTER, subject: 'Hello\r\nBcc: other@example.org' }, false);
    expect(recipients).toEqual([LETTER.to]);
    expect(received[0]?.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
  });
});

describe('mail by GOV.UK Notify', () => {
  const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506';
  const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0';
  const TEMPLATE = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
  let notify: Server;
  let mailer: Mailer;
  let asked: { method: string; url: string; body: Record<string, unknown>; token: string }[];
  let answers: { status: number; body: object }[];

  beforeEach(async () => {
    [asked, answers] = [[], []];
    notify = createServer((request, response) => {
      void textOf(request).then((text) => {
        const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
        const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
        asked.push({ method: request.method ?? '', url: request.url ?? '', body, token });
        const answer = answers.shift() ?? { status: 500, body: {} };
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((ready) => notify.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${String((notify.address() as AddressInfo).port)}`;
    const key = `trellis-${SERVICE}-${SECRET}`;
    mailer = mailerOf({ kind: 'notify', key, template: TEMPLATE, url }, log);
  });
  afterEach(async () => {
    await mailer.close();
    await new Promise<void>((closed) => notify.close(() => closed()));
  });

  it('asks for one mail by our template, under our reference, signed by the key', async () => {
    answers.push({ status: 201, body: { id: 'notify-1', reference: LETTER.id } });
    expect(await mailer.send(LETTER, false)).toEqual({ kind: 'accepted', reference: 'notify-1' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      ...{ method: 'POST', url: '/v2/notifications/email' },
      body: {
        ...{ template_id: TEMPLATE, email_address: LETTER.to, reference: LETTER.id },
        personalisation: { subject: LETTER.subject, text: LETTER.text },
      },
    });
    const [head, claims, signature] = (asked[0]?.token ?? '').split('.');
    expect(signature).toBe(
      createHmac('sha256', SECRET)
        .update(`${head ?? ''}.${claims ?? ''}`)
        .digest('base64url'),
    );
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({ iss: SERVICE });
  });

  it('asks before a repeat whether Notify has it already, and then sends nothing', async () => {
    answers.push({ status: 200, body: { notifications: [{ id: 'notify-1' }], links: {} } });
    expect(await mailer.send(LETTER, true)).toEqual({ kind: 'accepted', reference: 'notify-1' });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /v2/notifications?template_type=email&reference=${LETTER.id}`,
    ]);
  });

  it('is refused for good where Notify takes no such address, and waits for everything that is ours to mend', async () => {
    const error = (message: string): object => ({ errors: [{ error: 'ValidationError', message }] });
    answers.push({ status: 400, body: error('email_address Not a valid email address') });
    expect(await mailer.send(LETTER, false)).toMatchObject({ kind: 'refused' });
    for (const answer of [
      { status: 400, body: error('Template not found') },
      { status: 403, body: error('Invalid token: API key not found') },
      { status: 429, body: error('Exceeded rate limit') },
      { status: 503, body: {} },
    ]) {
      answers.push(answer);
      await expect(mailer.send(LETTER, false)).rejects.toThrow(MailWaits);
    }
  });
});

describe('mail to the log', () => {
  it('says that one would have left, and neither for whom nor what it says', async () => {
    const lines: string[] = [];
    const written = new Log('spec', 'info', { write: (line) => lines.push(line) });
    await mailerOf({ kind: 'log' }, written).send(LETTER, false);
    expect(lines.join('')).toContain(LETTER.id);
    expect(lines.join('')).not.toMatch(/marlowe|Q-2026-052|reply/);
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
