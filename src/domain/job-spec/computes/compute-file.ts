import { parseAmlCompute } from './aml-compute.ts'
import type { AmlComputeSpec } from './aml-compute.ts'
import { parseKubernetes, parseSynapseSpark, parseVirtualMachine } from './compute-attached.ts'
import type { KubernetesSpec, SynapseSparkSpec, VirtualMachineSpec } from './compute-attached.ts'
import { parseComputeInstance } from './compute-instance.ts'
import type { ComputeInstanceSpec } from './compute-instance.ts'
import { computeKindOf, computeKinds } from '../detect-kind.ts'
import { oneOf } from '../format/fields.ts'
import { createProblemLog, nearest, replaceBy } from '../problems.ts'
import type { ParseResult } from '../problems.ts'
import { parseYaml } from '../yaml/yaml-tree.ts'

/** Any file that `az ml compute create` or `attach` takes. */
export type ComputeFile =
  | { kind: 'amlcompute'; spec: AmlComputeSpec }
  | { kind: 'computeinstance'; spec: ComputeInstanceSpec }
  | { kind: 'virtualmachine'; spec: VirtualMachineSpec }
  | { kind: 'kubernetes'; spec: KubernetesSpec }
  | { kind: 'synapsespark'; spec: SynapseSparkSpec }

/** Reads the YAML of a compute of any type. As in the CLI, nothing else is looked at when the type is wrong. */
export function parseCompute(text: string): ParseResult<ComputeFile> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const log = createProblemLog(text)
  const type = yaml.root.entries.get('type')?.value
  const kind = type?.kind === 'scalar' ? computeKindOf(type.text) : undefined
  if (kind === 'amlcompute') return withKind(kind, parseAmlCompute(text))
  if (kind === 'computeinstance') return withKind(kind, parseComputeInstance(text))
  if (kind === 'virtualmachine') return withKind(kind, parseVirtualMachine(text))
  if (kind === 'kubernetes') return withKind(kind, parseKubernetes(text))
  if (kind === 'synapsespark') return withKind(kind, parseSynapseSpark(text))

  if (!type) log.error(yaml.root, [], `The key “type” is missing: ${oneOf(computeKinds)}.`)
  else {
    const guess = type.kind === 'scalar' ? nearest(type.text, computeKinds) : undefined
    const message = `The type of a compute is ${oneOf(computeKinds)}.`
    log.error(type, ['type'], message, guess === undefined ? undefined : replaceBy(guess, type))
  }
  return { ok: false, problems: log.problems }
}

function withKind<K extends ComputeFile['kind'], T>(
  kind: K,
  result: ParseResult<T>,
): ParseResult<{ kind: K; spec: T }> {
  return result.ok
    ? { ok: true, value: { kind, spec: result.value }, warnings: result.warnings }
    : { ok: false, problems: result.problems }
}
