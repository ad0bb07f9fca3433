// Kernels inside loops, choices, calls and composites, against the real LiteRT.js.
import { denseOf } from '@hlolite/tensor';
import { encodeFlexBuffer, type Model, type Operator, options, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { afterEach, describe, expect, test } from 'vitest';
import {
  builtin,
  consoleWatch,
  constant,
  custom,
  double,
  f32,
  floats,
  modelOf,
  numbers,
  of,
  problems,
  signatureOf,
  subgraphOf,
  tensor,
} from '../../test/models.js';
import { type Kernel, load, run } from '../node.js';

const watch = consoleWatch();
afterEach(watch.expectSilence);

const kernels = [double];
const flag = (...values: number[]) => denseOf('i1', [], values);
const index = (value: number) => denseOf('i32', [], [value]);

/** y = my.double(x) + bias, so that a piece of LiteRT stands beside the kernel. */
function doubleAndAdd(name: string, bias: number): Subgraph {
  const [x, doubled, y] = [f32(2), f32(2), f32(2)];
  return subgraphOf(name, [x], [y], [custom('my.double', [x], [doubled]), builtin('ADD', [doubled, constant([2], [bias, bias])], y)]);
}

function negated(): Subgraph {
  const [x, y] = [f32(2), f32(2)];
  return subgraphOf('negated', [x], [y], [builtin('NEG', [x], y)]);
}

/** x < limit, of the first loop variable's only element. */
function below(limit: number, others: readonly Tensor[]): Subgraph {
  const [x, result] = [f32(1), tensor('BOOL', [1])];
  return subgraphOf('below', [x, ...others], [result], [builtin('LESS', [x, constant([1], [limit])], result)]);
}

const ifOf = (yes: Subgraph, no: Subgraph, inputs: Tensor[], outputs: Tensor[]): Operator => ({
  op: 'IF',
  inputs,
  outputs,
  options: options('IfOptions', { then_subgraph_index: yes, else_subgraph_index: no }),
});
const whileOf = (condition: Subgraph, body: Subgraph, inputs: Tensor[], outputs: Tensor[]): Operator => ({
  op: 'WHILE',
  inputs,
  outputs,
  options: options('WhileOptions', { cond_subgraph_index: condition, body_subgraph_index: body }),
});
const callOf = (subgraph: Subgraph, inputs: Tensor[], outputs: Tensor[]): Operator => ({
  op: 'CALL',
  inputs,
  outputs,
  options: options('CallOptions', { subgraph }),
});
const caseOf = (branches: Subgraph[], inputs: Tensor[], outputs: Tensor[]): Operator => ({
  op: 'STABLEHLO_CASE',
  inputs,
  outputs,
  options: options('StablehloCaseOptions', { branch_subgraph_indices: branches }),
});
const compositeOf = (name: string, decomposition: Subgraph, inputs: Tensor[], outputs: Tensor[], version = 0): Operator => ({
  op: 'STABLEHLO_COMPOSITE',
  inputs,
  outputs,
  options: options('StableHLOCompositeOptions', {
    name,
    decomposition_subgraph_index: decomposition,
    composite_attributes: encodeFlexBuffer({ rate: 3 }),
    version,
  }),
});

/** for (; n < limit; n += 1) x = my.double(x): the op's result becomes its next operand, and `kept` is handed on as it is. */
function loopModel(limit: number): Model {
  const [n, x, kept, next, result] = [f32(1), f32(2), f32(2), f32(1), f32(2)];
  const body = subgraphOf(
    'body',
    [n, x, kept],
    [next, result, kept],
    [builtin('ADD', [n, constant([1], [1])], next), custom('my.double', [x], [result])],
  );
  const condition = below(limit, [f32(2), f32(2)]);
  const [start, from, same] = [f32(1), f32(2), f32(2)];
  const ends = [f32(1), f32(2), f32(2)];
  return modelOf([start, from, same], ends, [whileOf(condition, body, [start, from, same], ends)], [condition, body]);
}

describe('a kernel runs inside', () => {
  test('one branch of an IF, while the other runs on LiteRT alone', async () => {
    const [condition, x, y, before, after] = [tensor('BOOL', []), f32(2), f32(2), f32(2), f32(2)];
    const [yes, no] = [doubleAndAdd('yes', 1), negated()];
    const operators = [builtin('ABS', [x], before), ifOf(yes, no, [condition, before], [y]), builtin('NEG', [y], after)];
    const session = await load(write(modelOf([condition, x], [after], operators, [yes, no])), { kernels });
    expect(session.steps).toBe(3);
    expect(numbers(await session.run([flag(1), of(-3, 4)]))).toEqual([[-7, -9]]);
    expect(numbers(await session.run([flag(0), of(-3, 4)]))).toEqual([[3, 4]]);
    session.dispose();
  });

  test('the body of a WHILE, any number of times, none included', async () => {
    const session = await load(write(loopModel(5)), { kernels });
    for (const [from, times] of [
      [0, 5],
      [4, 1],
      [2, 3],
      [9, 0],
    ] as const)
      expect(numbers(await session.run([of(from), of(1, -3), of(7, 8)]))).toEqual([
        [Math.max(5, from)],
        [2 ** times, -3 * 2 ** times],
        [7, 8],
      ]);
    session.dispose();
  });

  test('the condition of a WHILE', async () => {
    const [n, doubled, result] = [f32(1), f32(1), tensor('BOOL', [])];
    const shape = tensor('INT32', [0], new Uint8Array());
    const asScalar = tensor('BOOL', [1]);
    const condition = subgraphOf(
      'condition',
      [n],
      [result],
      [
        custom('my.double', [n], [doubled]),
        builtin('LESS', [doubled, constant([1], [9])], asScalar),
        { op: 'RESHAPE', inputs: [asScalar, shape], outputs: [result], options: options('ReshapeOptions', { new_shape: [] }) },
      ],
    );
    const [m, next] = [f32(1), f32(1)];
    const body = subgraphOf('body', [m], [next], [builtin('ADD', [m, constant([1], [1])], next)]);
    const [start, end] = [f32(1), f32(1)];
    const model = modelOf([start], [end], [whileOf(condition, body, [start], [end])], [condition, body]);
    expect(numbers(await run(write(model), [of(0)], { kernels }))).toEqual([[5]]);
  });

  test('the branches of a CASE; an index out of range means the last one', async () => {
    const [chosen, x, y] = [tensor('INT32', []), f32(2), f32(2)];
    const branches = [doubleAndAdd('first', 10), negated(), doubleAndAdd('last', 20)];
    const session = await load(write(modelOf([chosen, x], [y], [caseOf(branches, [chosen, x], [y])], branches)), { kernels });
    const results = [];
    for (const value of [0, 1, 2, 3, -1]) results.push(...numbers(await session.run([index(value), of(1, 2)])));
    expect(results).toEqual([
      [12, 14],
      [-1, -2],
      [22, 24],
      [22, 24],
      [22, 24],
    ]);
    session.dispose();
  });

  test('a subgraph that is called twice: the first result outlives the second call', async () => {
    const [x, a, b, y] = [f32(2), f32(2), f32(2), f32(2)];
    const called = doubleAndAdd('called', 1);
    const operators = [callOf(called, [x], [a]), callOf(called, [a], [b]), builtin('MUL', [a, b], y)];
    expect(numbers(await run(write(modelOf([x], [y, a, b], operators, [called])), [of(1, 2)], { kernels }))).toEqual([
      [21, 55],
      [3, 5],
      [7, 11],
    ]);
  });

  test('a loop in a branch in a loop', async () => {
    const inner = loopModel(2);
    const loop = inner.subgraphs[0] as Subgraph;
    const [n, x, kept] = [f32(1), f32(2), f32(2)];
    const no = subgraphOf('unchanged', [n, x, kept], [n, x, kept], []);
    const [m, from, same, next, isFirst] = [f32(1), f32(2), f32(2), f32(1), tensor('BOOL', [1])];
    const [ignored, result, handed] = [f32(1), f32(2), f32(2)];
    const body = subgraphOf(
      'outer',
      [m, from, same],
      [next, result, handed],
      [
        builtin('LESS', [m, constant([1], [1])], isFirst),
        ifOf(loop, no, [isFirst, m, from, same], [ignored, result, handed]),
        builtin('ADD', [m, constant([1], [1])], next),
      ],
    );
    const condition = below(4, [f32(2), f32(2)]);
    const [inputs, outputs] = [
      [f32(1), f32(2), f32(2)],
      [f32(1), f32(2), f32(2)],
    ];
    const model = modelOf(inputs, outputs, [whileOf(condition, body, inputs, outputs)], [condition, body, no, ...inner.subgraphs]);
    expect(numbers(await run(write(model), [of(0), of(1, 2), of(5, 6)], { kernels }))).toEqual([[4], [4, 8], [5, 6]]);
  });

  test('a composite', async () => {
    const [x, y] = [f32(2), f32(2)];
    const decomposition = doubleAndAdd('decomposition', 1);
    const model = modelOf([x], [y], [compositeOf('my.block', decomposition, [x], [y])], [decomposition]);
    expect(numbers(await run(write(model), [of(1, 2)], { kernels }))).toEqual([[3, 5]]);
  });
});

test('CALL and CASE of builtin operators are driven too: LiteRT lacks the one, and gives the other any subgraph of the model for a branch', async () => {
  const [chosen, x, y, z] = [tensor('INT32', []), f32(2), f32(2), f32(2)];
  const [a, b] = [f32(2), f32(2)];
  const other = subgraphOf('other', [a], [b], [builtin('ABS', [a], b)]);
  const branches = [negated(), subgraphOf('doubled', [x], [y], [builtin('ADD', [x, x], y)])];
  const [input, output] = [f32(2), f32(2)];
  const operators = [callOf(other, [input], [output]), caseOf(branches, [chosen, output], [z])];
  const session = await load(write(modelOf([chosen, input], [z], operators, [other, ...branches])));
  const results = [];
  for (const value of [0, 1, 2]) results.push(...numbers(await session.run([index(value), of(-1, 2)])));
  expect(results).toEqual([
    [-1, -2],
    [2, 4],
    [2, 4],
  ]);
  session.dispose();
});

test('several signatures share a body with a kernel, and one load serves them all', async () => {
  const body = doubleAndAdd('shared', 1);
  const entry = (name: string, times: number) => {
    const tensors = Array.from({ length: times + 1 }, () => f32(2));
    const calls = tensors.slice(1).map((to, i) => callOf(body, [tensors[i] as Tensor], [to]));
    return subgraphOf(name, [tensors[0] as Tensor], [tensors[times] as Tensor], calls);
  };
  const [once, thrice] = [entry('once', 1), entry('thrice', 3)];
  const plain = negated();
  const signatures = [signatureOf('once', once), signatureOf('thrice', thrice), signatureOf('plain', plain)];
  const file = write({ description: '', subgraphs: [once, body, thrice, plain], signatures, metadata: [] });
  const session = await load(file, { kernels });
  expect([...session.signatures.keys()]).toEqual(['once', 'thrice', 'plain']);
  expect(numbers(await session.run([of(1, 2)]))).toEqual([[3, 5]]);
  const results = await Promise.all([...session.signatures.values()].map((signature) => signature.run({ x0: of(1, 2) })));
  expect(results.map(numbers)).toEqual([[[3, 5]], [[15, 23]], [[-1, -2]]]);
  session.dispose();
  const only = await load(file, { kernels, signature: 'thrice' });
  expect([...only.signatures.keys()]).toEqual(['thrice']);
  expect(numbers(await only.run([of(1, 2)]))).toEqual([[15, 23]]);
  only.dispose();
});

describe('a composite whose name has a kernel', () => {
  const triple: Kernel = {
    ...double,
    name: 'my.scale',
    version: 1,
    run: ([x], [y], { rate }) => floats(y).set(floats(x).map((value) => Number(rate) * value)),
  };
  const model = (version = 0) => {
    const [x, y] = [f32(2), f32(2)];
    const decomposition = negated();
    return write(modelOf([x], [y], [compositeOf('my.scale', decomposition, [x], [y], version)], [decomposition]));
  };

  test('is its decomposition by default', async () => {
    expect(numbers(await run(model(), [of(1, 2)], { kernels: [triple] }))).toEqual([[-1, -2]]);
  });

  test('takes the kernel, with the attributes as options, where kernels are preferred', async () => {
    const options = { composites: 'prefer-kernel', kernels: [triple] } as const;
    expect(numbers(await run(model(), [of(1, 2)], options))).toEqual([[3, 6]]);
  });

  test('is its decomposition where the kernel is for another version, or there is none', async () => {
    const composites = 'prefer-kernel' as const;
    expect(numbers(await run(model(1), [of(1, 2)], { composites, kernels: [triple] }))).toEqual([[-1, -2]]);
    expect(numbers(await run(model(1), [of(1, 2)], { composites, kernels: [{ ...triple, version: 2 }] }))).toEqual([[3, 6]]);
    expect(numbers(await run(model(), [of(1, 2)], { composites }))).toEqual([[-1, -2]]);
  });

  test('takes it inside a loop too', async () => {
    const decomposition = negated();
    const [n, x, next, result] = [f32(1), f32(2), f32(1), f32(2)];
    const operators = [builtin('ADD', [n, constant([1], [1])], next), compositeOf('my.scale', decomposition, [x], [result])];
    const body = subgraphOf('body', [n, x], [next, result], operators);
    const condition = below(3, [f32(2)]);
    const [inputs, outputs] = [
      [f32(1), f32(2)],
      [f32(1), f32(2)],
    ];
    const file = write(modelOf(inputs, outputs, [whileOf(condition, body, inputs, outputs)], [condition, body, decomposition]));
    expect(numbers(await run(file, [of(0), of(1, 2)], { composites: 'prefer-kernel', kernels: [triple] }))).toEqual([[3], [27, 54]]);
    expect(numbers(await run(file, [of(0), of(1, 2)]))).toEqual([[3], [-1, -2]]);
  });
});

test('what runs and loops make is freed: the memory stops growing, also when a kernel throws', async () => {
  const size = 2 ** 18;
  const [x, y, a, b] = [f32(size), f32(size), f32(size), f32(size)];
  const inner = subgraphOf('inner', [x], [y], [builtin('NEG', [x], a), custom('my.watch', [a], [b]), builtin('ABS', [b], y)]);
  const [from, to, middle] = [f32(size), f32(size), f32(size)];
  let [bytes, runs] = [0, 0];
  const watching: Kernel = {
    ...double,
    name: 'my.watch',
    run([input], [output]) {
      bytes = floats(input).buffer.byteLength;
      if (++runs % 5 === 0) throw new Error('every fifth');
      floats(output).set(floats(input));
    },
  };
  const model = modelOf([from], [to, middle], [callOf(inner, [from], [middle]), callOf(inner, [middle], [to])], [inner]);
  const session = await load(write(model), { kernels: [watching] });
  const input = denseOf('f32', [size], new Float32Array(size).fill(1));
  const sizes: number[] = [];
  for (let i = 0; i < 60; i++) {
    await session.run([input]).catch(() => undefined);
    sizes.push(bytes);
  }
  // Six tensors of 1 MB a run would be 360 MB.
  expect((sizes.at(-1) as number) - (sizes[9] as number)).toBeLessThan(2 ** 24);
  session.dispose();
});

describe('refused before anything runs:', () => {
  test('subgraphs that run themselves', async () => {
    const [x, y, from, to] = [f32(2), f32(2), f32(2), f32(2)];
    const circle = subgraphOf('circle', [x], [y], []);
    circle.operators.push(callOf(circle, [x], [y]));
    expect(await problems(modelOf([from], [to], [callOf(circle, [from], [to])], [circle]), [of(1, 2)])).toMatchObject([
      { code: 'runtime/bad-model', message: 'subgraphs must not run themselves or nest deeper than 64 (subgraph circle does)' },
    ]);
  });

  test('a body that does not fit its loop', async () => {
    const body = doubleAndAdd('body', 1);
    const condition = below(3, []);
    const [start, end] = [f32(1), f32(1)];
    expect(
      await problems(modelOf([start], [end], [whileOf(condition, body, [start], [end])], [condition, body]), [of(1)], { kernels }),
    ).toMatchObject([
      {
        code: 'runtime/bad-model',
        message: 'operands of subgraph body must be FLOAT32[], as the operator has them (was FLOAT32[2])',
        place: { label: 'operator 0 (WHILE) of subgraph main' },
      },
    ]);
  });

  test('a kernel that is missing inside a branch, by its place there', async () => {
    const [condition, x, y] = [tensor('BOOL', []), f32(2), f32(2)];
    const [yes, no] = [doubleAndAdd('yes', 1), negated()];
    const model = modelOf([condition, x], [y], [ifOf(yes, no, [condition, x], [y])], [yes, no]);
    expect(await problems(write(model), [flag(1), of(1, 2)])).toMatchObject([
      { code: 'runtime/missing-kernel', place: { label: 'operator 0 (CUSTOM my.double) of subgraph yes' } },
    ]);
  });

  test('a kernel inside CALL_ONCE, which LiteRT runs by itself', async () => {
    const body = doubleAndAdd('initial', 1);
    const [x, y] = [f32(2), f32(2)];
    const once: Operator = { op: 'CALL_ONCE', inputs: [], outputs: [], options: options('CallOnceOptions', { init_subgraph_index: body }) };
    expect(await problems(modelOf([x], [y], [once, builtin('NEG', [x], y)], [body]), [of(1, 2)], { kernels })).toMatchObject([
      { code: 'runtime/nested-custom-op', place: { label: 'operator 0 (CALL_ONCE) of subgraph main' } },
    ]);
  });
});
