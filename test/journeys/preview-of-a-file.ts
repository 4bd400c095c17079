import type { Page } from 'playwright-core';

/** A head pastes cells and looks at what they would change: a page that answers a form and has no address of its own. */
export async function previewOfAFile(page: Page): Promise<void> {
  await page.goto('/files');
  await page.fill('#cells', await pastedFrom(page));
  await page.click('main form[action="/files"] button');
  await page.waitForSelector('main form[action="/files/import"]');
}

/** The same of a school's declaration: the file as it is taken, with another answer and more days in it. */
export async function previewOfADeclaration(page: Page): Promise<void> {
  await page.goto('/files/declarations');
  const taken = await page.evaluate(async () => (await fetch('/files/declarations.csv')).text());
  const answer = taken.includes('actively offering') ? 'open to approach' : 'actively offering';
  const changed = taken
    .replace(/(,answer,,,[0-9/]+,)[^,]*/, `$1${answer}`)
    .replace(/(,days,[^,]+,)[^,]*/g, '$1more than 5');
  await page.fill('#cells', changed);
  await page.click('main form[action="/files/declarations"] button');
  await page.waitForSelector('main form[action="/files/declarations/import"]');
}

/** One new request as cells of a spreadsheet, of the school that its head sees as their own. */
async function pastedFrom(page: Page): Promise<string> {
  const template = await page.evaluate(async () => (await fetch('/files/needs.csv')).text());
  const urn = /,([0-9]{6}),/.exec(template)?.[1] ?? '';
  const heading = ['URN', 'Theme', 'Key stages', 'What you want to change', 'Pupils with SEND', 'How soon'];
  const time = ['Days each half-term', 'First half-term', 'Last half-term', 'How you would work together'];
  const row = [urn, 'att.strategy', 'KS3', 'A plan that all teachers use.', 'It is for them too.', 'now'];
  const when = ['2.5', '2026/27-3', '2026/27-4', 'remote'];
  return `${[...heading, ...time].join('\t')}\n${[...row, ...when].join('\t')}`;
}
