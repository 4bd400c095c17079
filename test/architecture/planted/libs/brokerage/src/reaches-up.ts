import { impact } from '../../impact/src/index.js';

export const reached = impact;
