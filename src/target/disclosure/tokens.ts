/** How Django writes the hash of a password: algorithm, cost, salt and hash. */
const HASH = String.raw`(?:pbkdf2_sha\d+|argon2\w*|bcrypt\w*|scrypt|md5)\$[^\s"'<>&\\,;]{20,}`;

/**
 * The forms of all that is planted, so that one pass over an answer finds it: planted texts, hashes, addresses, passwords,
 * names with the prefix of a run, session keys, UUIDs.
 */
const FORMS = new RegExp(
  [
    String.raw`(?:canary|secret)-[0-9A-Za-z]{10}`,
    HASH,
    String.raw`(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`Pw-[\w-]{16,}`,
    String.raw`qaplan[0-9a-f]{12}\w*`,
    String.raw`(?<![\w-])[\w-]{32}(?![\w-])`,
    String.raw`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`,
  ].join('|'),
  'g',
);

const HASHES = new RegExp(`^${HASH}`);

/** All that has the form of something planted, each once. */
export const tokensIn = (text: string): Set<string> => new Set(text.match(FORMS));

/** Whether a token is the hash of a password, whoever's it is. */
export const isHash = (token: string): boolean => HASHES.test(token);

/** A text with other words for some tokens. */
export const replaceTokens = (text: string, replace: (token: string) => string): string =>
  text.replaceAll(FORMS, replace);
