import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, sidewaysScroll, startBrowser } from '../browser.js';
import { become } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(120_000);

describe('the chair of the Board', () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  const pageOf = async (who: 'chair' | 'officer' | 'administrator', width?: number): Promise<Page> => {
    const window = await openWindow(browser, service.url, { javaScript: false, ...(width ? { width } : {}) });
    window.setDefaultTimeout(30_000);
    return become(window, who);
  };

  const printedBy = async (page: Page, link: string, keep: string | null = null): Promise<string> => {
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await taken.createReadStream()) chunks.push(chunk as Buffer);
    const pdf = Buffer.concat(chunks);
    if (keep !== null) writeFileSync((await keepScreen(page, keep)).replace(/png$/, 'pdf'), pdf);
    return pdf.toString('latin1');
  };

  it('reads what was done for each goal and what is not known, and takes it along on one sheet', async () => {
    const page = await pageOf('chair');
    await page.getByRole('link', { name: 'Board', exact: true }).click();
    await keepScreen(page, 'board');
    const told = await page.innerText('main');
    for (const part of ['Goal 1: All students benefit', 'Goal 4', 'What is not known'])
      expect(told).toContain(part);

    const pdf = await printedBy(page, 'Download as one PDF');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });

  it('takes an issued report along on one sheet', async () => {
    const page = await pageOf('chair');
    await page.goto('/board');
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await page.getByRole('link', { name: /^B-[0-9]{4}-001$/ }).click();
    await keepScreen(page, 'board-report');
    expect(await page.innerText('main')).toContain('nothing in it has changed since');
    const pdf = await printedBy(page, 'Download as PDF');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });

  it('names the schools whose published figures a middle was taken of', async () => {
    const page = await pageOf('chair');
    await page.goto('/board');
    await page.locator('main a[href^="/board/measures/"]').first().click();
    await keepScreen(page, 'board-measure');
    expect(await page.locator('main tbody a[href^="/schools/"]').count()).toBeGreaterThan(4);
  });

  it('follows a number on a phone to how many records it has, and an officer to the records', async () => {
    const page = await pageOf('chair', PHONE);
    await page.goto('/board');
    await keepScreen(page, 'board-phone');
    const number = page.locator('main a[href*="/records/schools-all"]').first();
    const address = (await number.getAttribute('href')) ?? '';
    await number.click();
    expect(await page.innerText('h1')).toBe('Records behind a number');
    const officer = await pageOf('officer');
    await officer.goto(address);
    await keepScreen(officer, 'board-records');
    expect(await officer.locator('main a[href^="/schools/"]').count()).toBeGreaterThan(40);
  });

  it('sees the county as a picture with its table, on a phone too, and an officer the days of today', async () => {
    const page = await pageOf('chair', PHONE);
    await page.goto('/board');
    await page.getByRole('link', { name: 'The county by district' }).click();
    await keepScreen(page, 'board-county-phone');
    expect(await page.locator('main svg.app-drawing').count()).toBe(1);
    expect(await page.locator('main tbody tr').count()).toBeGreaterThan(2);
    expect(await sidewaysScroll(page)).toBe(0);
    const officer = await pageOf('officer');
    await officer.goto('/board/county');
    await keepScreen(officer, 'board-county');
    expect(await officer.innerText('main')).not.toContain('from report');
    for (const [who, reader] of Object.entries({ chair: page, officer })) {
      const pdf = await printedBy(reader, 'Download as one PDF', `board-county-${who}`);
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    }
    expect(await cutOff(officer)).toEqual([]);
  });

  it('finds when and where the Board adopted each goal, and every wording before it', async () => {
    const page = await pageOf('chair');
    await page.goto('/board');
    await page.getByRole('link', { name: 'Goals as adopted' }).click();
    await keepScreen(page, 'board-goals');
    await page.getByRole('link', { name: 'G1-002' }).click();
    await keepScreen(page, 'board-goal');
    expect(await page.innerText('main')).toContain('Autumn meeting of the Board');
    const clerk = await pageOf('administrator', PHONE);
    await clerk.goto('/board/goals/new?goal=2');
    await keepScreen(clerk, 'board-goal-form-phone');
    await clerk.getByRole('button', { name: 'Save draft' }).click();
    expect(await clerk.innerText('main')).toContain('Enter who on the Board answers for it');
  });

  /** What stands on paper beyond its edge, or under something that hides it: nothing, where all of it can be read. */
  const cutOff = async (page: Page): Promise<string[]> => {
    await page.emulateMedia({ media: 'print' });
    // 182 millimetres: an A4 between its margins.
    await page.setViewportSize({ width: 688, height: 900 });
    const found = await page.evaluate(() => {
      interface Box {
        readonly scrollWidth: number;
        readonly clientWidth: number;
        readonly scrollHeight: number;
        readonly clientHeight: number;
        readonly innerText: string;
      }
      const { document, getComputedStyle } = globalThis as unknown as {
        document: { querySelectorAll(of: string): Iterable<Box>; documentElement: Box };
        getComputedStyle(box: Box): { display: string; overflow: string };
      };
      const inside = [...document.querySelectorAll('.app-one-sheet, .app-one-sheet :not(svg, svg *)')].filter(
        (box) => getComputedStyle(box).display !== 'inline' && box.clientWidth > 0,
      );
      const cut = inside.filter(
        (box) =>
          box.scrollWidth > box.clientWidth + 1 ||
          (getComputedStyle(box).overflow !== 'visible' && box.scrollHeight > box.clientHeight + 1),
      );
      return cut.map((box) => box.innerText.slice(0, 80));
    });
    await page.emulateMedia({ media: null });
    return found;
  };

  it('has the longest goals on paper with nothing cut, on a second sheet where one is too few', async () => {
    const clerk = await pageOf('administrator');
    const chair = await pageOf('chair');
    const word = 'Persistent'.repeat(8);
    for (const [at, first] of ['G1-003', 'G2-002', 'G3-002', 'G4-002'].entries()) {
      await clerk.goto(`/board/goals/new?goal=${String(at + 1)}`);
      await clerk.fill('#name', word);
      await clerk.fill('#wording', 'Every pupil is in school '.repeat(20).trim());
      await clerk.fill('#aim', `${'Persistent'.repeat(28)} end ${String(at)}`);
      await clerk.fill('#owner', 'The deputy chair');
      await clerk.getByRole('button', { name: 'Save draft' }).click();
      await chair.goto(`/board/goals/${first}`);
      await chair.fill('#meeting', 'Winter meeting '.repeat(8).trim());
      await chair.getByRole('button', { name: 'Record as adopted' }).click();
    }
    const officer = await pageOf('officer');
    await officer.goto('/board');
    const told = await officer.innerText('main');
    for (const at of [0, 1, 2, 3]) expect(told).toContain(`end ${String(at)}`);
    const pdf = await printedBy(officer, 'Download as one PDF');
    expect((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length).toBeLessThanOrEqual(2);
    expect(await cutOff(officer)).toEqual([]);
    await keepScreen(officer, 'board-longest');
  });
});
