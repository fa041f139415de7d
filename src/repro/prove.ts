import { spawn } from 'node:child_process';
import type { Target } from '../target/target';
import { NotReproducible } from './not-reproducible';
import type { Recipe } from './recipe';
import { reduce } from './reduce';
import { runSpec, variablesOf, type Ended } from './run-spec';
import { writeShell } from './write-shell';
import { writeSpec } from './write-spec';

/** Exit codes of the scripts. */
const GREEN = 0;
const RED = 1;

/** A script that runs longer than this hangs. */
const TIMEOUT_MS = 120_000;

/**
 * Runs a recipe's script on an install, proves that it can fail, and leaves out what it does not take.
 * Of a page, the spec is run instead, and all requests stay: a page shows more than a call needs.
 * @returns the least recipe, and what its script says on this install
 * @throws NotReproducible where the script ends otherwise than with a verdict, or would end green whatever was done
 */
export async function proveAndReduce(
  recipe: Recipe,
  target: Pick<Target, 'baseUrl' | 'admin'>,
): Promise<{ recipe: Recipe; says: string; isGreen: boolean }> {
  const isOnPage = 'page' in recipe.attempt;
  const run = (one: Recipe) =>
    isOnPage ? runSpec(writeSpec(one), target) : runShell(writeShell(one), target);
  const first = await run(recipe);
  if (first.code !== GREEN && first.code !== RED) throw new NotReproducible(first.output.trim());
  const control = await redControl(recipe, run);
  const shows = async (one: Recipe) => {
    const same = await run(one);
    if (same.code !== first.code || same.output !== first.output) return false;
    const other = await run(sentBy(one, control.by));
    return other.code === RED && other.output === control.output;
  };
  const least = isOnPage ? recipe : await reduce(recipe, shows);
  return { recipe: least, says: first.output.trim(), isGreen: first.code === GREEN };
}

/** The same attempt by somebody who is answered otherwise: proof that the script can be red. */
async function redControl(
  recipe: Recipe,
  run: (one: Recipe) => Promise<Ended>,
): Promise<{ by: string; output: string }> {
  for (const by of ['admin', 'nobody']) {
    const { code, output } = await run(sentBy(recipe, by));
    if (code === RED) return { by, output };
  }
  throw new NotReproducible('nobody is answered otherwise, so a script of it could not fail');
}

const sentBy = (recipe: Recipe, by: string): Recipe => ({
  ...recipe,
  attempt: { ...recipe.attempt, by },
  ...(recipe.missing && { missing: { ...recipe.missing, by } }),
});

/** Runs a script in bash. @throws NotReproducible without bash */
export function runShell(script: string, target: Pick<Target, 'baseUrl' | 'admin'>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-s'], {
      env: { ...process.env, ...variablesOf(target) },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => {
      reject(new NotReproducible(`the script can not be tried without bash: ${error.message}`));
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 2, output: output.replaceAll(/repro\d+_\d+/g, 'repro') });
    });
    child.stdin.end(script);
  });
}
