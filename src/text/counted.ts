/** `1 cell`, `2 cells`: a number with what it counts. @param what a noun whose plural ends with s */
export const counted = (count: number, what: string): string =>
  `${String(count)} ${what}${count === 1 ? '' : 's'}`;
