import { page } from '../../../apps/web/src/page.js';

export const known = page;
