import { permissionTests } from '../../fixtures';

permissionTests('sign-in');
