import { render } from 'preact';
import { App } from './app';
import { commonData, enter, reload } from './common-data';
import { interceptLinks } from './navigation';
import { routeOf } from './router';
import '../plain.css';
import './style.css';
import './content.css';

interceptLinks();
const root = document.getElementById('app');
if (root) {
  // The server does not know a schema by its address without the last slash, but the page does.
  const { database, schema }: Record<string, string> = routeOf(location.pathname)?.params ?? {};
  if (schema !== undefined) await enter(Number(database), Number(schema));
  root.replaceChildren();
  render(<App />, root);
  void reload(...commonData.outdated);
}
