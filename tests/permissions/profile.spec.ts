import { permissionTests } from '../../fixtures';

permissionTests('profile');
