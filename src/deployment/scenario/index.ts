export { prepare } from './trial';
export { follow, missingOf, refused } from './proof';
