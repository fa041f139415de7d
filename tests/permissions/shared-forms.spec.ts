import { permissionTests } from '../../fixtures';

permissionTests('shared-forms');
