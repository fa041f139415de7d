import { permissionTests } from '../../fixtures';

permissionTests('constraints');
