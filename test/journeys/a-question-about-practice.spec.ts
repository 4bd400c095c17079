import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, startBrowser } from '../browser.js';
import { become, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(180_000);

describe.each([
  ['on a phone without JavaScript', false],
  ['with JavaScript', true],
])('a question about practice, %s', (told, javaScript) => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  const at = async (who: PersonaName): Promise<Page> => {
    const asked = javaScript ? { javaScript } : { javaScript, width: PHONE };
    const window = await openWindow(browser, service.url, asked);
    window.setDefaultTimeout(60_000);
    return become(window, who);
  };

  it('is asked by a head, found by its theme, answered by another, and closed with what helped', async () => {
    const asker = await at('asker');
    await asker.goto('/practice');
    await keepScreen(asker, `practice-${told}`);
    await asker.getByRole('link', { name: 'Ask a question' }).click();
    await asker.getByRole('button', { name: 'Ask' }).click();
    expect(await asker.innerText('.govuk-error-summary')).toContain('Enter your question');
    await asker.getByLabel('Theme').selectOption({ index: 1 });
    await asker
      .getByLabel('What would you like to know?')
      .fill('Who keeps a breakfast club going all winter?');
    await asker.getByRole('button', { name: 'Ask' }).click();
    await asker.getByText('No answer yet').waitFor();
    const path = new URL(asker.url()).pathname;
    expect(path).toMatch(/^\/practice\/K-[0-9]{4}-[0-9]{3}$/);

    const helper = await at('helper');
    await helper.goto('/practice?state=asked');
    expect(await helper.locator(`main a[href="${path}"]`).count()).toBe(1);
    await helper.goto('/practice?theme=lea');
    expect(await helper.locator(`main a[href="${path}"]`).count()).toBe(0);
    const file = await helper.request.get('/practice.csv?state=asked');
    expect(await file.text()).toContain('Who keeps a breakfast club going all winter?');
    await helper.goto(path);
    await helper.getByLabel('Your answer').fill('We do, with the caretaker and two parents.');
    await helper.getByRole('button', { name: 'Send answer' }).click();
    await helper.getByText('We do, with the caretaker').waitFor();

    await asker.goto(path);
    await keepScreen(asker, `question-${told}`);
    await asker.getByLabel('Answer 1, Daniel Fry').check();
    await asker.getByRole('button', { name: 'Close this question' }).click();
    await asker.getByText('This helped').waitFor();

    const officer = await at('officer');
    expect((await officer.request.get('/practice/new')).status()).toBe(404);
    await officer.goto(path);
    expect(await officer.innerText('main')).toContain('This helped');
    expect(await officer.getByRole('button', { name: 'Send answer' }).count()).toBe(0);
  });
});
