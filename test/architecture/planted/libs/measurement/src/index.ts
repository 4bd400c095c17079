export const measurement = 'measurement';
