import { demoTests } from '../../fixtures';

demoTests();
