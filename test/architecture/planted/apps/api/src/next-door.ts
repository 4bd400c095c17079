import { page } from '../../web/src/page.js';

export const borrowed = page;
