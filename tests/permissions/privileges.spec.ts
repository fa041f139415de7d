import { permissionTests } from '../../fixtures';

permissionTests('privileges');
