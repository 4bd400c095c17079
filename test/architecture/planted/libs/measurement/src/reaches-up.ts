import { matching } from '../../matching/src/index.js';

export const reached = matching;
