/** A text that says something; an empty one counts as not given, as it does for the real program's names. */
export const nonEmpty = (text: string | null | undefined): string | undefined =>
  text === '' ? undefined : (text ?? undefined);
