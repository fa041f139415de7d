import { useEffect, useState } from 'preact/hooks';
import { Banner } from './banner/banner';
import { CrumbSlot } from './banner/crumbs';
import { commonData, currentDatabase, currentSchema, enter } from './common-data';
import { Toasts } from './components';
import { onNavigate } from './navigation';
import { ErrorPage, MISSING_PAGE } from './pages/error-page';
import { type Route, routeOf } from './router';

const TITLE = 'embedded stand-in for Mathesar';

/** Why the page of an address can not be shown; undefined when it can. */
function problemOf(found: ReturnType<typeof routeOf>): string | undefined {
  if (!found) return MISSING_PAGE;
  const { route, params } = found;
  if (route.admin && !commonData.user.is_superuser) return MISSING_PAGE;
  if (params.database !== undefined && !currentDatabase()) {
    return `Database with id ${params.database} is not found.`;
  }
  if (params.schema !== undefined && !currentSchema()) return 'Schema not found.';
  return undefined;
}

/** The address of the page, once the data that belong to it are there. */
function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(
    () =>
      onNavigate(() => {
        const wanted = location.pathname;
        const params: Record<string, string> = routeOf(wanted)?.params ?? {};
        const show = () => {
          if (location.pathname === wanted) setPath(wanted);
        };
        // Whatever failed to load, the page shows when it asks for it.
        enter(Number(params.database), Number(params.schema)).then(show, show);
      }),
    [],
  );
  return path;
}

function Page({ route, params, path }: { route: Route; params: Record<string, string>; path: string }) {
  const Component = route.page;
  // A page of another address starts anew, even where the same component shows both.
  return <Component key={path} params={params} />;
}

/** The application: the banner and the page of the address. */
export function App() {
  const path = usePath();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const found = routeOf(path);
  const problem = problemOf(found);
  const title = found?.route.title ?? 'Mathesar';
  useEffect(() => {
    document.title = `${title} | ${TITLE}`;
  }, [title]);
  const page =
    found && problem === undefined ? <Page {...found} path={path} /> : <ErrorPage message={problem ?? ''} />;
  return (
    <CrumbSlot.Provider value={slot}>
      <Toasts />
      {found?.route.bare ? null : <Banner key={path} crumbs={setSlot} />}
      {page}
    </CrumbSlot.Provider>
  );
}
