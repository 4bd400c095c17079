import { Unavailable } from '@app/kernel';
import type { Browser } from 'playwright-core';

/** A browser that has not answered by now is stuck: the page says so, and can still be printed by its reader. */
const PATIENCE_MS = 30_000;
const FOOT =
  '<div style="width:100%;margin:0 14mm;font:8pt sans-serif;text-align:right">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>';

/** No browser on this machine, or one that does not start: the page is there all the same, and prints from any browser. */
export class NoPrinter extends Unavailable {
  constructor(why: string) {
    super('NO_PRINTER', why, 60);
  }
}

/**
 * Prints pages that stand on their own to tagged PDF, with the Chromium that the machine has. It runs no script of the page
 * and reaches no address: what is not in the text is not on the paper. One at a time, as each takes a browser's memory.
 */
export class PdfPrinter {
  private queue: Promise<unknown> = Promise.resolve();

  /** @param chromium the browser's path; null where the machine has none. */
  constructor(private readonly chromium: string | null) {}

  get isThere(): boolean {
    return this.chromium !== null;
  }

  /** @param html a whole page with its styles inside. @throws NoPrinter */
  async print(html: string): Promise<Buffer> {
    const printed = this.queue.then(() => this.printNow(html));
    this.queue = printed.catch(() => undefined);
    return printed;
  }

  private async printNow(html: string): Promise<Buffer> {
    const browser = await this.start();
    try {
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      return await page.pdf({
        ...{ format: 'A4', preferCSSPageSize: true, printBackground: true, tagged: true, outline: true },
        ...{ displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: FOOT },
      });
    } finally {
      await browser.close();
    }
  }

  private async start(): Promise<Browser> {
    if (this.chromium === null)
      throw new NoPrinter('This service has no browser of its own to make a PDF with.');
    // Loaded with the first PDF: a service that prints none does not carry it.
    const { chromium } = await import('playwright-core');
    try {
      return await chromium.launch({
        ...{ executablePath: this.chromium, headless: true, timeout: PATIENCE_MS },
        // Chromium refuses its own sandbox to root; what it is given is our own page, without scripts and off the net.
        chromiumSandbox: process.getuid?.() !== 0,
        args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
      });
    } catch {
      throw new NoPrinter('The browser that makes PDFs does not start on this machine.');
    }
  }
}
