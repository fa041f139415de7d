import { createTwoFilesPatch } from 'diff';

/**
 * A unified diff that `git apply` takes.
 * @param before undefined for a new file
 */
export function writePatch(file: string, before: string | undefined, after: string): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${file}`, `b/${file}`];
  const patch = createTwoFilesPatch(from, to, before ?? '', after, undefined, undefined, { context: 3 });
  const head =
    before === undefined
      ? `diff --git a/${file} ${to}\nnew file mode 100644\n`
      : `diff --git ${from} ${to}\n`;
  return head + patch.replace(/^=+\n/, '').replace(/^((?:---|\+\+\+) .*)\t$/gm, '$1');
}
