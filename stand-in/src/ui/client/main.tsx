import { render } from 'preact';
import { App } from './app';
import { commonData, reload } from './common-data';
import { interceptLinks } from './navigation';
import '../plain.css';
import './style.css';
import './content.css';

interceptLinks();
const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  render(<App />, root);
  void reload(...commonData.outdated);
}
