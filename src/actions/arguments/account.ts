export const WEAK_PASSWORD = 'a';
export const STRONG_PASSWORD = 'Another-pw-4711';

/** Personal data as a form sends them. */
export const personalData = (username: string, full_name: string) => ({
  username,
  email: `${username}@example.com`,
  full_name,
  display_language: 'en',
});
