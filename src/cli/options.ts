import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command';
import { errorMessage } from '../text/error-message';

/**
 * Reads a command's options.
 * @throws UsageError in place of what Node throws
 */
export function readOptions<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(errorMessage(error));
  }
}
