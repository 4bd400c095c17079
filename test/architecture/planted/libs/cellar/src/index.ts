export const cellar = 'no floor';
