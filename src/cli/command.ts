import { InvalidArgumentError, type Command } from '@commander-js/extra-typings';
import { unknownName } from '../plan/suggest';
import { EXIT } from '../suite/exit-codes';

/** What the module of a command exports: adds the command's arguments, options, help and action. */
export type Configure = (command: Command) => void;

/** The arguments of a command were not understood. */
export class UsageError extends Error {}

/**
 * The action of a command, which ends the process with the code that the work returns.
 * @param work takes the command's arguments and options, and returns one of {@link EXIT}
 */
export const ending =
  <Arguments extends unknown[]>(work: (...given: Arguments) => number | Promise<number>) =>
  async (...given: Arguments): Promise<void> => {
    process.exitCode = await work(...given);
  };

/**
 * What stands below the options in a command's help.
 * @param examples what follows `npx qa-plan`
 * @param exits what each exit code of the command means
 */
export function notes(
  examples: readonly string[],
  exits: Partial<Record<keyof typeof EXIT, string>>,
): string {
  const codes = Object.entries({ ...exits, usage: exits.usage ?? 'the command was not understood' })
    .map(([name, meaning]) => [EXIT[name as keyof typeof EXIT], meaning] as const)
    .sort(([one], [other]) => one - other);
  return [
    '\nExamples:',
    ...examples.map((example) => `  npx qa-plan ${example}`),
    '\nExit codes:',
    ...codes.map(([code, meaning]) => `  ${String(code)}  ${meaning}`),
  ].join('\n');
}

/**
 * A parser of an option that takes one of some names.
 * @param what the names are names of
 */
export const oneOf =
  <const Name extends string>(what: string, names: readonly Name[]) =>
  (written: string): Name => {
    const found = names.find((name) => name === written);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`${unknownName(what, written, names)}\n  known: ${names.join(', ')}`);
  };
