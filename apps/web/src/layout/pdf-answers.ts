import { NoPrinter, type PdfPrinter } from '@app/platform';
import type { Request, Response } from 'express';
import { download, page, type Download, type Page, type Printed } from './answers.js';
import type { PagePrinter } from './page-printer.js';
import { selfContained } from './self-contained.js';

/** Pages that leave as PDF; where nothing prints, a page that says how its reader prints it. */
export class PdfAnswers {
  constructor(
    private readonly pages: PagePrinter,
    private readonly printer: PdfPrinter,
    private readonly assets: string,
  ) {}

  async of(asked: Printed, request: Request, response: Response): Promise<Download | Page> {
    const html = selfContained(
      await this.pages.print(asked.page, request, response, asked.pageHref),
      this.assets,
    );
    try {
      return download(asked.name, 'application/pdf', await this.printer.print(html));
    } catch (error) {
      if (!(error instanceof NoPrinter)) throw error;
      const view = { title: 'No PDF could be made', happened: error.message, pageHref: asked.pageHref };
      return page('layout/no-printer.njk', view, { status: 503 });
    }
  }
}
