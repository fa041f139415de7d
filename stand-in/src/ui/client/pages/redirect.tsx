import { useEffect } from 'preact/hooks';
import { navigate } from '../navigation';
import type { PageProps } from '../router';

/** A page that only leads to another address; `:name` in it stands for the same part of its own address. */
export function redirectTo(pattern: string) {
  return function Redirect({ params }: PageProps) {
    useEffect(() => {
      navigate(
        pattern.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
        { replace: true },
      );
    }, []);
    return null;
  };
}
