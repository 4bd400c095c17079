export const matching = 'matching';
