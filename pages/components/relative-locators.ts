import type { Locator } from '@playwright/test';

/** Escapes a text for a regular expression. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Matches a name that ends in these words, e.g. a column's name after its type. */
export function endingIn(words: string): RegExp {
  return new RegExp(`(^|\\s)${escaped(words)}$`);
}

/**
 * The part of a list that belongs to one link: the outermost element around it without another named link.
 * Mathesar's cards and rows have no role, and their menu buttons no name.
 */
export function ownPart(link: Locator, name: string): Locator {
  const others = link.page().getByRole('link', { name: new RegExp(`^(?!${escaped(name)}$).`) });
  return link.locator('xpath=ancestor::*').filter({ hasNot: others }).first();
}

/** Buttons without a name in a part, such as three dots. */
export function unnamedButton(part: Locator): Locator {
  return part.getByRole('button', { name: /^$/ });
}

/**
 * The first button after a text in reading order; with a name, the first of that name. For tables without row
 * elements, and unnamed fields and buttons: reading order survives most redesigns.
 */
export function buttonAfter(text: Locator, name?: string): Locator {
  const named = name === undefined ? '' : `[@aria-label="${name}" or normalize-space()="${name}"]`;
  return text.locator(`xpath=following::button${named}[1]`);
}

/** The first button after a text, if it has no name: a pencil or a bin in the text's row. */
export function unnamedButtonAfter(text: Locator): Locator {
  return buttonAfter(text).and(text.page().getByRole('button', { name: /^$/ }));
}

/** The first text field after a label that is not tied to it. */
export function fieldAfter(label: Locator): Locator {
  return label.locator('xpath=following::*[self::input or self::textarea][1]');
}
