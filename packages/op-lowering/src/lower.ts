// The driver: a module becomes a model. Every operation goes to the row of its name; what fails is collected, and all of it is
// reported in one go. Result types are checked here, once, for every row.
import { Collector, type Diagnostic, fail, type Place } from '@hlolite/diagnostics';
import { type Module, type Operation, placeOf, symbolName, type Type } from '@hlolite/mlir-parser';
import { verify, withoutTuples } from '@hlolite/stablehlo';
import type { Model, Signature, Subgraph, Tensor } from '@hlolite/tflite-schema';
import { bodyOf, bug, type Context, functionsOf, type ResultOf } from './context.js';
import type { AttributeValue } from './custom-ops/attributes.js';
import type { CustomOp } from './custom-ops/custom-op.js';
import { type PolicyChoice, warnOfUnmet } from './custom-ops/policy.js';
import { type Recognise, recognisedPolicies, warnOfUnrecognised } from './custom-ops/recognised.js';
import { rmsNorm } from './custom-ops/rms-norm.js';
import { entryOf } from './entry.js';
import { families } from './families/index.js';
import { type GraphBuilder, sameShape } from './graph-builder.js';
import { lowerBody } from './lower-body.js';
import { isLowered, type Lowered } from './lowered.js';
import { portNames } from './names.js';
import { optimize } from './optimize/optimize.js';
import type { BoundArguments } from './prepare/bind-arguments.js';
import { prepare } from './prepare/prepare.js';
import type { Emitted } from './rules.js';
import { hasUnknownSize, lowerAtTwoSizes } from './unknown-sizes/two-sizes.js';
import type { WeightFormat, WeightRule } from './weights/rules.js';
import { storeWeights } from './weights/store-weights.js';

export interface LowerOptions {
  /** The function to convert; `main`, or the only public function, when absent. */
  readonly entry?: string;
  /** Policy by target of a custom_call or name of a composite. */
  readonly customOpPolicies?: Readonly<Record<string, PolicyChoice>>;
  /** Attributes by target; they win over what the program says. */
  readonly customOpAttributes?: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>>;
  /** Custom ops of the user's own, beside the built-in RMS norm; an own definition of a name wins. */
  readonly customOps?: readonly CustomOp[];
  /** Custom ops to find where the program writes them out, and what becomes of them: `{ rms_norm: 'custom' }`. None when absent. */
  readonly recognise?: Recognise;
  /** Tensors for arguments of the entry function that are parameters. */
  readonly parameters?: BoundArguments['tensors'];
  /** Names of inputs (of all arguments, parameters included) and outputs. */
  readonly inputNames?: readonly (string | undefined)[];
  readonly outputNames?: readonly (string | undefined)[];
  /** Makes it an error that f64 arithmetic is done in f32. */
  readonly strict?: boolean;
  /** Leaves out rewrites that may change the last bits of results: recognised functions, fused biases, folded scales. */
  readonly exact?: boolean;
  /** Stores weights in fewer bits, all or by rules: results are less accurate (`hlolite verify` says how much), the file is smaller. */
  readonly weightsAs?: WeightFormat | readonly WeightRule[];
  /** Gets each rewrite that fires. */
  readonly trace?: (fired: FiredRewrite) => void;
  /**
   * Gets the operation of the program that each tensor of the model comes from. Passes before lowering make new operations, which keep the
   * `location` of those they replace.
   */
  readonly origins?: Map<Tensor, Operation>;
  /** Gets, for each tensor of the model that holds a result of an operation, which; operations as for `origins`. */
  readonly results?: Map<Tensor, ResultOf>;
  /** Gets the warnings. */
  readonly report?: (diagnostic: Diagnostic) => void;
}

/** One rewrite of the optimizer that fired. */
export interface FiredRewrite {
  readonly rewrite: string;
  /** The tensor where it fired: of the model, or of the program for what is rewritten before there is a graph. */
  readonly tensor: string;
  readonly place?: Place;
}

/**
 * Lowers a StableHLO module to a TFLite model.
 * @throws CompileError with every error found: the module is verified first, then every operation is tried.
 * @example const model = lower(parse(text), { customOpPolicies: { 'ai_edge_torch.rms_norm': { policy: 'decompose' } } });
 */
export function lower(program: Module, options: LowerOptions = {}): Model {
  const diagnostics = new Collector();
  diagnostics.diagnostics.push(...verify(program));
  diagnostics.throwIfFailed();
  const module = withoutTuples(program);
  const entry = entryOf(functionsOf(module), module, options.entry);
  const types = bodyOf(entry).arguments.flatMap(({ type }, index) => (options.parameters?.has(index) ? [] : [type]));
  const model = hasUnknownSize(types)
    ? lowerAtTwoSizes(types, (sized, anySize) => lowerAt(sized, entry, module, options, { diagnostics, anySize }))
    : lowerEntry(entry, contextOf(module, options, { diagnostics }), options);
  for (const diagnostic of diagnostics.diagnostics) if (diagnostic.severity !== 'error') options.report?.(diagnostic);
  diagnostics.throwIfFailed();
  return model;
}

/** The model for given types of the arguments; what was said of an earlier choice of sizes is said of this one again. */
function lowerAt(types: readonly Type[], entry: Operation, module: Module, options: LowerOptions, run: Run): Model {
  run.diagnostics.diagnostics.length = 0;
  const model = lowerEntry(entry, contextOf(module, options, run), options, types);
  run.diagnostics.throwIfFailed();
  return model;
}

/** What is the context's own: where diagnostics go, and whether any size must fit. */
type Run = Pick<Context, 'diagnostics'> & Partial<Pick<Context, 'anySize'>>;

