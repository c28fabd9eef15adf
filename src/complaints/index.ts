import { ComplaintPauseSchema, ComplaintSchema } from './complaint.entity.ts';

export { Complaint, ComplaintPause, type ComplaintStatus, complaintStatuses } from './complaint.entity.ts';
export { type ChooseComplaintRules, type ComplaintInput, complaintFaults, fileComplaint } from './file-complaint.ts';
export {
  type ComplaintFilter,
  complaintSorts,
  complaintsAbout,
  forgetComplainant,
  getComplaint,
  listComplaints,
} from './find-complaint.ts';
export { type Candidate, type Found, findMessage } from './match.rules.ts';
export { type ComplaintRules, endPause, pausedUntil } from './pause-complained.ts';
export { answerComplaint, resolveComplaint } from './resolve-complaint.ts';

export const complaintsEntities = [ComplaintSchema, ComplaintPauseSchema];
