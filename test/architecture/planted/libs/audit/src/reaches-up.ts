import { schools } from '../../schools/src/index.js';

export const reached = schools;
