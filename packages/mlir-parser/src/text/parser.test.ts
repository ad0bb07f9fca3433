import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError, render } from '@hlolite/diagnostics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attribute, type Operation, parse, topLevel, walk } from '../index.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const body = (text: string): readonly Operation[] => topLevel(parse(text))[0]?.regions[0]?.blocks[0]?.operations ?? [];
const constant = (literal: string): Attribute | undefined =>
  body(`func.func @f() {\n  %0 = stablehlo.constant ${literal}\n  return\n}`)[0]?.attributes.value;

/** The drawn diagnostic of a text that is wrong. */
function refusal(text: string | Uint8Array): string {
  try {
    parse(text, { name: 'test.mlir' });
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return error.diagnostics.map((diagnostic) => render(diagnostic)).join('\n');
  }
  throw new Error('nothing was wrong');
}

describe('a program', () => {
  test('may stand with or without a module around it', () => {
    for (const text of [
      'func.func @f() { return }',
      'module { func.func @f() { return } }',
      'builtin.module @m attributes {a = 1 : i32} { func.func @f() { return } }',
    ])
      expect(topLevel(parse(text)).map(({ name }) => name)).toEqual(['func.func']);
  });

  test('is the same in pretty and in generic form', () => {
    const pretty =
      'func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n %0 = stablehlo.add %a, %a : tensor<2xf32>\n return %0 : tensor<2xf32>\n}';
    const generic = `"func.func"() <{sym_name = "f", function_type = (tensor<2xf32>) -> tensor<2xf32>}> ({
      ^bb0(%a: tensor<2xf32>):
        %0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
        "func.return"(%0) : (tensor<2xf32>) -> ()
      }) : () -> ()`;
    const shape = (text: string) =>
      [...walk(parse(text))].map(({ name, operands, results, attributes }) => [
        name,
        operands.length,
        results.length,
        Object.keys(attributes).sort(),
      ]);
    expect(shape(pretty)).toEqual(shape(generic));
  });

  test('keeps the place of every operation, in the text and in the source it came from', () => {
    const text =
      '#l = loc("a.py":3:4)\nfunc.func @f(%a: tensor<f32>) {\n  %0 = stablehlo.abs %a : tensor<f32> loc(fused["x", #l])\n  return\n}';
    const [abs] = body(text);
    expect(text.slice(abs?.span?.start, abs?.span?.end)).toBe('stablehlo.abs');
    expect(abs?.location).toEqual({
      kind: 'fused',
      locations: [
        { kind: 'name', name: 'x' },
        { kind: 'file', file: 'a.py', line: 3, column: 4 },
      ],
    });
  });

  test('may use a location alias before it is defined, as MLIR prints them', () => {
    expect(
      body('func.func @f(%a: tensor<f32>) {\n %0 = stablehlo.abs %a : tensor<f32> loc(#loc1)\n return\n}\n#loc1 = loc("late")')[0]
        ?.location,
    ).toEqual({ kind: 'name', name: 'late' });
  });
});

describe('dense constants', () => {
  test.each([
    ['dense<[[1, 2], [3, -4]]> : tensor<2x2xi8>', [1, 2, 3, 252], false],
    ['dense<7> : tensor<100xi16>', [7, 0], true],
    ['dense<"0x0000803F00000040"> : tensor<2xf32>', [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], false],
    ['dense<[true, false, true]> : tensor<3xi1>', [1, 0, 1], false],
    ['dense<0xFF800000> : tensor<f32>', [0, 0, 0x80, 0xff], true],
    ['dense<1.5> : tensor<bf16>', [0xc0, 0x3f], true],
    ['dense<(1.0, 2.0)> : tensor<complex<f32>>', [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], true],
    ['dense<> : tensor<0xf32>', [], false],
  ])('%s', (literal, bytes, splat) => {
    const attribute = constant(literal);
    expect(attribute?.kind).toBe('dense');
    if (attribute?.kind !== 'dense' || !(attribute.bytes instanceof Uint8Array)) throw new Error('dense bytes in memory');
    expect([...attribute.bytes]).toEqual(bytes);
    // One element is a splat of itself, whatever it is called.
    if (bytes.length > 0 && bytes.length !== 8) expect(attribute.splat).toBe(splat);
  });

  test('any f32 numbers come back from hex bit for bit', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 8, maxLength: 64 }).filter((bytes) => bytes.length % 4 === 0),
        (bytes) => {
          const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
          const attribute = constant(`dense<"0x${hex}"> : tensor<${bytes.length / 4}xf32>`);
          expect(attribute?.kind === 'dense' && attribute.bytes).toEqual(bytes);
        },
      ),
    );
  });
});

