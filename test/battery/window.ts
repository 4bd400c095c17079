import { Screen } from '../../apps/web/src/journeys/needs/a-visitor.fixture.js';

export interface Field {
  readonly name: string;
  /** `text`, `radio`, `checkbox`, `select`, `textarea`, `file`, `hidden`, `button` … */
  readonly type: string;
  readonly value: string;
  /** Sent as the page came: what is filled in, ticked, chosen, or hidden. */
  readonly sent: boolean;
}

export interface Form {
  readonly action: string;
  readonly method: string;
  readonly multipart: boolean;
  readonly fields: readonly Field[];
}

export type Pairs = readonly (readonly [string, string])[];

/** What a person answers; the rest goes along by itself. */
export const asks = ({ type }: Field): boolean => type !== 'hidden' && type !== 'button';
/** What the page came with: nobody touched anything. */
export const asItCame = ({ fields }: Form): Pairs =>
  fields.filter(({ sent }) => sent).map(({ name, value }) => [name, value] as const);

/** One person's browser without JavaScript: it keeps its cookie, and follows nothing by itself. */
export class Window {
  /** Of the answer that came last. */
  headers = new Headers();

  constructor(
    private readonly base: string,
    private session: string | null,
  ) {}

  open(path: string): Promise<Screen> {
    return this.ask(path, {});
  }

  /** Sends a form with these answers, as the page that holds it would. */
  send({ action, method, multipart }: Form, pairs: Pairs): Promise<Screen> {
    const typed = pairs.map(([name, value]): [string, string] => [name, value]);
    const query = new URLSearchParams(typed).toString();
    if (method === 'get') return this.ask(`${action.split('?')[0] ?? ''}?${query}`, {});
    if (!multipart)
      return this.ask(action, {
        method: 'POST',
        body: query,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const body = new FormData();
    for (const [name, value] of typed) body.append(name, value);
    return this.ask(action, { method: 'POST', body });
  }

  private async ask(path: string, init: RequestInit): Promise<Screen> {
    const cookie: Record<string, string> = this.session === null ? {} : { cookie: `trellis=${this.session}` };
    const headers = { 'sec-fetch-site': 'same-origin', ...cookie, ...(init.headers as object) };
    const answer = await fetch(this.base + path, { ...init, headers, redirect: 'manual' });
    this.headers = answer.headers;
    for (const set of answer.headers.getSetCookie())
      this.session = /^trellis=([^;]+)/.exec(set)?.[1] ?? this.session;
    return new Screen(path, answer.status, await answer.text(), answer.headers.get('location'));
  }
}

/** The forms between header and footer, with what each would send. Our templates quote every attribute. */
export function formsOf({ html, path }: Screen): Form[] {
  const main = /<main[\s\S]*?<\/main>/.exec(html)?.[0] ?? '';
  return [...main.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) => ({
    action: valueOf(tag, 'action') ?? path,
    method: valueOf(tag, 'method') ?? 'get',
    multipart: tag.includes('multipart/form-data'),
    fields: fieldsOf(inside),
  }));
}

function fieldsOf(html: string): Field[] {
  const all = html.matchAll(/<(input|button)\b([^>]*)>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\3>/g);
  return [...all].flatMap(([, tag, attributes, long, longAttributes = '', inside = '']): Field[] => {
    const own = attributes ?? longAttributes;
    const name = valueOf(own, 'name');
    if (name === null || / disabled/.test(own)) return [];
    if (long === 'textarea')
      return [{ name, type: long, value: plain(inside).replace(/^\n/, ''), sent: true }];
    if (long === 'select') return [{ name, type: long, value: chosen(inside), sent: true }];
    const type = tag === 'button' ? 'button' : (valueOf(own, 'type') ?? 'text');
    const ticks = type === 'radio' || type === 'checkbox';
    const sent = type === 'button' || type === 'file' ? false : !ticks || / checked/.test(own);
    return [{ name, type, value: valueOf(own, 'value') ?? (ticks ? 'on' : ''), sent }];
  });
}

/** The options of a select, the one that asks to choose left out. */
export function optionsOf(html: string, name: string): string[] {
  const inside = new RegExp(`<select\\b[^>]*name="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(html)?.[1] ?? '';
  return [...inside.matchAll(/<option\b([^>]*)>/g)]
    .map(([, own = '']) => valueOf(own, 'value') ?? '')
    .filter((value) => value !== '');
}

function chosen(inside: string): string {
  const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, own = '']) => own);
  const own = options.find((each) => / selected/.test(each)) ?? options[0] ?? '';
  return valueOf(own, 'value') ?? '';
}

function valueOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes);
  return found === null ? null : plain(found[1] ?? '');
}

const KNOWN: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const plain = (text: string): string =>
  text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => KNOWN[name] ?? '');
