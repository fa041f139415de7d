import { permissionTests } from '../../fixtures';

permissionTests('databases');
