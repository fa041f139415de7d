/** One attempt of a rule, such as its cell of a role. */
export interface Try {
  /** `RULE role`. */
  name: string;
  /** Makes it, and says how it fails; undefined when it is as the plan says. */
  failure: () => Promise<string | undefined>;
  /** The same on the unbroken install, if that takes other means. */
  whole?: () => Promise<string | undefined>;
}

/** A rule that a mutant concerns. */
export interface Concerned {
  id: string;
  /** What may see the mutant, in the order in which it is tried. */
  tries: readonly Try[];
}

/** A way to break an install, and the rules that may see it. */
export interface Mutant {
  name: string;
  kind: string;
  what: string;
  rules: readonly Concerned[];
  break: () => Promise<unknown>;
  mend: () => Promise<unknown>;
}

/** What came of a mutant. */
export interface Trial {
  mutant: Pick<Mutant, 'name' | 'kind' | 'what'>;
  /** IDs of the rules that it concerns and that were tried. */
  concerned: readonly string[];
  /** IDs of those that turned red: one is enough to kill it. */
  killers: readonly string[];
  /** The first cell that saw it, and its verdict. */
  first?: string;
  /** The install is not as it was before; what is tried next on it proves nothing. */
  spoiled?: string;
}

/** What is not as the plan says. */
interface Red {
  id: string;
  at: Try;
  verdict: string;
}

const verdictOf = (failure: string | undefined) => failure?.split(':')[0];

/** Tries mutants on one install, one after the other. */
export class Bench {
  /** Verdicts on the unbroken install, by the name of what was tried; `undefined` for a green one. */
  private readonly unbroken = new Map<string, string | undefined>();

  /** @param green the unbroken install is known to be as the plan says, so a red cell on it is the last mutant's doing */
  constructor(private readonly green = false) {}

  /**
   * Breaks the install, runs the rules that are concerned until the first red cell of each, and mends it. A red cell
   * kills only if its verdict is another one on the unbroken install.
   * @param once one killer is enough
   */
  async try(mutant: Mutant, { once = false } = {}): Promise<Trial> {
    const found: Red[] = [];
    const concerned: string[] = [];
    await mutant.break();
    try {
      for (const rule of mutant.rules) {
        concerned.push(rule.id);
        const red = await firstRed(rule);
        if (red) found.push(red);
        if (red && once) break;
      }
    } finally {
      await mutant.mend();
    }
    const { name, kind, what } = mutant;
    const trial = { mutant: { name, kind, what }, concerned };
    const [first] = found;
    if (!first) return { ...trial, killers: [] };
    const now = await verdictWhole(first.at);
    const known = this.green || this.unbroken.has(first.at.name);
    const before = known ? this.unbroken.get(first.at.name) : now;
    this.unbroken.set(first.at.name, before);
    const killers: string[] = [];
    for (const red of found) if ((await this.whileUnbroken(red)) !== red.verdict) killers.push(red.id);
    const spoiled = now === undefined || now === before ? undefined : `${first.at.name} stays ${now}`;
    const seen = killers.length > 0 ? { first: `${first.at.name}: ${first.verdict}` } : {};
    return { ...trial, killers, ...seen, ...(spoiled === undefined ? {} : { spoiled }) };
  }

  private async whileUnbroken({ at }: Red): Promise<string | undefined> {
    if (!this.unbroken.has(at.name)) this.unbroken.set(at.name, await verdictWhole(at));
    return this.unbroken.get(at.name);
  }
}

async function firstRed({ id, tries }: Concerned): Promise<Red | undefined> {
  for (const at of tries) {
    const verdict = verdictOf(await at.failure());
    if (verdict !== undefined) return { id, at, verdict };
  }
  return undefined;
}

const verdictWhole = async ({ failure, whole = failure }: Try) => verdictOf(await whole());
