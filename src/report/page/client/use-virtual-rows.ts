import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

interface Rows {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  /** Height of a row in pixels. */
  heightOf: (index: number) => number;
  keyOf: (index: number) => string;
  /** A row that stays in the page when it is scrolled out of sight, for it has the focus. */
  kept: number;
  /** What covers the top of the scroller, in pixels. */
  head: number;
}

/** The rows of a scroller that can be seen, and where they are. */
export function useVirtualRows({ scroller, count, heightOf, keyOf, kept, head }: Rows) {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    ...{ count, observeElementOffset, observeElementRect, scrollToFn: elementScroll },
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: keyOf,
    overscan: 6,
    scrollPaddingStart: head,
    scrollMargin: head,
    onChange: () => draw(undefined),
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return kept < count && kept >= 0 && !seen.includes(kept) ? [...seen, kept].sort((a, b) => a - b) : seen;
    },
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
