export const network = 'network';
