export { prepare } from './trial';
export { deploymentRequirements } from './requirements';
export { follow, missingOf, refused } from './proof';
export { skipWhereImpossible, test } from '../../../fixtures/deployment-test';