function contextOf(module: Module, options: LowerOptions, { diagnostics, anySize = false }: Run): Context {
  const decompositions = new Map<Operation, Subgraph>();
  const context: Context = {
    functions: functionsOf(module),
    resources: module.resources,
    customOps: {
      definitions: [...(options.customOps ?? []), rmsNorm],
      choices: options.customOpPolicies ?? {},
      attributes: options.customOpAttributes ?? {},
      recognised: recognisedPolicies(options.recognise),
    },
    customOpsMet: new Set(),
    diagnostics,
    anySize,
    strict: options.strict ?? false,
    exact: options.exact ?? false,
    origins: options.origins ?? new Map(),
    results: options.results ?? new Map(),
    fired: (rewrite, origin, name) =>
      options.trace?.({ rewrite, tensor: name ?? origin?.results[0]?.name ?? '', ...(origin && { place: placeOf(origin) }) }),
    subgraphs: [],
    subgraphOf: (fn) => decompositionSubgraph(fn, context, decompositions),
  };
  return context;
}

/** `types` are those of the arguments that are not bound, where the program leaves sizes open. */
function lowerEntry(fn: Operation, context: Context, options: LowerOptions, types?: readonly Type[]): Model {
  const bound = options.parameters;
  const body = prepare(fn, context, bound && { tensors: bound }, types);
  const total = body.arguments.length + (bound?.size ?? 0);
  const names = portNames(fn, 'arg_attrs', total, options.inputNames).filter((_, index) => !bound?.has(index));
  const outputNames = portNames(fn, 'res_attrs', body.results.length, options.outputNames);
  const subgraph = lowerBody(body, { name: symbolName(fn) ?? 'main', inputNames: names, owner: fn, context, lowerOperation });
  const named = (tensors: readonly Tensor[], list: readonly string[]) =>
    tensors.map((tensor, index) => ({ name: list[index] as string, tensor }));
  const signature: Signature = {
    key: 'serving_default',
    subgraph,
    inputs: named(subgraph.inputs, names),
    outputs: named(subgraph.outputs, outputNames),
  };
  warnOfUnmet(context.customOps, context.customOpsMet, context.diagnostics);
  warnOfUnrecognised(options.recognise ?? {}, context.customOpsMet, context.diagnostics);
  const model: Model = { description: 'hlolite', subgraphs: context.subgraphs, signatures: [signature], metadata: [] };
  const fired = (rewrite: string, tensor: Tensor | undefined) =>
    context.fired(rewrite, tensor && context.origins.get(tensor), tensor?.name);
  optimize(model, { exact: context.exact, unknownSizes: types !== undefined, fired, revalued: (tensor) => context.results.delete(tensor) });
  if (options.weightsAs) storeWeights(model, options.weightsAs, context.diagnostics);
  return model;
}

function decompositionSubgraph(fn: Operation, context: Context, decompositions: Map<Operation, Subgraph>): Subgraph {
  const known = decompositions.get(fn);
  if (known) return known;
  // A decomposition says an op in others, and stays so: recognising it in itself would have no end.
  const body = prepare(fn, { ...context, customOps: { ...context.customOps, recognised: {} } });
  const inputNames = body.arguments.map((_, index) => `args_${index}`);
  const subgraph = lowerBody(body, { name: symbolName(fn) ?? 'decomposition', inputNames, owner: fn, context, lowerOperation });
  decompositions.set(fn, subgraph);
  return subgraph;
}

function lowerOperation(operation: Operation, g: GraphBuilder): readonly Lowered[] {
  g.operation = operation;
  const rule = Object.hasOwn(families, operation.name) ? families[operation.name] : undefined;
  if (rule === undefined)
    return fail({
      code: 'lower/unsupported-op',
      message: `${operation.name} must be an op that hlolite lowers (it is not one yet)`,
      place: placeOf(operation),
      hint: 'docs/ops.md lists the ops; write this part of the program with others, or make it a stablehlo.custom_call with a kernel of your own',
    });
  const emitted = asLowered(rule(operation, g));
  if (emitted.length !== operation.results.length)
    bug({
      code: 'lower/internal',
      message: `${operation.name} must give ${operation.results.length} results (was ${emitted.length})`,
      place: placeOf(operation),
    });
  emitted.forEach((lowered, index) => checkResult(lowered, index, operation, g));
  return emitted;
}

const asLowered = (emitted: Emitted): readonly Lowered[] => {
  const list = Array.isArray(emitted) ? (emitted as readonly (Tensor | Lowered)[]) : [emitted as Tensor | Lowered];
  return list.map((each) => (isLowered(each) ? each : { kind: 'tensor', tensor: each }));
};

/** A row that gives another type or shape than the program says would be silently wrong later. */
function checkResult(lowered: Lowered, index: number, operation: Operation, g: GraphBuilder): void {
  const wanted = g.resultInfo(index);
  const shape = lowered.kind === 'tensor' ? lowered.tensor.shape : lowered.kind === 'constant' ? lowered.dense.shape : lowered.shape;
  const type = lowered.kind === 'tensor' ? lowered.tensor.type : wanted.type;
  const fits =
    lowered.kind === 'constant' ? lowered.dense.shape.every((size, axis) => size === wanted.shape[axis]) : sameShape(shape, wanted.shape);
  if (!fits || type !== wanted.type)
    bug({
      code: 'lower/internal',
      message: `${operation.name} must give ${wanted.type} [${wanted.shape}] (was ${type} [${shape}])`,
      place: placeOf(operation),
    });
}
