import nunjucks from 'nunjucks';
import { SafeHtml } from './safe-html.js';
import {
  countInWords,
  dateInWords,
  dayInWords,
  groupThousands,
  halfDaysInWords,
  momentInWords,
  pointsInWords,
  weekdayInWords,
} from './words.js';

/** Prints a template with what it reads. */
export type Render = (template: string, reads: object) => string;

/**
 * @param folders where templates are looked for, in order: ours, then GOV.UK Frontend, then MOJ Frontend.
 * @returns a renderer with autoescape on. Macros read absent parameters, so undefined is not an error.
 */
export function templates(folders: readonly string[]): Render {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([...folders]), {
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addFilter('date', dateInWords);
  environment.addFilter('mojDate', momentInWords);
  environment.addFilter('day', dayInWords);
  environment.addFilter('weekday', weekdayInWords);
  environment.addFilter('moment', momentInWords);
  environment.addFilter('halfDays', halfDaysInWords);
  environment.addFilter('points', pointsInWords);
  environment.addFilter('count', countInWords);
  environment.addFilter('thousands', (count: unknown) =>
    typeof count === 'number' ? groupThousands(count) : '',
  );
  environment.addFilter('markup', printMarkup);
  return (template, reads) => environment.render(template, reads);
}

/** The one way past autoescape: for charts, the map and rendered Markdown, never for text. */
function printMarkup(value: unknown): nunjucks.runtime.SafeString {
  if (!(value instanceof SafeHtml)) throw new TypeError('Only SafeHtml may be printed as markup.');
  return new nunjucks.runtime.SafeString(value.toString());
}
