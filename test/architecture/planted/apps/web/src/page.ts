export const page = 'a door';
