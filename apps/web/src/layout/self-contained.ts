import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LINKED_STYLES = /<link rel="stylesheet" href="\/assets\/([a-z]+[.]css)(?:[?]v=[0-9a-f]+)?">/g;
const OTHER_LINKS = /<link\b[^>]*>/g;
const SCRIPTS = /<script\b[^>]*>[\s\S]*?<\/script>/g;

/** A page of ours with its styles inside and nothing left to fetch: icons, scripts and the area's colour stay behind. */
export function selfContained(html: string, assets: string): string {
  return html
    .replace(SCRIPTS, '')
    .replace(
      LINKED_STYLES,
      (_, name: string) =>
        `<style>${readFileSync(join(assets, name), 'utf8').replaceAll('</', '<\\/')}</style>`,
    )
    .replace(OTHER_LINKS, '');
}
