import { second } from './second-half.js';

export const first = (): unknown => second;
