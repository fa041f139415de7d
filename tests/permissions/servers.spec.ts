import { permissionTests } from '../../fixtures';

permissionTests('servers');
