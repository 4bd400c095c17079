export const board_report = 'board-report';
