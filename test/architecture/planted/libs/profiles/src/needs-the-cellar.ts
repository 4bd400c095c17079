import { cellar } from '../../cellar/src/index.js';

export const found = cellar;
