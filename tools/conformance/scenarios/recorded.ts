import { readRecording } from '../recordings';

/** One recorded step of a scenario. */
export interface Step {
  scenario: string;
  /** Place in the scenario, from 0. */
  step: number;
  /** Who acts, in the scenario's own words. */
  actor: string;
  /** The RPC method, or the request; identifiers are `#`. `sql:` happens outside Mathesar, `note:` is looked up. */
  call: string;
  /**
   * RPC: `ok` or the error's code, with `+` when something changed. HTTP: the status, where a redirect leads, and
   * what a page knows as `key=value`.
   */
  recorded: string;
  /** Why the step is not performed; empty for those that are. */
  leftOut: string;
}

/** All recorded scenarios by name, each with its steps in order. */
export function readRecorded(): Map<string, Step[]> {
  const scenarios = new Map<string, Step[]>();
  for (const line of readRecording('scenarios.tsv').lines) {
    const [scenario = '', step = '', actor = '', call = '', recorded = '', leftOut = ''] = line;
    const steps = scenarios.get(scenario) ?? [];
    steps.push({ scenario, step: Number(step), actor, call, recorded, leftOut });
    scenarios.set(scenario, steps);
  }
  return scenarios;
}

/** A request with `#` for identifiers, which differ from install to install. */
export function withoutIdentifiers(request: string): string {
  return decodeURIComponent(request)
    .replaceAll(/[0-9a-f]{60,}/g, '#')
    .replaceAll(/(?<![v\d])\d+/g, '#');
}
