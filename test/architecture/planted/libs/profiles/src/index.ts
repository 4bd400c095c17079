export const profiles = 'profiles';
