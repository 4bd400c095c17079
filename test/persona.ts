import type { BrowserContext, Page } from 'playwright-core';

/** Whom the sign-in page of the demonstration offers, by the words beside their name. */
export const PERSONAS = {
  asker: 'Grace Okoro',
  helper: 'Daniel Fry',
  broker: 'Jo Marsh',
  hale: 'Ruth Hale',
  whitlock: 'Sam Whitlock',
  adviser: 'Ama Osei',
  officer: 'Priya Nair',
  chair: 'Helen Croft',
  trust: 'Nadia Brook',
  administrator: 'Dan Wells',
} as const;
export type PersonaName = keyof typeof PERSONAS;

/** Chooses whom to be on the sign-in page. @returns the page they start on. */
export async function become(window: BrowserContext, who: PersonaName): Promise<Page> {
  const page = await window.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: PERSONAS[who] }).click();
  // The click is over before the answer is here: a page closed or left now would take the sign-in with it.
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}
