import { network } from '../index.js';

export const himself = network;
