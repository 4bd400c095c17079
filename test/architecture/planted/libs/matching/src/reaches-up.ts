import { measurement } from '../../measurement/src/index.js';

export const reached = measurement;
