export const assurance = 'assurance';
