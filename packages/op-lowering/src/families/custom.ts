// Custom ops as their policy has them. Spec: custom_call, composite. (`decompose` is done before: prepare/apply-policies.)

import { CompileError, fail } from '@hlolite/diagnostics';
import { placeOf, stablehlo, view } from '@hlolite/mlir-parser';
import { encodeFlexBuffer, type Tensor } from '@hlolite/tflite-schema';
import { functionNamed } from '../context.js';
import type { AttributeValues } from '../custom-ops/attributes.js';
import { builtinCall } from '../custom-ops/builtin-calls.js';
import { builtinComposite } from '../custom-ops/builtin-composites.js';
import { choiceFor, resolveCall } from '../custom-ops/resolve.js';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';

export const custom = rules(stablehlo, {
  custom_call: (_, g) => lowerCustomCall(g),
  composite: (_, g) => lowerComposite(g),
});

function lowerCustomCall(g: GraphBuilder): readonly Tensor[] {
  const { customOps, diagnostics } = g.context;
  const { operation } = g;
  const { policy } = choiceFor(operation, customOps);
  // These were carried out before; a call that is still here failed there and was reported.
  if (policy === 'decompose' || policy === 'composite') throw new CompileError([]);
  const call = resolveCall(operation, customOps, diagnostics);
  if (call.target.startsWith('tfl.') && !Object.hasOwn(customOps.choices, call.target)) return builtinCall(call, g);
  switch (policy) {
    case 'stablehlo':
      return stablehloCustomCall(call.attributes, g);
    case 'error':
      return refused(call.target, g);
    case 'custom':
      return g.custom(call.choice.code ?? call.target, operation.operands, call.attributes);
  }
}

function lowerComposite(g: GraphBuilder): readonly Tensor[] {
  const { operation } = g;
  const { customOps, diagnostics } = g.context;
  const call = resolveCall(operation, customOps, diagnostics);
  const chosen = Object.hasOwn(customOps.choices, call.target);
  const builtin = chosen ? undefined : builtinComposite(call.target, call.attributes, g);
  if (builtin) return [builtin];
  switch (call.choice.policy) {
    case 'error':
      return refused(call.target, g);
    case 'custom':
      return g.custom(call.choice.code ?? call.target, operation.operands, call.attributes);
    case 'stablehlo':
      return g.unsupported(
        'lower/policy',
        `policy stablehlo must be used for a custom_call (${call.target} is a composite)`,
        `use composite, decompose or custom: --custom-op ${call.target}=composite`,
      );
    default:
      return stablehloComposite(call.choice.code ?? call.target, call.attributes, g);
  }
}

function stablehloComposite(name: string, attributes: AttributeValues, g: GraphBuilder): readonly Tensor[] {
  const { operation } = g;
  const { decomposition, version } = view(operation, stablehlo.ops.composite);
  const subgraph = g.context.subgraphOf(functionNamed(g.context.functions, decomposition, operation));
  const fields = { name, decomposition_subgraph_index: subgraph, composite_attributes: encodeFlexBuffer(attributes), version };
  return g.emitAll(
    'STABLEHLO_COMPOSITE',
    operation.operands,
    fields,
    operation.results.map((_, index) => g.resultInfo(index)),
  );
}

/** For interchange only: said in a warning, because nobody would guess it from a model that loads nowhere. */
function stablehloCustomCall(attributes: AttributeValues, g: GraphBuilder): readonly Tensor[] {
  const { operation } = g;
  const {
    call_target_name: target,
    has_side_effect: effect,
    api_version: version,
    backend_config: config,
  } = view(operation, stablehlo.ops.custom_call);
  g.context.diagnostics.warn({
    code: 'lower/no-kernel',
    message: `${target} is kept as STABLEHLO_CUSTOM_CALL, for which LiteRT has no kernel: the model is for interchange only`,
    place: placeOf(operation),
    hint: `to run it, choose --custom-op ${target}=custom, composite or decompose`,
  });
  const fields = {
    call_target_name: target,
    has_side_effect: effect,
    backend_config: config?.kind === 'string' ? config.value : '',
    api_version: version,
    custom_attributes: encodeFlexBuffer(attributes),
  };
  return g.emitAll(
    'STABLEHLO_CUSTOM_CALL',
    operation.operands,
    fields,
    operation.results.map((_, index) => g.resultInfo(index)),
  );
}

function refused(target: string, g: GraphBuilder): never {
  return fail({
    code: 'lower/custom-op-refused',
    message: `${target} is in the program, and its policy is error`,
    place: placeOf(g.operation),
    hint: `choose another policy: --custom-op ${target}=custom, composite or decompose`,
  });
}
