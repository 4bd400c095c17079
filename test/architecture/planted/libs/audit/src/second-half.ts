import { first } from './first-half.js';

export const second = (): unknown => first;
