import { flushSync } from 'preact/compat';
import { useEffect, useState } from 'preact/hooks';

/** Whether the page is being printed, for what prints has to be in the page, not only what is in sight. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    const set = (value: boolean) => flushSync(() => setPrinting(value));
    const begin = () => set(true);
    const end = () => set(false);
    const change = () => set(print.matches);
    if (print.matches) begin();
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    print.addEventListener('change', change);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      print.removeEventListener('change', change);
    };
  }, []);
  return isPrinting;
}
