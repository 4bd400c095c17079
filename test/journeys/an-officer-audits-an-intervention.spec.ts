import { addDays, localDateOf } from '@app/kernel';
import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, startBrowser } from '../browser.js';
import { become, PERSONAS, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(240_000);

const A_YEAR_AGO = addDays(localDateOf(new Date()), -365);

function personaOf(name: string): PersonaName {
  const found = (Object.keys(PERSONAS) as PersonaName[]).find((key) => PERSONAS[key] === name);
  if (found === undefined) throw new Error(`Nobody can be ${name}.`);
  return found;
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an officer audits an intervention a year later, %s', (told, javaScript) => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ seededOn: A_YEAR_AGO }), startBrowser()]);
  }, 400_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  const at = async (who: PersonaName): Promise<Page> => {
    const window = await openWindow(browser, service.url, { javaScript, width: PHONE });
    window.setDefaultTimeout(60_000);
    return become(window, who);
  };
  const words = (page: Page): Promise<string> => page.innerText('main');
  const follow = async (page: Page, link: string): Promise<string> => {
    await page.locator(`main a[href*="${link}"]`).last().click();
    await page.waitForURL((url) => url.pathname.includes(link));
    return words(page);
  };

  it('finds it, sees what it rests on, what it cost and what it led to, and has its question answered', async () => {
    const officer = await at('officer');
    await officer.goto('/interventions');
    await officer.selectOption('#state', 'ended');
    await officer.getByRole('button', { name: 'Apply' }).click();
    await officer.waitForURL(/state=ended/);
    expect(await words(officer)).toMatch(/1 intervention\. Cost in all: £1,200/);
    const one = await follow(officer, '/interventions/I-');
    const here = new URL(officer.url()).pathname;
    await keepScreen(officer, `audit-a-year-later-${told}`);
    for (const said of [
      ...['Support by agreement: Ivybridge Lane School', 'Rests on an agreement', 'Memorandum on calls'],
      ...[
        'Funded by',
        'The council',
        '£1,200',
        'What was wanted was reached',
        'Tutors ring families themselves',
      ],
    ])
      expect(one).toContain(said);
    // Which broker has the school moves with the day on which the county is seeded.
    const [, recorder = ''] = /Recorded by ([A-Za-z ]+),/.exec(one) ?? [];
    expect(one).toContain(`Ended by ${recorder},`);
    // Nothing here is theirs to write.
    expect(await officer.locator('main form').count()).toBe(0);

    const pairing = await follow(officer, '/pairings/SP-');
    expect(pairing).toContain('Quarry Lane School supporting Ivybridge Lane School');
    await officer.goto(here);
    await follow(officer, '/cases/N-');
    await officer.fill('#reason', 'Yearly audit of powers and agreements');
    await officer.getByRole('button', { name: 'Continue' }).click();
    await officer.getByRole('heading', { name: 'What happened', exact: true }).waitFor();
    const file = await words(officer);
    const happened = [
      ...['Agreed in principle', 'Began: Support by agreement (I-'],
      ...['Ended: Support by agreement (I-', 'said what changed'],
    ];
    for (const said of happened) expect(file).toContain(said);
    await keepScreen(officer, `audit-case-file-${told}`);

    await officer.goto(here);
    await officer.getByRole('link', { name: 'Ask about this intervention' }).click();
    await officer.fill('#question', 'Who agreed to it, and where is the memorandum kept?');
    await officer.getByRole('button', { name: 'Send question' }).click();
    await officer.waitForURL(/\/findings\/F-/);
    const finding = new URL(officer.url()).pathname;

    const broker = await at(personaOf(recorder));
    await broker.goto(finding);
    await follow(broker, '/interventions/I-');
    await broker.goto(finding);
    await broker.fill(
      '#answer',
      'The head and the board, on the first day. The clerk of the board keeps it.',
    );
    await broker.getByRole('button', { name: 'Send answer' }).click();

    await officer.goto(finding);
    expect(await words(officer)).toContain('The clerk of the board keeps it.');
    await officer.fill('#opinion', 'Agreed, funded and ended as recorded.');
    await officer.getByRole('button', { name: 'Give opinion' }).click();
    await officer.getByRole('button', { name: 'Close this finding' }).click();
    await officer.getByText('Closed by Priya Nair').waitFor();
  });
});
