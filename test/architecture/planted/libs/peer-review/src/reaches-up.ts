import { brokerage } from '../../brokerage/src/index.js';

export const reached = brokerage;
