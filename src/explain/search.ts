/** What a trial showed: whether the cell has turned, and else by what it was held up. */
export interface Tried {
  turned: boolean;
  /** The same text for the same obstacle. */
  obstacle: string;
  /** Nothing is known to be behind it. */
  isDeadEnd?: boolean;
}

/** What the search asks of a world. */
export interface Ground<Part, Seen extends Tried> {
  /** Tries with these parts, and takes them back. */
  attempt(parts: readonly Part[]): Promise<Seen>;
  /** What may overcome an obstacle, the smallest first; `wide` asks for whatever may. */
  candidates(seen: Seen, parts: readonly Part[], wide: boolean): Promise<readonly Part[]>;
  /** How much a part gives: lighter ones are tried before heavier ones, and two before one that weighs more than both. */
  weightOf(part: Part): number;
}

/** What the search found. */
export interface Found<Part, Seen> {
  /** None can be left out. */
  parts: readonly Part[];
  /** The trial with all of them. */
  seen: Seen;
}

/** Obstacles behind each other. */
const DEEPEST = 8;
/** Of more candidates, no pairs are tried. */
const MOST_PAIRED = 10;

/**
 * The smallest parts that turn a cell: obstacle by obstacle, a part is taken that turns it, or that at least gets past what
 * held it up; then every part without which it turns as well is left out (delta debugging).
 * @returns the trial that got farthest where nothing turns it
 */
export async function smallest<Part, Seen extends Tried>(
  ground: Ground<Part, Seen>,
  first: Seen,
): Promise<Found<Part, Seen>> {
  let parts: readonly Part[] = [];
  let seen = first;
  for (let depth = 0; !seen.turned && depth < DEEPEST; depth += 1) {
    const near = await further(ground, seen, parts, false);
    const isGood = near && (near.seen.turned || near.seen.isDeadEnd !== true);
    const next = isGood ? near : better(near, await further(ground, seen, parts, true));
    if (!next) break;
    ({ parts, seen } = next);
  }
  return leaveOut(ground, parts, seen);
}

/** Of a way that leads nowhere and another one, the other. */
const better = <Part, Seen extends Tried>(
  near: Found<Part, Seen> | undefined,
  wide: Found<Part, Seen> | undefined,
): Found<Part, Seen> | undefined =>
  near && wide && !wide.seen.turned && wide.seen.isDeadEnd ? near : (wide ?? near);

async function further<Part, Seen extends Tried>(
  ground: Ground<Part, Seen>,
  seen: Seen,
  parts: readonly Part[],
  wide: boolean,
): Promise<Found<Part, Seen> | undefined> {
  const candidates = await ground.candidates(seen, parts, wide);
  let past: Found<Part, Seen> | undefined;
  const weight = (group: readonly Part[]) => group.reduce((sum, part) => sum + ground.weightOf(part), 0);
  const pairs = candidates.length <= MOST_PAIRED ? pairsOf(candidates) : [];
  const groups = [...candidates.map((one) => [one]), ...pairs].sort(
    (one, other) => weight(one) - weight(other),
  );
  for (const group of groups) {
    if (group.length > 1 && past) continue;
    const tried = { parts: [...parts, ...group], seen: await ground.attempt([...parts, ...group]) };
    if (tried.seen.turned) return tried;
    if (tried.seen.obstacle !== seen.obstacle && (!past || (past.seen.isDeadEnd && !tried.seen.isDeadEnd)))
      past = tried;
  }
  return past;
}

const pairsOf = <Part>(parts: readonly Part[]): Part[][] =>
  parts.flatMap((one, index) => parts.slice(index + 1).map((other) => [one, other]));

/** Leaves out what is not needed to come as far. */
async function leaveOut<Part, Seen extends Tried>(
  ground: Ground<Part, Seen>,
  parts: readonly Part[],
  seen: Seen,
): Promise<Found<Part, Seen>> {
  if (parts.length < 2) return { parts, seen };
  for (const part of parts) {
    const rest = parts.filter((other) => other !== part);
    const without = await ground.attempt(rest);
    if (seen.turned ? without.turned : without.obstacle === seen.obstacle)
      return leaveOut(ground, rest, without);
  }
  return { parts, seen };
}
