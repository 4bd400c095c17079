import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Lookup, PdfPrinter } from '@app/platform';
import { assetAddresses } from './assets.js';
import { BrandController } from './brand.controller.js';
import { ErrorPages } from './error-pages.js';
import { Frames, type AreaSign } from './frame.js';
import { PageInterceptor } from './page.interceptor.js';
import { PagePrinter } from './page-printer.js';
import { PdfAnswers } from './pdf-answers.js';
import { templates } from './templates.js';
import { COOKIES } from './tokens.js';

export interface LayoutOptions {
  readonly baseUrl: string;
  readonly sessionSecret: string;
  /** Folders in which templates are looked for, in order. */
  readonly templates: readonly string[];
  /** The folder of the built styles, script and icons. */
  readonly assets: string;
  /** The browser that makes PDFs; without one a page says how to print. */
  readonly chromium?: string | null;
}

/** How pages look and how answers leave: once for all journeys. */
@Module({})
export class LayoutModule {
  static forRoot(options: LayoutOptions): DynamicModule {
    const printer = (lookup: Lookup): PagePrinter =>
      new PagePrinter(
        templates(options.templates),
        new Frames({
          ...options,
          assets: assetAddresses(options.assets),
          areas: () => lookup.call<AreaSign>('areas'),
        }),
      );
    return {
      module: LayoutModule,
      controllers: [BrandController],
      providers: [
        { provide: PagePrinter, inject: [Lookup], useFactory: printer },
        {
          provide: PdfAnswers,
          inject: [PagePrinter],
          useFactory: (pages: PagePrinter) =>
            new PdfAnswers(pages, new PdfPrinter(options.chromium ?? null), options.assets),
        },
        { provide: COOKIES, useValue: options },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_FILTER, useClass: ErrorPages },
      ],
      exports: [PagePrinter],
    };
  }
}
