/** What somebody typed: one text, or several ticked boxes. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** One page as it came. */
export class Screen {
  constructor(
    readonly path: string,
    readonly status: number,
    readonly html: string,
    /** Where the answer sends the browser; null where it shows a page. */
    readonly location: string | null,
  ) {}

  get title(): string {
    return plain(/<title>([\s\S]*?)<\/title>/.exec(this.html)?.[1] ?? '');
  }

  get heading(): string {
    return plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(this.html)?.[1] ?? '');
  }

  /** What a person reads between the header and the footer. */
  get words(): string {
    return plain(/<main[\s\S]*?<\/main>/.exec(this.html)?.[0] ?? '');
  }

  /** Lines of the error summary, each with the id of the field that it leads to. */
  get problems(): { text: string; field: string }[] {
    const list = /govuk-error-summary__list[\s\S]*?<\/ul>/.exec(this.html)?.[0] ?? '';
    return [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, line = '']) => ({
      text: plain(line),
      field: /href="#([^"]*)"/.exec(line)?.[1] ?? '',
    }));
  }

  has(id: string): boolean {
    return this.html.includes(`id="${id}"`);
  }

  links(): string[] {
    const main = /<main[\s\S]*?<\/main>/.exec(this.html)?.[0] ?? '';
    return [...main.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => unescape(href));
  }

  /** Hidden answers of the form that posts to this address, or of the first form of the page. */
  hidden(action?: string): [string, string][] {
    const main = /<main[\s\S]*?<\/main>/.exec(this.html)?.[0] ?? '';
    const forms = [...main.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)].map(([form]) => form);
    const form =
      forms.find((each) => action !== undefined && each.includes(`action="${action}"`)) ?? forms[0];
    return [...(form ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [unescape(name), unescape(value)],
    );
  }
}

/** A browser without JavaScript. */
export class Visitor {
  constructor(
    readonly base: string,
    readonly session: string,
  ) {}

  async open(path: string): Promise<Screen> {
    return this.ask(path, { headers: this.headers() });
  }

  /** Presses the button of a page: what it carries hidden, and what was typed. */
  async press(on: Screen, action: string, answers: Answers = {}): Promise<Screen> {
    const typed = Object.entries(answers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : value.map((each) => [name, each]),
    );
    const hidden = on.hidden(action).filter(([name]) => !(name in answers));
    const body = new URLSearchParams([...hidden, ...typed]).toString();
    return this.ask(action, { method: 'POST', body, headers: this.headers() });
  }

  /** The page that a press led to. */
  async follow(screen: Screen): Promise<Screen> {
    if (screen.location === null) throw new Error(`${String(screen.status)}: ${screen.words}`);
    return this.open(screen.location);
  }

  private headers(): Record<string, string> {
    return {
      cookie: `trellis=${this.session}`,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    };
  }

  private async ask(path: string, init: RequestInit): Promise<Screen> {
    const answer = await fetch(this.base + path, { ...init, redirect: 'manual' });
    return new Screen(path, answer.status, await answer.text(), answer.headers.get('location'));
  }
}

function plain(html: string): string {
  return unescape(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescape(text: string): string {
  const known: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => known[name] ?? '');
}
