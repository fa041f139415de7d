import { compareControlsOf, onInstall } from '../on-install';

// `npm run controls`: looks at every recorded control on the stand-in, or with --real on the install that the
// environment names, and prints those that are not as recorded. With --only NAME, just those whose names begin so.

await onInstall(compareControlsOf);
