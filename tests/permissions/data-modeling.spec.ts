import { permissionTests } from '../../fixtures';

permissionTests('data-modeling');
