import { type FindFaults, fault } from '#src/kernel/index.ts';

/** Two letters or digits, or a letter with its vowel sign, so that «نه» is an answer and a dash is none. */
const WORDS = /[\p{L}\p{N}].*[\p{L}\p{M}\p{N}]/su;

/** The fault of a refusal, or of a request for changes, that tells its applicant nothing; a finding says what is wrong by itself. */
export const verdictFaults: FindFaults = ({ decision, note, findings }) => {
  if (decision !== 'reject' && decision !== 'request_changes') return [];
  if (Array.isArray(findings) && findings.length > 0) return [];
  if (typeof note === 'string' && WORDS.test(note)) return [];
  return [
    fault(
      'note',
      'required',
      'tell the applicant why: write a note, or name a finding',
      'دلیل را به متقاضی بگویید: یادداشتی بنویسید یا یافته‌ای را نام ببرید',
    ),
  ];
};
