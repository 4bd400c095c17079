import type { Request, Response } from 'express';
import type { FilledForm, Page } from './answers.js';
import type { Frames } from './frame.js';
import type { Render } from './templates.js';

/** Prints a page: the view, what stands around it, and the form's errors and typed values where it has one. */
export class PagePrinter {
  constructor(
    private readonly render: Render,
    private readonly frames: Frames,
  ) {}

  /** @param pageHref where its reader finds the page, if not where they asked for it. */
  async print(page: Page, request: Request, response: Response, pageHref?: string): Promise<string> {
    const asked = await this.frames.of(request, response);
    const frame = pageHref ? { ...asked, address: new URL(pageHref, asked.address).href } : asked;
    return this.render(page.template, { ...page.view, ...formReads(page.form), frame });
  }
}

/** What form templates read: `errors.of.<field>` for a macro's `errorMessage`, `errorList` for the summary, `values`. */
function formReads(form: FilledForm | null): object {
  if (form === null) return {};
  const list = form.errors?.list ?? [];
  return {
    values: form.values,
    errorOf: Object.fromEntries(list.map(({ path }) => [path, form.errors?.of(path)])),
    errorList: list.map(({ path, message }) => ({
      text: message,
      href: path === '' ? undefined : `#${path}`,
    })),
  };
}
