/**
 * Where a value stands in an answer.
 * @returns JSON pointers of an answer in JSON, or into the data of a page; `text` for any other
 */
export function placesOf(text: string, isWanted: (value: string) => boolean): string[] {
  const whole = parsed(text);
  if (whole !== undefined) return pointers(whole, '', isWanted);
  const data = DATA.exec(text)?.[1];
  const inData = data === undefined ? [] : pointers(parsed(data), '', isWanted);
  if (inData.length > 0) return inData.map((pointer) => `page data ${pointer}`);
  return [text.includes('<html') ? 'page HTML' : 'text'];
}

const DATA = /<script[^>]* type="application\/json"[^>]*>(.*?)<\/script>/s;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON pointers (RFC 6901) to the values, and to the names, that are wanted. */
function pointers(value: unknown, at: string, isWanted: (value: string) => boolean): string[] {
  if (typeof value !== 'object' || value === null) return isWanted(String(value)) ? [at] : [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const inside = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [...(isWanted(name) ? [inside] : []), ...pointers(inner, inside, isWanted)];
  });
}
