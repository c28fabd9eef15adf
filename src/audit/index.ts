import { AuditEventSchema } from './audit.entity.ts';

export { AuditEvent } from './audit.entity.ts';
export { type AuditFilter, listAudit } from './list-audit.ts';
export { type AuditInput, recordAudit } from './record-audit.ts';

export const auditEntities = [AuditEventSchema];
