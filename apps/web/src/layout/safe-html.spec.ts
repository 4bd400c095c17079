import { dirname } from 'node:path';
import { templates } from './templates.js';
import { markup, SafeHtml } from './safe-html.js';

describe('markup of our own', () => {
  it('escapes every text put into it, and takes its own kind as it is', () => {
    const name = markup`<title>${`<b>"O'Neill" & co</b>`}</title>`;
    expect(String(markup`<g>${name}${[name]}${1 / 3}</g>`)).toBe(
      '<g><title>&lt;b&gt;&quot;O&#39;Neill&quot; &amp; co&lt;/b&gt;</title><title>&lt;b&gt;&quot;O&#39;Neill&quot; &amp; co&lt;/b&gt;</title>0.33</g>',
    );
  });

  it('is the only thing that a template prints as markup', () => {
    const render = templates([dirname(__filename)]);
    expect(() => render('markup.fixture.njk', { drawing: '<svg></svg>' })).toThrow('Only SafeHtml');
    expect(() => render('markup.fixture.njk', { drawing: { toString: () => '<svg></svg>' } })).toThrow();
    expect(render('markup.fixture.njk', { drawing: markup`<svg></svg>`, text: '<b>' })).toContain(
      '<svg></svg>&lt;b&gt;',
    );
  });

  it('cannot be made from a text', () => {
    // @ts-expect-error its constructor is private
    const forged = (): unknown => new SafeHtml('<svg></svg>');
    expect(forged).toBeDefined();
  });
});
