import { permissionTests } from '../../fixtures';

permissionTests('columns');
