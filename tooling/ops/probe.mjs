// One op on one element type: does it lower, to which operators, and does LiteRT give what the reference interpreter gives?
import { CompileError } from '@hlolite/diagnostics';
import { elementName, parse } from '@hlolite/mlir-parser';
import { lower, referenceCalls } from '@hlolite/op-lowering';
import { load } from '@hlolite/runtime/node';
import { interpret, verify } from '@hlolite/stablehlo';
import { denseOf, elementCount, elementInfo } from '@hlolite/tensor';
import { write } from '@hlolite/tflite-writer';
import { compared } from '../conformance/cases.mjs';

/**
 * Gives `{ verdict, why, operators, warnings }`; the verdict is `right`, `wrong`, `refused`, `runtime`, `crash`, or `invalid` where the spec or the
 * reference has no such op on this type.
 */
export async function probe(text) {
  let module;
  let inputs;
  let expected;
  try {
    module = parse(text);
    if (verify(module).some(({ severity }) => severity === 'error')) return { verdict: 'invalid' };
    inputs = inputsOf(module);
    expected = interpret(module, inputs, { customCalls: referenceCalls() });
  } catch (error) {
    if (error instanceof CompileError || error instanceof RangeError || error instanceof TypeError)
      return { verdict: 'invalid', why: error.message };
    throw error;
  }
  const warnings = [];
  let model;
  try {
    model = lower(module, { report: ({ code }) => warnings.push(code) });
  } catch (error) {
    if (!(error instanceof CompileError)) return { verdict: 'crash', why: error.stack, warnings };
    const first = error.diagnostics.find(({ severity }) => severity === 'error');
    return { verdict: first.code === 'lower/internal' ? 'crash' : 'refused', why: first.message, warnings };
  }
  const operators = model.subgraphs.flatMap((subgraph) => subgraph.operators.map(({ op }) => op));
  try {
    const session = await load(write(model));
    const found = await session.run(inputs);
    session.dispose();
    return { ...compared(found, expected), operators, warnings };
  } catch (error) {
    return { verdict: 'runtime', why: error.message, operators, warnings };
  }
}

function inputsOf(module) {
  const main = module.operation.regions[0].blocks[0].operations.find(({ name }) => name === 'func.func');
  return main.regions[0].blocks[0].arguments.map(({ type }, index) => numbers(type, index + 1));
}

/** Numbers from a seed, with both signs where the type has them; small, so that sums and products stay within every type. */
function numbers({ element, shape }, seed) {
  const type = elementName(element.kind === 'quantized' ? element.storage : element);
  const { kind } = elementInfo(type);
  const of = (index) => {
    const wave = Math.sin(seed * 12.9898 + index * 78.233) * 43758.5453;
    return wave - Math.floor(wave);
  };
  const count = elementCount(shape) * (kind === 'complex' ? 2 : 1);
  const value = (index) =>
    kind === 'boolean'
      ? Number(of(index) < 0.5)
      : kind === 'float' || kind === 'complex'
        ? of(index) * 3 - 1.5
        : Math.floor(of(index) * 5) - (kind === 'signed' ? 2 : 0);
  const list = Array.from({ length: count }, (_, index) => value(index));
  return denseOf(type, shape, type === 'i64' || type === 'ui64' ? list.map(BigInt) : list);
}
