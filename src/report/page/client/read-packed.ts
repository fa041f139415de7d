import { PER_PACK, type CellDetails, type PageIndex } from '../data';

const packs = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('script[data-pack]')];

/** What the page filters by. @throws Error where the file is not whole */
export const readIndex = (): Promise<PageIndex> => unpack(packs()[0]) as Promise<PageIndex>;

const read = new Map<number, Promise<CellDetails[]>>();

/** The details of a cell by its number. @throws Error where the file is not whole */
export async function readDetails(n: number): Promise<CellDetails> {
  const which = Math.floor(n / PER_PACK);
  const pack = read.get(which) ?? (unpack(packs()[which + 1]) as Promise<CellDetails[]>);
  read.set(which, pack);
  const details = (await pack)[n % PER_PACK];
  if (!details) throw new Error(`The page has no details of cell ${String(n)}.`);
  return details;
}

async function unpack(element: HTMLElement | undefined): Promise<unknown> {
  if (!element) throw new Error('A part of this page is missing: write it again, or copy it whole.');
  const bytes = Uint8Array.from(atob(element.textContent), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}
