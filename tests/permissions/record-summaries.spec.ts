import { permissionTests } from '../../fixtures';

permissionTests('record-summaries');
