import { render } from 'preact';
import { App } from './app';
import { readIndex } from './read-packed';
import './style.css';

const page = document.querySelector('#page');

/** Shows the page, or why it can not be shown: a file that was cut off, a browser without DecompressionStream. */
async function start(into: Element): Promise<void> {
  try {
    render(<App index={await readIndex()} />, into);
  } catch (error) {
    into.textContent = `This page can not be shown: ${String(error)} The same is in matrix.md and matrix.csv beside it.`;
  }
}

if (page) void start(page);
