// Calls, branches and loops.
import { fail } from '@hlolite/diagnostics';
import { func, type Region, stablehlo } from '@hlolite/mlir-parser';
import type { Dense } from '@hlolite/tensor';
import { scalarOf } from './elements.js';
import { type Context, kernels } from './kernel.js';

export const controlFlow = {
  ...kernels(func, {
    call: ({ operands, callee }, context) => context.call(callee, operands),
  }),
  ...kernels(stablehlo, {
    case: ({ index, branches }, context) => {
      const chosen = Number(scalarOf(index));
      // Out of range means the last branch (spec: case).
      return context.run((branches[chosen] ?? branches.at(-1)) as Region, []);
    },
    composite: ({ inputs, decomposition }, context) => context.call(decomposition, inputs),
    custom_call: ({ inputs, call_target_name }, context) =>
      call_target_name === 'shape_assertion' ? assertShape(inputs, context) : callCustom(inputs, call_target_name, context),
    if: ({ pred, true_branch: trueBranch, false_branch: falseBranch }, context) =>
      context.run(scalarOf(pred) ? trueBranch : falseBranch, []),
    optimization_barrier: ({ operand }) => operand,
    while: ({ operand, cond, body }, context) => {
      let state: readonly Dense[] = operand;
      while (scalarOf(context.run(cond, state)[0] as Dense)) state = context.run(body, state);
      return state;
    },
  }),
};

/** What exporters write about sizes that a program leaves open: a boolean that must be true. */
function assertShape([holds]: readonly Dense[], { operation }: Context): readonly Dense[] {
  if (holds && scalarOf(holds)) return [];
  const message = operation.attributes.error_message;
  return fail({
    code: 'interpret/assertion',
    message: `the sizes of the inputs must be as the program asserts${message?.kind === 'string' ? ` (${message.value})` : ''}`,
    hint: 'give inputs of other sizes',
  });
}

function callCustom(inputs: readonly Dense[], target: string, context: Context): readonly Dense[] {
  const implementation = context.customCall(target);
  if (!implementation)
    return fail({
      code: 'interpret/custom-call',
      message: `custom_call @${target} must have an implementation to be computed (none was given)`,
      hint: `pass one: interpret(module, inputs, { customCalls: { ${JSON.stringify(target)}: … } })`,
    });
  return implementation(inputs, context.operation);
}
