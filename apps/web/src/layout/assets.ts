import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

export interface AssetAddresses {
  readonly css: string;
  readonly js: string;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Addresses that change with what is in the file, so that a browser may keep it for a year. @throws where one is missing. */
export function assetAddresses(folder: string): AssetAddresses {
  const address = (name: string): string => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return `/assets/${name}?v=${hash.slice(0, 12)}`;
  };
  return { css: address('main.css'), js: address('main.js') };
}

/** Styles, script and icons: the only answers that may be kept. */
export function serveAssets(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: (response) => {
      const hashed = response.req.url.includes('?v=');
      response.setHeader(
        'Cache-Control',
        hashed ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'public, max-age=3600',
      );
    },
  });
}
