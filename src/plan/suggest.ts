/**
 * The name that was probably meant, if one is near enough: one slip per three letters, or a name that begins with
 * what was written or ends on it as a word of its own. Dotted names of the same area are compared by what follows the area.
 * @param written the unknown name; upper and lower case do not matter
 * @param known the valid names; of equally near ones the first wins
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const name of known) {
    const [from, to] = withoutSharedArea(wanted, name.toLowerCase());
    const limit = Math.max(1, Math.floor(from.length / 3));
    let distance = Infinity;
    if (Math.abs(from.length - to.length) <= limit) distance = editDistance(from, to);
    if (distance > limit)
      distance = from.length >= 3 && (to.startsWith(from) || to.endsWith(` ${from}`)) ? limit + 1 : Infinity;
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** `unknown role "vewer"; did you mean viewer?`, or without the question where nothing is near. */
export function unknownName(what: string, written: string, known: Iterable<string>): string {
  const meant = nearest(written, known);
  return `unknown ${what} "${written}"${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function withoutSharedArea(a: string, b: string): [string, string] {
  const area = a.slice(0, a.indexOf('.') + 1);
  return area !== '' && b.startsWith(area) ? [a.slice(area.length), b.slice(area.length)] : [a, b];
}

/** Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours cost 1 each. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