describe('a mistake is drawn at its place, with cause and hint', () => {
  const f = (line: string) => `func.func @f(%a: tensor<2xf32>) -> tensor<2xf32> {\n  ${line}\n  return %a : tensor<2xf32>\n}`;
  test.each([
    ['an unknown op', f('%0 = stablehlo.no_such %a : tensor<2xf32>')],
    ['a pretty op of an unknown dialect', f('%0 = my.op %a : tensor<2xf32>')],
    ['an undefined value', f('%0 = stablehlo.abs %b : tensor<2xf32>')],
    ['a value defined twice', f('%0 = stablehlo.abs %a : tensor<2xf32>\n  %0 = stablehlo.abs %a : tensor<2xf32>')],
    ['a use of another type', f('%0 = stablehlo.abs %a : tensor<3xf32>')],
    ['a type list of another length', f('%0 = "stablehlo.add"(%a, %a) : (tensor<2xf32>) -> tensor<2xf32>')],
    ['hex of the wrong length', f('%0 = stablehlo.constant dense<"0x001122"> : tensor<2xf32>')],
    ['too few elements', f('%0 = stablehlo.constant dense<[1.0]> : tensor<2xf32>')],
    ['ragged lists', f('%0 = stablehlo.constant dense<[[1.0, 2.0], [3.0]]> : tensor<2x2xf32>')],
    ['an unclosed string', f('%0 = stablehlo.custom_call @x(%a) {backend_config = "abc} : (tensor<2xf32>) -> tensor<2xf32>')],
    ['an unknown alias', f('%0 = stablehlo.abs %a : !missing')],
    ['nothing at all', ''],
  ])('%s', (_, text) => {
    const drawn = refusal(text);
    expect(drawn).toContain('= hint: ');
    expect(drawn).toMatchSnapshot();
  });
});

describe('text that is cut, changed or hostile gives diagnostics and nothing else', () => {
  const program = readFileSync(at('../../../../examples/rms_norm_hlfb/program.mlir'));
  const only = (text: Uint8Array) => {
    try {
      parse(text);
    } catch (error) {
      expect(error).toBeInstanceOf(CompileError);
    }
  };

  test('every prefix of a program', () => {
    const small = readFileSync(at('../../../../examples/rms_norm_custom_2d/program.mlir'));
    for (let end = 0; end < small.length; end++) only(small.subarray(0, end));
  });

  test('thousands of changed bytes', () => {
    const head = program.subarray(0, 12_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(head.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = Uint8Array.from(head);
        for (const [index, value] of changes) changed[index] = value;
        only(changed);
      }),
      { numRuns: 1500 },
    );
  });

  test('thousands of pieces repeated, moved or lost', () => {
    const head = program.subarray(0, 6000);
    const piece = fc.tuple(fc.nat(head.length), fc.nat(head.length), fc.nat(60), fc.nat(60));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (pieces) => {
        let changed = Uint8Array.from(head);
        for (const [to, from, length, lost] of pieces)
          changed = Uint8Array.from([...changed.subarray(0, to), ...head.subarray(from, from + length), ...changed.subarray(to + lost)]);
        only(changed);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['attributes', `"a.b"() {x = ${'['.repeat(100_000)}`],
    ['types', `func.func @f(%a: ${'tuple<'.repeat(100_000)}`],
    ['regions', '"a.b"() ({ '.repeat(100_000)],
    ['dense lists', `func.func @f() { %0 = stablehlo.constant dense<${'['.repeat(100_000)}`],
    ['locations', `func.func @f() { return loc(${'callsite('.repeat(100_000)}`],
  ])('%s nested 100,000 deep', (_, text) => {
    only(new TextEncoder().encode(text));
  });
});

const programs = ['../../../../../shared/conformance', '../../../../../shared/zoo'].map(at);
test.skipIf(!programs.every(existsSync))('every program of the conformance folder and the zoo parses', () => {
  let count = 0;
  for (const folder of programs)
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mlir'))) {
      parse(readFileSync(`${folder}/${file}`), { name: file });
      count++;
    }
  expect(count).toBeGreaterThanOrEqual(1518);
});
