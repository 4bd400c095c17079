import { network } from '../../network/src/index.js';

export const reached = network;
