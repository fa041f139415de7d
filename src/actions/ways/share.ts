/** A place among others. */
export interface Place {
  place: number;
  among: number;
}

/**
 * Which of the forms of a read one cell asks: the cells of a rule ask all of them together.
 */
export interface Share {
  /** Among the cells that expect the same: they share the promised forms. */
  promised: Place;
  /** Among the cells that are allowed, or among those that are not: they share the other forms. */
  unpromised: Place;
}

/** The items of a list that fall to one of several. */
export const shareOf = <T>(list: readonly T[], { place, among }: Place): T[] =>
  list.filter((_, index) => index % among === place);
