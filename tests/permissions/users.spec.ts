import { permissionTests } from '../../fixtures';

permissionTests('users');
