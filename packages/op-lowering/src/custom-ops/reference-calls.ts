// Custom ops for the reference interpreter: a custom_call computes what its definition's decomposition computes.
import { Collector } from '@hlolite/diagnostics';
import type { Operation, Value } from '@hlolite/mlir-parser';
import { type CustomCall, evaluate } from '@hlolite/stablehlo';
import type { Dense } from '@hlolite/tensor';
import type { LowerOptions } from '../lower.js';
import { MARK } from '../prepare/marked-composites.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { noDecomposition, resolveCall } from './resolve.js';
import { rmsNorm } from './rms-norm.js';

/**
 * What `interpret` needs to run a program with custom ops: an implementation for each target that is defined with a decomposition, and for
 * litert-torch's marks, which compute nothing.
 * @example interpret(module, inputs, { customCalls: referenceCalls(options) });
 */
export function referenceCalls(options: Pick<LowerOptions, 'customOps' | 'customOpAttributes'> = {}): Readonly<Record<string, CustomCall>> {
  const definitions = [...(options.customOps ?? []), rmsNorm];
  const customOps = { definitions, choices: {}, attributes: options.customOpAttributes ?? {} };
  const call: CustomCall = (inputs, operation) => {
    const { target, definition, checked } = resolveCall(operation, customOps, new Collector());
    if (!definition?.decompose) return noDecomposition(operation, target, 'decompose');
    const builder = new StableHloBuilder(operation);
    const results = definition.decompose({ operands: operation.operands, attributes: checked }, builder);
    return computed(builder.operations, results, new Map(operation.operands.map((value, index) => [value, inputs[index] as Dense])));
  };
  const targets = definitions.filter(({ decompose }) => decompose).flatMap((definition) => definition.targets);
  return { [MARK]: (inputs) => inputs, ...Object.fromEntries(targets.map((target) => [target, call])) };
}

function computed(operations: readonly Operation[], results: readonly Value[], known: Map<Value, Dense>): readonly Dense[] {
  const get = (value: Value) => known.get(value) as Dense;
  for (const operation of operations) {
    const values = evaluate(operation, operation.operands.map(get));
    operation.results.forEach((result, index) => {
      known.set(result, values[index] as Dense);
    });
  }
  return results.map(get);
}
