import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, startBrowser } from '../browser.js';
import { become, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

/** A project of three schools, from its goals to the words of each, in the demo county. */
jest.setTimeout(240_000);

const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser.close();
  await service.stop();
}, 60_000);

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('a project of several schools, %s', (told, javaScript) => {
  let project = '';

  const at = async (who: PersonaName, width?: number): Promise<Page> => {
    const window = await openWindow(browser, service.url, { javaScript, ...(width ? { width } : {}) });
    window.setDefaultTimeout(30_000);
    return become(window, who);
  };
  const press = (page: Page, words: string) =>
    page
      .locator('main')
      .locator('a, button')
      .filter({ hasText: new RegExp(`^\\s*${words}\\s*$`) })
      .first()
      .click();
  const words = (page: Page): Promise<string> => page.innerText('main');
  const answer = async (who: PersonaName, said: 'yes' | 'no'): Promise<Page> => {
    const head = await at(who, PHONE);
    await head.goto('/today');
    await head.locator(`main a[href="${project}"]`).first().click();
    await head.locator(`[name=answer][value=${said}]`).check();
    await press(head, 'Send answer');
    expect(await words(head)).not.toContain('Send answer');
    return head;
  };

  it('a broker writes the goals, asks three schools, and begins once their heads said yes', async () => {
    const broker = await at('whitlock');
    await broker.goto('/pairings');
    await press(broker, 'Put a project together');
    await press(broker, 'Save, then ask schools');
    expect(await words(broker)).toContain('There is a problem');
    await broker.locator('[name=theme]').selectOption('beh.belonging');
    await broker.locator('[name=purpose]').fill('Three schools listen to pupils in the same way.');
    await broker.locator('[name="aim-1"]').fill('Pupils say that they are heard');
    await broker.locator('[name="measure-1"]').fill('Five questions each half-term');
    await broker.locator('[name="baseline-1"]').fill('Not asked yet');
    await broker.locator('[name="target-1"]').fill('Two of three agree');
    await broker.locator('[name="due-1"]').fill(day(200));
    await broker.locator('[name=inclusion]').fill('Pupils with SEND are asked first.');
    await broker.locator('[name=exitRule]').fill('At the end of the summer term.');
    await broker.locator('[name=confidentiality]').fill('What pupils said stays in the school.');
    await press(broker, 'Save, then ask schools');
    project = new URL(broker.url()).pathname;
    expect(project).toMatch(/^\/pairings\/projects\/PJ-\d{4}-\d{3}$/);
    for (const [urn, part] of [
      ['990013', 'supporter'],
      ['990001', 'supported'],
      ['990022', 'both'],
    ] as const) {
      await press(broker, 'Ask a school');
      await broker.locator('[name=urn]').selectOption(urn);
      await broker.locator(`[name=part][value=${part}]`).check();
      if (part === 'supporter') await broker.locator('[name="days-2"]').fill('1');
      await press(broker, 'Ask this school');
    }
    expect(await words(broker)).toContain('Before it begins: more schools have to say yes');
    const helper = await answer('helper', 'yes');
    // Whoever has not said yes yet is named to nobody but the broker.
    expect(await words(helper)).not.toContain('Ashdene School');
    expect(await words(helper)).toContain('2 more schools are asked');
    await answer('broker', 'yes');
    await answer('hale', 'yes');
    await broker.goto('/today');
    expect(await words(broker)).toContain('Enough schools said yes: begin the project');
    await broker.goto(project);
    await press(broker, 'Begin the project');
    expect(await words(broker)).toMatch(/^Active/m);
    await keepScreen(broker, `project-${told}-begun`);
    await helper.goto(project);
    expect(await words(helper)).toContain('Ashdene School');
  });

  it('its schools record a session, one leaves and the others go on', async () => {
    const hale = await at('hale');
    await hale.goto(project);
    await press(hale, 'Record a session');
    await hale.locator('[name=heldOn]').fill(day(0));
    await hale.locator('[name=mode][value=remote]').check();
    await hale.locator('[name=summary]').fill('We wrote the five questions.');
    await hale.locator('[name="gave-1"]').fill('0.5');
    await press(hale, 'Save the session');
    expect(await words(hale)).toContain('Marlowe School gave half a day');
    await press(hale, 'Plan a session');
    await hale.locator('[name=heldOn]').fill(day(20));
    await hale.locator('[name=startsAt]').fill('15:45');
    await hale.locator('[name=minutes]').selectOption('60');
    await hale.locator('[name=mode][value=remote]').check();
    await keepScreen(hale, `project-${told}-plan`);
    await press(hale, 'Plan the session');
    // The day may be one on which a school is closed: whoever means it says so.
    const anyway = hale.locator('[name=anyway]');
    if ((await anyway.count()) > 0) {
      await anyway.check();
      await press(hale, 'Plan the session');
    }
    expect(await words(hale)).toMatch(/at 15:45, 1 hour, remote/);
    const leaver = await at('broker', PHONE);
    await leaver.goto(project);
    await leaver.locator('[name=note]').fill('We begin again in summer.');
    await press(leaver, 'Leave');
    expect(await words(leaver)).toMatch(/Ashdene School\s+Left/i);
    await keepScreen(leaver, `project-${told}-phone`);
    await hale.goto(project);
    expect(await words(hale)).toMatch(/^Active/m);
  });

  it('closes with thanks, and each school says what changed for it', async () => {
    const broker = await at('whitlock');
    await broker.goto(project);
    await press(broker, 'Close with thanks');
    await broker.locator('[name=outcome][value=part_met]').check();
    await broker.locator('[name=summary]').fill('Two schools ask the five questions.');
    await broker.locator('[name=thanks]').fill('Thank you, all three.');
    await press(broker, 'Close the project');
    expect(await words(broker)).toContain('Thank you, all three.');
    const helper = await at('helper', PHONE);
    await helper.goto('/today');
    await helper.locator(`main a[href="${project}"]`).first().click();
    await helper.locator('[name=reached][value=met]').check();
    await helper.locator('[name=words]').fill('Our pupils wrote a sixth question.');
    await press(helper, 'Send');
    expect(await words(helper)).toContain('Our pupils wrote a sixth question.');
    await broker.goto(project);
    expect(await words(broker)).toContain('Our pupils wrote a sixth question.');
  });
});
