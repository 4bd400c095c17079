import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaTemplates } from '../../../../../test/factories/area-templates.js';
import type { Visitor } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';

const ROOT = join(__dirname, '..', '..');

/** PRODUCT §2, "Avoid > write": nowhere, and on heads' screens also. A word of the first list has no place at all. */
const NOWHERE =
  /\b(failing|weak|weakness(es)?|struggling|recipients?|donors?|rejected|failed pairings?|no capacity|fixed-term exclusions?|lost learning|best schools?|caused|the system decided)\b/gi;
const NOT_TO_HEADS = /\b(cases?|diagnos\w*|escalat\w*|isolated|verdicts?|placebo|interventions?)\b/gi;

/** Exact sentences that may hold such a word, each with its reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'Interventions and specialist provision':
    'inc.provision of the published taxonomy: here a kind of teaching, not support given to a school; a name in force is never reworded',
  'Safeguarding systems, not cases':
    'lea.safeguarding of the published taxonomy: it tells schools to write of systems and of no child; a name in force is never reworded',
};

/** Folders whose pages no head opens: those who look after the area read them. */
const NOT_HEADS =
  /^journeys\/(runs|candidates|audit|cases|fairness|register-import|interventions\/(?!own)|agreement\/(proposal|brief|decisions))/;

function avoided(text: string, words: RegExp): string[] {
  const rest = Object.keys(ALLOWED).reduce((left, sentence) => left.replaceAll(sentence, ''), text);
  return [...rest.matchAll(words)].map(([word]) => word.toLowerCase());
}

/** What a template prints itself, and what it hands to a macro; its names and its comments are code. */
function wordsOfTemplate(text: string): string {
  const plain = text.replace(/\{#[\s\S]*?#\}/g, ' ');
  const quoted = [...plain.matchAll(/\{[{%][\s\S]*?[}%]\}/g)].flatMap(([tag]) => sentencesIn(tag));
  const printed = plain.replace(/\{[{%][\s\S]*?[}%]\}/g, ' ').replace(/<[^>]*>/g, ' ');
  return [printed, ...quoted].join('\n');
}

/** A text in quotes that a person could read: it starts with a capital letter, or has a space. */
function sentencesIn(code: string): string[] {
  const texts = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"|`([^`]*)`/g)];
  return texts
    .map(([, single, double, template]) => (single ?? double ?? template ?? '').replace(/\$\{[^}]*\}/g, ' '))
    .filter((text) => /^[A-Z]|\S \S/.test(text) && !text.includes('journeys/'));
}

function wordsOfCode(text: string): string {
  return sentencesIn(
    text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replace(/^import[\s\S]*?;$/gm, ''),
  ).join('\n');
}

function pagesFound(): { name: string; words: string }[] {
  const endings = ['.njk', '.view.ts', '-words.ts', '.form.ts', '.faults.ts', 'why-not-move.ts'];
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.some((ending) => name.endsWith(ending)) && !name.includes('.fixture.'))
    .map((name) => {
      const text = readFileSync(join(ROOT, name), 'utf8');
      return { name, words: name.endsWith('.njk') ? wordsOfTemplate(text) : wordsOfCode(text) };
    });
}

describe('the words of the pages', () => {
  it('are those that heads would use of each other, everywhere', () => {
    const found = pagesFound().flatMap(({ name, words }) =>
      avoided(words, NOWHERE).map((word) => `${name}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it('never make a school a case on a head’s screen', () => {
    const found = pagesFound()
      .filter(({ name }) => !NOT_HEADS.test(name))
      .flatMap(({ name, words }) => avoided(words, NOT_TO_HEADS).map((word) => `${name}: ${word}`));
    expect(found).toEqual([]);
  });

  it.each([
    ['{# a case in a comment #}<p>Your case {{ need.isolated }}</p>', ['case']],
    ['{{ govukButton({ text: "Escalate it", name: "escalated" }) }}', ['escalate']],
    ['<p>{{ "A verdict" if x else "Interventions and specialist provision" }}</p>', ['verdict']],
  ])('are found where somebody plants one: %s', (template, words) => {
    expect(avoided(wordsOfTemplate(template), NOT_TO_HEADS)).toEqual(words);
  });

  it('are found in a view too, and not in its code', () => {
    const view =
      "/** Every case. */ const escalated = 'escalated'; return { title: 'A failing school', case: `One case of ${x}` };";
    expect([avoided(wordsOfCode(view), NOWHERE), avoided(wordsOfCode(view), NOT_TO_HEADS)]).toEqual([
      ['failing'],
      ['case'],
    ]);
  });

  it('are allowed by the whole sentence alone, and every sentence allowed is a theme in the list', () => {
    expect(avoided('Interventions', NOT_TO_HEADS)).toEqual(['interventions']);
    const themes = JSON.stringify(areaTemplates().themes);
    expect(avoided(themes, NOWHERE).concat(avoided(themes, NOT_TO_HEADS))).toEqual([]);
    expect(Object.keys(ALLOWED).filter((sentence) => !themes.includes(sentence))).toEqual([]);
  });
});

describe('the pages of a head, as they come', () => {
  let web: WebHouse;
  let head: Visitor;
  beforeAll(async () => {
    web = await WebHouse.open();
    head = await web.visitor('asker');
  });
  afterAll(() => web.close());

  it('say none of the words that would make a school a case, and call what the school asked for a request', async () => {
    const need = await web.toAgree();
    const pages = ['', '/agree', '/approach', '/withdraw', '/close'].map((page) => `/needs/${need}${page}`);
    for (const path of [...pages, '/needs', '/needs/new', '/today', '/my-school', '/declare/2026-27']) {
      const page = await head.open(path);
      expect([path, page.status, avoided(page.words, NOT_TO_HEADS), avoided(page.words, NOWHERE)]).toEqual([
        path,
        200,
        [],
        [],
      ]);
      expect([path, page.words.match(/\b(the|this|your|a) needs?\b/gi)]).toEqual([path, null]);
    }
  });
});
