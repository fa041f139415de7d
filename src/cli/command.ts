import { InvalidArgumentError, type Command } from '@commander-js/extra-typings';
import { unknownName } from '../plan/suggest';
import { EXIT } from '../text/exit-codes';

/** The export of a command's module: adds the command's arguments, options, help and action. */
export type Configure = (command: Command) => void;

/** The arguments of a command were not understood. */
export class UsageError extends Error {}

/**
 * Makes a command's action, which ends the process with the exit code returned by the work.
 * @param work takes the command's arguments and options, and returns one of {@link EXIT}
 */
export const ending =
  <Arguments extends unknown[]>(work: (...given: Arguments) => number | Promise<number>) =>
  async (...given: Arguments): Promise<void> => {
    process.exitCode = await work(...given);
  };

/**
 * The text below the options in a command's help.
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
 * Makes a parser for an option that takes one of several names.
 * @param what the kind of thing that is named
 */
export const oneOf =
  <const Name extends string>(what: string, names: readonly Name[]) =>
  (written: string): Name => {
    const found = names.find((name) => name === written);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`${unknownName(what, written, names)}\n  known: ${names.join(', ')}`);
  };
