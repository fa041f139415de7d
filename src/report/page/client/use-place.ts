import { useEffect, useRef, useState } from 'preact/hooks';
import { readAddress, writeAddress, type Place } from '../address';

/** How long typing rests before the address follows: browsers refuse to change it hundreds of times. */
const RESTS_MS = 300;

export interface Places {
  place: Place;
  /** Shows something else, as a new entry of the history unless it is typed, which replaces the one there is. */
  go: (change: Partial<Place>, options?: { isTyped?: boolean }) => void;
  /** Closes the open cell: back to the entry that it was opened from, where there is one. */
  close: () => void;
}

/** What is shown, kept by the address bar. */
export function usePlace(): Places {
  const [place, setPlace] = useState(() => readAddress(location.hash));
  const waiting = useRef<number>(0);
  const current = useRef(place);
  current.current = place;

  const show = (next: Place) => {
    current.current = next;
    setPlace(next);
  };
  const write = (isNew: boolean) => {
    clearTimeout(waiting.current);
    const address = writeAddress(current.current);
    if (isNew) history.pushState({ isOpened: current.current.cell !== undefined }, '', address);
    else history.replaceState(history.state, '', address);
  };

  useEffect(() => {
    const read = () => show(readAddress(location.hash));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);

  return {
    place,
    go(change, { isTyped = false } = {}) {
      const wasOpen = current.current.cell !== undefined;
      show({ ...current.current, ...change });
      clearTimeout(waiting.current);
      if (isTyped) waiting.current = setTimeout(() => write(false), RESTS_MS);
      // From one open cell to the next is one entry, so that back closes.
      else write(!(wasOpen && change.cell !== undefined));
    },
    close() {
      const { isOpened = false } = (history.state ?? {}) as { isOpened?: boolean };
      const { cell: _, ...rest } = current.current;
      show(rest);
      if (isOpened) history.back();
      else write(false);
    },
  };
}
