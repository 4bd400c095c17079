import { board_report } from '../../board-report/src/index.js';

export const reached = board_report;
