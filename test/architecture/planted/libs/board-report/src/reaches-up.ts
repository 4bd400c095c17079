import { assurance } from '../../assurance/src/index.js';

export const reached = assurance;
