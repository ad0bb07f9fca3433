// Given: a body whose first arguments are parameters, and their tensors. Result: the body with those arguments as constants;
// its other arguments stay, in their order.
import type { Collector } from '@hlolite/diagnostics';
import { elementName, isTensor, type Operation, operation, type Value } from '@hlolite/mlir-parser';
import type { Dense } from '@hlolite/tensor';
import { type Body, Rewriter } from './body.js';
import { constantAttributes } from './fold-constants.js';

/** The tensors for some arguments of the entry function, by the number of the argument. */
export interface BoundArguments {
  readonly tensors: ReadonlyMap<number, { readonly name: string; readonly dense: Dense }>;
}

export function bindArguments(body: Body, bound: BoundArguments, diagnostics: Collector): Body {
  const rewriter = new Rewriter();
  const constants: Operation[] = [];
  for (const [index, { name, dense }] of bound.tensors) {
    const argument = body.arguments[index];
    if (argument === undefined) {
      const message = `parameter "${name}" must name an argument of the entry function, which has ${body.arguments.length} (was ${index})`;
      diagnostics.error({ code: 'lower/unknown-argument', message, hint: 'the signature belongs to another program' });
      continue;
    }
    const { type } = argument;
    const wanted = isTensor(type) ? `${type.shape.join('x')} ${elementName(type.element)}` : elementName(type);
    const found = `${dense.shape.join('x')} ${dense.type}`;
    if (wanted !== found) {
      const message = `tensor "${name}" must be of the type of argument ${index}, ${wanted} (was ${found})`;
      diagnostics.error({ code: 'lower/parameter-type', message, hint: 'give the weights that were exported with this program' });
      continue;
    }
    const constant = operation({
      name: 'stablehlo.constant',
      attributes: constantAttributes(type, { ...dense, name }),
      resultTypes: [type],
      resultNames: [name],
      location: { kind: 'name', name },
    });
    constants.push(constant);
    rewriter.replace(argument, constant.results[0] as Value);
  }
  return {
    arguments: body.arguments.filter((_, index) => !bound.tensors.has(index)),
    operations: [...constants, ...body.operations.map((op) => rewriter.carry(op))],
    results: rewriter.values(body.results),
  };
}
