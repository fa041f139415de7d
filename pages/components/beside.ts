import type { Locator } from '@playwright/test';

/** A text as it is, inside a regular expression. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A name whose last words are these, e.g. a column's behind its type. */
export function endingIn(words: string): RegExp {
  return new RegExp(`(^|\\s)${escaped(words)}$`);
}

/**
 * The part of a list that belongs to one of its links alone: the outermost element around the link that holds no
 * other link with a name. Mathesar's cards and rows have no role, and their menu buttons no name.
 */
export function ownPart(link: Locator, name: string): Locator {
  const others = link.page().getByRole('link', { name: new RegExp(`^(?!${escaped(name)}$).`) });
  return link.locator('xpath=ancestor::*').filter({ hasNot: others }).first();
}

/** The buttons of a part that have no name, such as three dots. */
export function unnamedButton(part: Locator): Locator {
  return part.getByRole('button', { name: /^$/ });
}

/**
 * The first button after a text, in reading order; with a name, the first of that name. For tables whose rows are no
 * elements of their own, and fields and buttons without a name: what stands behind what outlives most redesigns.
 */
export function buttonAfter(text: Locator, name?: string): Locator {
  const named = name === undefined ? '' : `[@aria-label="${name}" or normalize-space()="${name}"]`;
  return text.locator(`xpath=following::button${named}[1]`);
}

/** The first button after a text when that has no name: a pencil or a bin in the text's row. */
export function unnamedButtonAfter(text: Locator): Locator {
  return buttonAfter(text).and(text.page().getByRole('button', { name: /^$/ }));
}

/** The first text field after a label that is not tied to it. */
export function fieldAfter(label: Locator): Locator {
  return label.locator('xpath=following::*[self::input or self::textarea][1]');
}
