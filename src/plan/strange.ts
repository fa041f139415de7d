/** Characters that cannot be seen, or look like others: formats, controls, odd blanks, full-width forms, other letters. */
const STRANGE = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\uFF01-\uFF5E]|(?! )\p{Zs}|[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

/** The text as it looks: without what cannot be seen, and with ASCII instead of full-width forms. */
export function withoutStrange(text: string): string {
  return text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]/gu, '');
}

/**
 * Says which characters of a word cannot be seen or only look like those that are meant.
 * @returns a hint, or none
 */
export function nameStrange(text: string): string[] {
  const found = [...new Set(text.match(STRANGE))];
  if (found.length === 0) return [];
  return [`"${withoutStrange(text)}" is written with ${found.map(nameOf).join(', ')}`];
}

function nameOf(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (/[\uFF01-\uFF5E]/.test(character)) return `the full-width ${character.normalize('NFKC')} (${code})`;
  if (/[\p{L}]/u.test(character)) return `the letter ${character} (${code}) of another alphabet`;
  return /\p{Zs}/u.test(character) ? `the blank ${code}` : `the invisible character ${code}`;
}
