import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { keyboardFaults } from '../keyboard.js';

describe('the walk with the Tab key sees', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    page = await browser.newPage();
  }, 60_000);
  afterAll(() => browser.close());

  const faultsOf = async (body: string): Promise<string[]> => {
    await page.setContent(`<!doctype html><title>t</title><main>${body}</main>`);
    return keyboardFaults(page);
  };

  it('nothing to find on a page that is in order: links, fields, a group of radio buttons, a fold', async () => {
    expect(
      await faultsOf(`<a href="#a">one</a><input name="b"><select><option>c</select><textarea></textarea>
        <input type="radio" name="d" value="1"><input type="radio" name="d" value="2">
        <details><summary>e</summary><a href="#f">folded</a></details><button>g</button>`),
    ).toEqual([]);
  });

  it('a field that nobody leaves again, and what lies behind it', async () => {
    const trap = `<input name="trap" onkeydown="if (event.key === 'Tab') event.preventDefault()">`;
    const [fault] = await faultsOf(`<a href="#a">one</a>${trap}<button>after</button>`);
    expect(fault).toContain('<button');
    expect(fault).toContain('is not reached by Tab.');
  });

  it('a link whose focus cannot be seen', async () => {
    const [fault] = await faultsOf(`<a href="#a" style="outline: none">one</a>`);
    expect(fault).toContain('shows no focus.');
  });
});
