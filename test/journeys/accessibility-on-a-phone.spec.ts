import { PHONE } from '../browser.js';
import { everyPageAt } from './every-page-at.js';

describe('every page on a phone', () => {
  everyPageAt(PHONE);
});
