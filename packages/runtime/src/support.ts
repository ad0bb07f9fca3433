// Can everything in a model run? Asked before anything runs, because LiteRT goes on with uninitialized memory where a kernel is missing.
// All that is missing is said in one go.
import { Collector } from '@hlolite/diagnostics';
import { hasKernel, type Operator, type OperatorName, type Subgraph } from '@hlolite/tflite-schema';
import type { KernelSource } from './kernel.js';
import type { Registry } from './registry.js';
import { calledBy } from './segment-model.js';
import { baseName } from './separate-codes.js';

/** "operator 2 (CUSTOM swiglu) of subgraph main": where a diagnostic about an operator points. */
export function placeOf(operator: Operator, subgraph: Subgraph): string {
  const name = operator.op === 'CUSTOM' ? `CUSTOM ${operator.customCode}` : operator.op;
  return `operator ${subgraph.operators.indexOf(operator)} (${name}) of subgraph ${subgraph.name || '(unnamed)'}`;
}

/**
 * Checks all operators that a run of the subgraph can reach, and gives the kernel of each CUSTOM op in it.
 * @throws CompileError `runtime/missing-kernel`, `runtime/kernel-version`, `runtime/nested-custom-op`, `runtime/no-builtin-kernel`
 */
export function findKernels(subgraph: Subgraph, registry: Registry): ReadonlyMap<Operator, KernelSource> {
  const collector = new Collector();
  const kernels = new Map<Operator, KernelSource>();
  const nested = calledBy(subgraph.operators, ({ op }) => runsItsSubgraphs.has(op));
  for (const graph of [subgraph, ...nested])
    for (const operator of graph.operators) {
      const label = placeOf(operator, graph);
      if (operator.op !== 'CUSTOM') checkBuiltin(operator.op, label, collector);
      else if (graph !== subgraph) refuseNested(label, collector);
      else {
        const kernel = kernelOf(operator, registry, label, collector);
        if (kernel) kernels.set(operator, kernel);
      }
    }
  collector.throwIfFailed();
  return kernels;
}

/** Operators that execute the subgraphs in their options. Others (STABLEHLO_SCATTER …) only look at them, so what is in there needs no kernel. */
const runsItsSubgraphs: ReadonlySet<OperatorName> = new Set([
  'IF',
  'WHILE',
  'CALL',
  'CALL_ONCE',
  'STABLEHLO_CASE',
  'STABLEHLO_WHILE',
  'STABLEHLO_COMPOSITE',
]);

function checkBuiltin(op: OperatorName, label: string, collector: Collector): void {
  if (hasKernel(op) !== false) return;
  const custom = op === 'STABLEHLO_CUSTOM_CALL';
  collector.error({
    code: 'runtime/no-builtin-kernel',
    message: `operators must have a kernel in LiteRT (it has none for ${op})`,
    place: { label },
    hint: custom
      ? 'convert with --custom-op NAME=custom or NAME=decompose'
      : 'convert the model with hlolite, which uses only operators that run',
  });
}

function refuseNested(label: string, collector: Collector): void {
  collector.error({
    code: 'runtime/nested-custom-op',
    message: 'CUSTOM ops must stand in the graph that is run (this one is in a subgraph that an operator calls)',
    place: { label },
    hint: 'convert with --custom-op NAME=decompose',
  });
}

function kernelOf(operator: Operator, registry: Registry, label: string, collector: Collector): KernelSource | undefined {
  const name = operator.customCode ?? '';
  const kernel = registry.get(name) ?? registry.get(baseName(name));
  if (!kernel)
    collector.error({
      code: 'runtime/missing-kernel',
      message: `a kernel for the CUSTOM op ${name} must be given (registered are ${[...registry.keys()].sort().join(', ')})`,
      place: { label },
      hint: `pass one with { kernels: [{ name: '${name}', … }] }, or convert with --custom-op ${name}=decompose`,
    });
  else checkVersion(kernel, operator, label, collector);
  return kernel;
}

/** Version of a CUSTOM op whose file does not say one: the schema's default. */
const DEFAULT_VERSION = 1;

function checkVersion(kernel: KernelSource | { readonly version?: number }, operator: Operator, label: string, collector: Collector): void {
  const wanted = operator.version ?? DEFAULT_VERSION;
  const has = 'version' in kernel ? kernel.version : undefined;
  if (has === undefined || has === wanted) return;
  collector.error({
    code: 'runtime/kernel-version',
    message: `the kernel for ${operator.customCode} must implement version ${wanted} of the op (was ${has})`,
    place: { label },
    hint: 'register a kernel of that version, or one without a version if it serves all',
  });
}
