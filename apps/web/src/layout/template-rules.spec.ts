import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

function filesEnding(ending: string): { name: string; text: string }[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('.fixture.'))
    .map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') }));
}

/** Each rule finds what it forbids in a template's text; the planted lines below prove that each can. */
const RULES: Readonly<Record<string, (text: string) => string[]>> = {
  'quotes every attribute value': (text) => matches(text, /[\w-]=\{[{%]/g),
  'never prints text as markup': (text) => matches(text, /\|\s*(safe|dump)\b|autoescape/g),
  'prints drawings of figures alone as markup': (text) => matches(text, /(?<!\.svg)\s\|\s*markup\b/g),
  'has no style attribute and no script of its own': (text) =>
    matches(text, /\s(style|on[a-z]+)=|<script(?! type="module" src)/g),
  'gives a macro’s html only what it set as a block itself': (text) =>
    [...text.matchAll(/\b\w*[hH]tml:\s*([^\s,}]+)/g)]
      .map((found) => found[1] ?? '')
      .filter((name) => !new RegExp(`{%-? set ${name} -?%}`).test(text)),
  'sends the token with every form that changes something': (text) =>
    matches(text, /<form\b[^>]*method="post"[\s\S]*?<\/form>/g).filter(
      (form) => !/form-fields\.njk|name="_csrf"/.test(form),
    ),
  // The library says so with aria-expanded, which a radio may not carry.
  'opens no part of a form by a choice': (text) => matches(text, /\bconditional:/g),
  'names every region that scrolls': (text) =>
    matches(text, /<[^>]*app-table-region[^>]*>/g).filter(
      (tag) => !/role="region"/.test(tag) || !/aria-label(ledby)?="/.test(tag) || !/tabindex="0"/.test(tag),
    ),
};

const PLANTED: Readonly<Record<keyof typeof RULES, string>> = {
  'quotes every attribute value': '<a title={{ x }}>',
  'never prints text as markup': '{{ x | dump | safe }}',
  'prints drawings of figures alone as markup': '{{ text | markup }}',
  'has no style attribute and no script of its own': '<p style="color:red" onclick="x()">',
  'gives a macro’s html only what it set as a block itself': '{{ govukTag({ html: name }) }}',
  'sends the token with every form that changes something': '<form method="post"><button></button></form>',
  'opens no part of a form by a choice': '{ value: "one", text: "One", conditional: { html: named } }',
  'names every region that scrolls': '<div class="app-table-region">',
};

function matches(text: string, rule: RegExp): string[] {
  return [...text.matchAll(rule)].map((found) => found[0]);
}

describe.each(Object.keys(RULES))('every template %s', (rule) => {
  const broken = RULES[rule]!;

  it('here', () => {
    const found = filesEnding('.njk').flatMap(({ name, text }) =>
      broken(text).map((what) => `${name}: ${what}`),
    );
    expect(found).toEqual([]);
  });

  it('and a planted line that does not is found', () => {
    expect(broken(PLANTED[rule]!)).not.toEqual([]);
  });
});

/** PRODUCT §2, "Avoid > write". */
const AVOIDED =
  /\b(failing|weak|weakness(es)?|struggling|recipients?|donors?|rejected|failed pairing|no capacity|fixed-term exclusions?|lost learning|best school|the system decided)\b/gi;

describe('the words of the pages', () => {
  it('are those that heads would use of each other', () => {
    const pages = ['.njk', '.view.ts', '-words.ts', '.form.ts'].flatMap(filesEnding);
    const found = pages.flatMap(({ name, text }) => matches(text, AVOIDED).map((word) => `${name}: ${word}`));
    expect(found).toEqual([]);
  });
});
