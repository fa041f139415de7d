/** JSON in which `{ $: 'name' }` stands for a number that an answer gave, and `{{name}}` in a text for one or a name. */
export type Template = null | boolean | number | string | Template[] | { [key: string]: Template };

/** Where in the result of a call a value is that later ones need. */
export interface Save {
  name: string;
  path: readonly (string | number)[];
}

/** One call of the script. */
export interface Step {
  /** `admin`, an account of the recipe, or `nobody`. */
  by: string;
  method: string;
  params: Template;
  saves: Save[];
  /** Without it, the role is not the plan's, or what is planted is not there. */
  isFixed?: boolean;
}

/** A plain HTTP request. */
export interface HttpStep {
  by: string;
  http: { method: string; path: string; json?: Template; form?: Record<string, string> };
}

/** What a person does on a page: lines of the spec, in whose texts `{{name}}` stands for a value. */
export interface PageStep {
  by: string;
  page: {
    control: string;
    open: string[];
    /** What is opened on the way to the control, each by something that the page may not offer. */
    within: { opener: string; open: string[] }[];
    locator: string;
    /** What it takes to be enabled for anybody. */
    enable: string[];
    use: string[];
  };
}

/** What an answer, or a page, must be for the cell to be green. */
export interface Check {
  /**
   * `refused`: with this code or text; `allowed`: without an error; `same`: as the answer about nothing; `offered` and
   * `not offered`: what the page says of a control.
   */
  answer: { kind: 'refused'; like: string } | { kind: 'allowed' | 'same' | 'offered' | 'not offered' };
  /** Regular expressions that the answer must hold, or must not. */
  holds: string[];
  lacks: string[];
  /** How many objects of each look's answer differ afterwards. */
  changes: number[];
}

/** Kinds of things that are removed at the end, in this order. */
export const MADE = ['databases', 'schemas', 'users', 'stored roles', 'roles'] as const;
export type Made = (typeof MADE)[number];

/** The fewest requests that show a cell, from an install without any of it to the same install. */
export interface Recipe {
  rule: string;
  role: string;
  title: string;
  action: string;
  expected: string;
  /** Makes what the attempt needs. */
  setUp: Step[];
  looks: Step[];
  attempt: Step | HttpStep | PageStep;
  /** The same about what is not there. */
  missing?: Step | HttpStep | undefined;
  /** Kinds of things that it makes, which are found again by the prefix of their names. */
  cleanUp: Made[];
  check: Check;
}

/** Every name that a template takes a value from. */
export function namesIn(template: unknown): string[] {
  const text = JSON.stringify(template);
  return [...text.matchAll(/\{"\$":"(\w+)"\}|\{\{(\w+)\}\}/g)].flatMap(
    ([, whole, inText]) => whole ?? inText ?? [],
  );
}
