export { prepare } from './scenario';
export { follow, missingOf, refused } from './proof';
