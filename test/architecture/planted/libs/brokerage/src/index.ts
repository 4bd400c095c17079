export const brokerage = 'brokerage';
