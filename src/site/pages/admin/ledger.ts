import { readHeadsAfter } from '#src/consent/index.ts';
import { AppError } from '#src/kernel/index.ts';
import {
  leafHash as hashLeaf,
  jwks,
  rootFromInclusion,
  type TreeHead,
  verifyConsistency,
  verifyInclusion,
  verifyTreeHead,
} from '#src/signing/index.ts';
import { type Page, show, type View, type Visit } from '../../page.ts';
import { problemOf } from '../../problem.ts';

const HEADS_SHOWN = 50;
const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** What checking showed, step by step; its words are `admin.ledger.step.<key>`. */
interface Checked {
  steps: { key: string; holds: boolean; value: string }[];
  record: string | null;
}

/** The signed heads of the ledger, and checking its proofs: of one entry, or that one head continues another. */
export const ledger: Page = {
  path: '/admin/ledger',
  access: ['reviewer', 'auditor'],
  menu: 'ledger',
  get: showLedger,
};

async function showLedger(visit: Visit): Promise<View> {
  const { house, query, language, form } = visit;
  const from = Number.isSafeInteger(Number(query.from)) ? Math.max(0, Number(query.from)) : 0;
  const heads = await readHeadsAfter(house.db.pool, from, HEADS_SHOWN + 1);
  const latest = await headNow(visit);
  const data = {
    heads: heads.slice(0, HEADS_SHOWN),
    more: heads.length > HEADS_SHOWN ? heads[HEADS_SHOWN - 1]?.size : null,
    latest,
    from,
  };
  try {
    const inclusion = query.seq && latest ? await checkEntry(visit, latest) : null;
    const consistency = query.first && query.second ? await checkConsistency(visit) : null;
    return show('admin/ledger', { ...data, inclusion, consistency });
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const view = show('admin/ledger', { ...data, inclusion: null, consistency: null }, error.status);
    return { ...view, sent: { form, problem: problemOf(error, language) } } as View;
  }
}

async function headNow({ ask }: Visit): Promise<TreeHead | null> {
  try {
    return await ask<TreeHead>('getLedgerHead');
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_SEALED') return null;
    throw error;
  }
}

/** That an entry is in the ledger: the head is signed, the path leads to its root, the leaf is the entry. */
async function checkEntry({ ask, query, house }: Visit, head: TreeHead): Promise<Checked> {
  const proof = await ask('proveInclusion', { query: { seq: query.seq, size: head.size || undefined } });
  const entry = await ask('openLedgerEntry', { params: { seq: query.seq } });
  const { leafIndex, size, leafHash } = proof;
  const given = { leafIndex, size, leafHash: bytes(leafHash), path: proof.path.map(bytes) };
  const leaf = hashLeaf(Buffer.concat([bytes(entry.blind), Buffer.from(entry.record)])).toString('hex');
  const steps = [
    { key: 'signed', holds: verifyTreeHead(jwks([house.signingKey]), head), value: head.keyId },
    {
      key: 'path',
      holds: verifyInclusion(given, bytes(head.rootHash)),
      value: rootFromInclusion(given)?.toString('hex') ?? '',
    },
    { key: 'leaf', holds: leaf === leafHash, value: leaf },
  ];
  return { steps, record: entry.record };
}

/** That the ledger of one head is the beginning of it at another. */
async function checkConsistency({ ask, query, house }: Visit): Promise<Checked> {
  const proof = await ask('proveConsistency', { query: { first: query.first, second: query.second } });
  const [older, newer] = [await headOf(house, proof.first), await headOf(house, proof.second)];
  if (!older || !newer) throw new AppError('NOT_FOUND');
  const keys = jwks([house.signingKey]);
  const roots = { firstRoot: bytes(older.rootHash), secondRoot: bytes(newer.rootHash) };
  const holds = verifyConsistency({ ...proof, ...roots, path: proof.path.map(bytes) });
  const steps = [
    { key: 'signed', holds: verifyTreeHead(keys, older) && verifyTreeHead(keys, newer), value: newer.keyId },
    { key: 'continues', holds, value: newer.rootHash },
  ];
  return { steps, record: null };
}

async function headOf(house: Visit['house'], size: number): Promise<TreeHead | null> {
  const [head] = await readHeadsAfter(house.db.pool, size - 1, 1);
  return head?.size === size ? head : null;
}
