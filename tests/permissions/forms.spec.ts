import { permissionTests } from '../../fixtures';

permissionTests('forms');
