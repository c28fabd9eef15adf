import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type ProtectedName, protectNames } from './lookalike.rules.ts';
import {
  type FindingInfo,
  findingFile,
  type OperatorInfo,
  operatorFile,
  protectedFile,
  type RequirementPack,
  requirementPack,
} from './registry-schema.ts';

/** The registry's data: what is required, who provisions, what can be found wrong, which names are protected. */
export interface Registry {
  pack: RequirementPack;
  operators: ReadonlyMap<string, OperatorInfo>;
  findings: ReadonlyMap<string, FindingInfo>;
  protectedNames: readonly ProtectedName[];
}

/** Reads the registry's data from `folder` (`policies/requirements`). @throws Error that names the file and the fault */
export async function loadRegistry(folder: string): Promise<Registry> {
  const pack = await load(join(folder, 'ir.yaml'), requirementPack);
  const { operators } = await load(join(folder, 'operators.yaml'), operatorFile);
  const { findings } = await load(join(folder, 'findings.yaml'), findingFile);
  const { names } = await load(join(folder, 'protected-names.yaml'), protectedFile);
  return {
    pack,
    operators: new Map(operators.map((operator) => [operator.operator, operator])),
    findings: new Map(findings.map((finding) => [finding.code, finding])),
    protectedNames: protectNames(names),
  };
}

async function load<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const result = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Error(`${path}: ${first?.path.join('.')} ${first?.message}`);
}
