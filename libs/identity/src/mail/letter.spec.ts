import { localDate as on } from '@app/kernel';
import type { MailKind, MailTask } from '@app/platform';
import { letterOf } from './letter.js';

const BASE = 'https://trellis.example.org';
const LINK = `${BASE}/a/aaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb`;
const due = on('2026-12-04');
const subjectOf = (kind: MailKind, ...tasks: MailTask[]): string =>
  letterOf({ kind, tasks, path: '/today' }, BASE, null).subject;

describe('what a mail says (N03)', () => {
  it('is the task, by its reference and day, in one line', () => {
    expect(subjectOf('request', { reference: 'Q-2026-052', due })).toBe(
      'A reply is needed by 4 December (Q-2026-052)',
    );
    expect(subjectOf('visit', { reference: 'SP-2026-014', due: null })).toBe(
      'A reply is needed (SP-2026-014)',
    );
    expect(subjectOf('need_now', { reference: 'N-2026-031', due })).toBe(
      'A request that cannot wait (N-2026-031)',
    );
    expect(subjectOf('urgent', { reference: 'P-2026-012', due, why: 'hold_lapses' })).toBe(
      'Held days go back before your next day (P-2026-012)',
    );
    const asked = { reference: 'Declaration 2026/27', due: null, why: 'declaration_asked' };
    expect(subjectOf('urgent', asked)).toBe(
      'There is a question about what your school declared (Declaration 2026/27)',
    );
    expect(subjectOf('declaration', { reference: 'Declaration 2027/28', due, why: 'yearly' })).toBe(
      'What can your school offer? (Declaration 2027/28)',
    );
  });

  it('is, in a digest, each thing with its day', () => {
    const tasks = [
      { reference: 'P-2026-012', due },
      { reference: 'N-2026-031', due: null },
    ];
    const { subject, text } = letterOf({ kind: 'digest', tasks, path: '/today' }, BASE, null);
    expect(subject).toBe('2 things wait for you');
    expect(text).toContain('- P-2026-012, by 4 December 2026\n- N-2026-031\n');
    expect(text).toContain(`Sign in and open it:\n${BASE}/today\n`);
  });

  it('offers the link first, says that it answers once, and leads to the page too', () => {
    const about = {
      kind: 'offer',
      tasks: [{ reference: 'O-2026-031', due }],
      path: '/offers/O-2026-031',
    } as const;
    const { text } = letterOf(about, BASE, LINK);
    expect(text.indexOf(LINK)).toBeLessThan(text.indexOf(`${BASE}/offers/O-2026-031`));
    expect(text).toContain('once, in your name. Do not pass it on.');
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(120);
  });
});
