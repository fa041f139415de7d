import { permissionTests } from '../../fixtures';

permissionTests('schemas');
