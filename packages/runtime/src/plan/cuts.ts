// Which operators LiteRT cannot run by itself: those that a kernel computes, and those that run subgraphs with such operators inside. Asked
// before anything runs, because LiteRT goes on with uninitialized memory where a kernel is missing. All that is missing is said in one go.
import { Collector, type Complaint } from '@hlolite/diagnostics';
import { hasKernel, type Operator, type OperatorName, type Subgraph } from '@hlolite/tflite-schema';
import { isControlFlow } from '../execute/control-flow.js';
import type { KernelSource } from '../kernels/kernel.js';
import type { Registry } from '../kernels/registry.js';
import { baseName } from '../separate-codes.js';
import { placeOf } from './place.js';
import { subgraphsOf } from './segment-model.js';

/** Why the graph is cut at an operator. */
export type Cut = { readonly kind: 'kernel'; readonly source: KernelSource } | { readonly kind: 'control-flow' };

/** The operators at which graphs are cut. */
export type Cuts = ReadonlyMap<Operator, Cut>;

export interface CutOptions {
  readonly registry: Registry;
  /** Does a kernel take a composite of its name? */
  readonly preferKernels: boolean;
}

/**
 * Checks all operators that a run of the subgraphs can reach.
 * @throws CompileError `runtime/missing-kernel`, `runtime/kernel-version`, `runtime/nested-custom-op`, `runtime/no-builtin-kernel`,
 *   `runtime/bad-model` when subgraphs run each other in a circle
 */
export function findCuts(subgraphs: readonly Subgraph[], options: CutOptions): Cuts {
  const search = new CutSearch(options);
  for (const subgraph of subgraphs) search.hasCuts(subgraph, 0);
  search.collector.throwIfFailed();
  return search.cuts;
}

/** Operators that execute the subgraphs in their options. Others (STABLEHLO_SCATTER …) only look at them, so what is in there needs no kernel. */
const runsItsSubgraphs = (op: OperatorName): boolean => isControlFlow(op) || op === 'CALL_ONCE' || op === 'STABLEHLO_WHILE';

/** Real models nest a few subgraphs; endless ones must not exhaust the stack. */
const DEEPEST = 64;

/** LiteRT.js has no CALL, and its STABLEHLO_CASE takes every subgraph of the model but the first for a branch, whatever the options say. */
const drivenAlways: ReadonlySet<OperatorName> = new Set(['CALL', 'STABLEHLO_CASE']);

class CutSearch {
  readonly cuts = new Map<Operator, Cut>();
  readonly collector = new Collector();
  private readonly known = new Map<Subgraph, boolean>();

  constructor(private readonly options: CutOptions) {}

  /** Must the subgraph be cut? */
  hasCuts(subgraph: Subgraph, depth: number): boolean {
    const known = this.known.get(subgraph);
    if (known !== undefined) return known;
    if (depth > DEEPEST) return this.refuseDepth(subgraph);
    // Not `some`: every operator is looked at, so that all that is missing is found.
    const cut = subgraph.operators.filter((operator) => this.isCut(operator, subgraph, depth)).length > 0;
    this.known.set(subgraph, cut);
    return cut;
  }

  private isCut(operator: Operator, subgraph: Subgraph, depth: number): boolean {
    const { op } = operator;
    if (op === 'CUSTOM') return this.takeKernel(operator, subgraph);
    if (op === 'STABLEHLO_COMPOSITE' && this.preferKernel(operator)) return true;
    if (hasKernel(op) === false) this.refuse(noBuiltinKernel(op), operator, subgraph);
    if (!runsItsSubgraphs(op)) return false;
    const inner = this.anyHasCuts(subgraphsOf(operator), depth + 1);
    if (!inner && !drivenAlways.has(op)) return false;
    if (isControlFlow(op)) this.cuts.set(operator, { kind: 'control-flow' });
    else this.refuse(nestedCustomOp(op), operator, subgraph);
    return true;
  }

  private anyHasCuts(subgraphs: readonly Subgraph[], depth: number): boolean {
    return subgraphs.filter((subgraph) => this.hasCuts(subgraph, depth)).length > 0;
  }

  private takeKernel(operator: Operator, subgraph: Subgraph): true {
    const name = operator.customCode ?? '';
    const { registry } = this.options;
    const source = registry.get(name) ?? registry.get(baseName(name));
    const wanted = operator.version ?? FIRST_VERSION;
    if (!source) this.refuse(missingKernel(name, registry), operator, subgraph);
    else if (isOfVersion(source, wanted)) this.cuts.set(operator, { kind: 'kernel', source });
    else this.refuse(otherVersion(name, wanted, source.version), operator, subgraph);
    return true;
  }

  /** A composite is what its decomposition says, so a kernel for another version of it is no error: that kernel is not meant. */
  private preferKernel(operator: Operator): boolean {
    const { registry, preferKernels } = this.options;
    const { name, version = 0 } = operator.options?.fields ?? {};
    const source = preferKernels ? registry.get(String(name)) : undefined;
    if (!source || !isOfVersion(source, FIRST_VERSION + Number(version))) return false;
    this.cuts.set(operator, { kind: 'kernel', source });
    return true;
  }

  private refuse(complaint: Complaint, operator: Operator, subgraph: Subgraph): void {
    this.collector.error({ ...complaint, place: { label: placeOf(operator, subgraph) } });
  }

  private refuseDepth({ name }: Subgraph): false {
    const message = `subgraphs must not run themselves or nest deeper than ${DEEPEST} (subgraph ${name} does)`;
    this.collector.error({ code: 'runtime/bad-model', message });
    return false;
  }
}

/** Of a CUSTOM op whose file does not say one: the schema's default. Composites count from 0, so theirs is one less. */
const FIRST_VERSION = 1;

const isOfVersion = ({ version }: KernelSource, wanted: number): boolean => version === undefined || version === wanted;

const noBuiltinKernel = (op: OperatorName): Complaint => ({
  code: 'runtime/no-builtin-kernel',
  message: `operators must have a kernel in LiteRT (it has none for ${op})`,
  hint:
    op === 'STABLEHLO_CUSTOM_CALL'
      ? 'convert with --custom-op NAME=custom or NAME=decompose'
      : 'convert the model with hlolite, which uses only operators that run',
});

const nestedCustomOp = (op: OperatorName): Complaint => ({
  code: 'runtime/nested-custom-op',
  message: `the subgraph of ${op} must have builtin operators only (it has some that kernels compute)`,
  hint: 'convert with --custom-op NAME=decompose',
});

const missingKernel = (name: string, registry: Registry): Complaint => ({
  code: 'runtime/missing-kernel',
  message: `a kernel for the CUSTOM op ${name} must be given (registered are ${[...registry.keys()].sort().join(', ')})`,
  hint: `pass one with { kernels: [{ name: '${name}', … }] }, or convert with --custom-op ${name}=decompose`,
});

const otherVersion = (name: string, wanted: number, version: number | undefined): Complaint => ({
  code: 'runtime/kernel-version',
  message: `the kernel for ${name} must implement version ${wanted} of the op (was ${version})`,
  hint: 'register a kernel of that version, or one without a version if it serves all',
});
