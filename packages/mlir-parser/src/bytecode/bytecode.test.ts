import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError } from '@hlolite/diagnostics';
import { type Bytes, bytesNow } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { specOf } from '../dialects/registry.js';
import {
  type Attribute,
  type Attributes,
  block,
  isBytecode,
  type Module,
  type Operation,
  operation,
  parse,
  readBytecode,
  readBytecodeLater,
  type Value,
  walk,
  writeBytecode,
} from '../index.js';
import { Cursor, inputOf } from './cursor.js';
import { EntryReader } from './entry.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const fixture = (name: string) => new Uint8Array(readFileSync(at(`../../fixtures/bytecode/${name}`)));
const shared = at('../../../../../shared/');
const versions = [0, 1, 2, 3, 4, 5, 6];

/** Everything that a module says but names of values and, if not wanted, locations; values by number, in the order of their definition. */
function said(module: Module, { locations = true, defaults = true } = {}): string {
  const numbers = new Map<Value, number>();
  const number = (value: Value) => numbers.get(value) ?? -1;
  for (const { results, regions } of walk(module))
    for (const value of [...results, ...regions.flatMap(({ blocks }) => blocks.flatMap((inner) => inner.arguments))])
      numbers.set(value, numbers.size);
  const defined = (value: Value) => [number(value), value.type, locations && !value.owner ? value.location : undefined];
  const operations = [...walk(module)].map((op) => [
    op.name,
    op.operands.map(number),
    op.results.map(defined),
    defaults ? op.attributes : withoutDefaults(op),
    op.properties,
    op.regions.map(({ blocks }) => blocks.map((inner) => [inner.arguments.map(defined), inner.operations.length])),
    locations ? op.location : undefined,
  ]);
  return JSON.stringify([operations, [...module.resources].sort()], plain, 1);
}

/** What MLIR does not print: attributes that are as if they were absent. */
function withoutDefaults({ name, attributes }: Operation): Attributes {
  const isEmpty = (attribute: Attributes[string]) =>
    attribute.kind === 'array' &&
    attribute.elements.every((element) => element.kind === 'dictionary' && !Object.keys(element.entries).length);
  return Object.fromEntries(
    Object.entries(attributes).filter(([key, attribute]) => {
      if (name === 'func.func' && /^(arg|res)_attrs$/.test(key) && isEmpty(attribute)) return false;
      const reader = specOf(name)?.attributes?.[key];
      return reader?.absent === undefined || JSON.stringify(reader.read(attribute), plain) !== JSON.stringify(reader.absent, plain);
    }),
  );
}

/** Before version 5 the properties of a foreign operation stood with its attributes. */
function withoutProperties(module: Module): Module {
  for (const foreign of walk(module) as Iterable<{ attributes: Attributes; properties?: Attribute }>) {
    if (foreign.properties?.kind !== 'dictionary') continue;
    foreign.attributes = { ...foreign.properties.entries, ...foreign.attributes };
    delete foreign.properties;
  }
  return module;
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (value instanceof Uint8Array || 'source' in value)
    return createHash('sha1')
      .update(bytesNow(value as Bytes))
      .digest('hex');
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The diagnostic of bytes that are wrong. */
function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('bytecode that MLIR wrote', () => {
  test.each(['builtin', 'dialects'])('is the module that its text is: %s', (name) => {
    const { module, producer, version } = readBytecode(fixture(`${name}.mlirbc`));
    expect({ producer, version }).toEqual({ producer: 'MLIR23.0.0git', version: 6 });
    expect(said(module)).toBe(said(parse(fixture(`${name}.mlir`))));
  });

  test.each(['0.9.0', '1.9.0'])('as a portable artifact has operations of VHLO with types as they are: %s', (version) => {
    const { module, producer } = readBytecode(fixture(`artifact-${version}.vhlo`));
    expect(producer).toBe(`StableHLO_v${version}`);
    const [compare] = [...walk(module)].filter(({ name }) => name === 'vhlo.compare_v1');
    expect(compare?.attributes.comparison_direction).toEqual({ kind: 'enum', name: 'vhlo.comparison_direction_v1', value: 'LT' });
    expect(compare?.results[0]?.type).toEqual({
      kind: 'tensor',
      shape: [2, 3],
      element: { kind: 'integer', width: 1, signedness: 'signless' },
    });
    const constants = [...walk(module)].filter(({ name }) => name === 'vhlo.constant_v1').map(({ attributes }) => attributes.value);
    expect(constants.map((value) => value?.kind === 'dense' && [...bytesNow(value.bytes)].slice(0, 6))).toContainEqual([1, 0, 1, 1, 1, 0]);
  });

  test.skipIf(!existsSync(`${shared}zoo`))('is the module that its text is, for every program of the zoo', () => {
    const files = (readdirSync(`${shared}zoo`, { recursive: true }) as string[]).filter((name) => name.endsWith('.mlirbc'));
    for (const file of files) {
      const path = `${shared}zoo/${file}`;
      const { module } = readBytecode(new Uint8Array(readFileSync(path)));
      expect(said(readBytecode(writeBytecode(module)).module), path).toBe(said(module));
      const text = path.replace(/bc$/, '');
      if (!existsSync(text)) continue;
      const seen = { locations: false, defaults: false };
      expect(said(module, seen), path).toBe(said(parse(new Uint8Array(readFileSync(text))), seen));
    }
  });
});

describe('what is written', () => {
  const files = ['builtin.mlirbc', 'dialects.mlirbc', 'artifact-0.9.0.vhlo', 'artifact-1.9.0.vhlo'];

  test.each(files)('reads back in every version: %s', (name) => {
    const { producer } = readBytecode(fixture(name));
    for (const version of versions) {
      const { module } = readBytecode(fixture(name));
      const back = readBytecode(writeBytecode(module, { version, producer }));
      expect([back.version, back.producer]).toEqual([version, producer]);
      expect(said(back.module)).toBe(said(version < 5 ? withoutProperties(module) : module));
    }
  });

  test.each(files)('is always the same for the same module: %s', (name) => {
    const written = writeBytecode(readBytecode(fixture(name)).module);
    expect(writeBytecode(readBytecode(written).module)).toEqual(written);
  });

  test('has equal constants once, and keeps different ones apart', () => {
    const constants = (...literals: string[]) =>
      writeBytecode(
        parse(
          literals
            .map((literal, i) => `func.func @f${i}() { %0 = arith.constant dense<${literal}> : tensor<400xf64>\n return }`)
            .join('\n'),
        ),
      );
    const [one, two] = ['3F', '40'].map((byte) => `"0x${`000000000000F0${byte}`.repeat(399)}0000000000000000"`) as [string, string];
    expect(constants(one, two).length - constants(one).length).toBeGreaterThan(3200);
    const { module } = readBytecode(constants(one, two, one));
    const contents = [...walk(module)].flatMap(({ attributes: { value } }) => (value?.kind === 'dense' ? [bytesNow(value.bytes)[7]] : []));
    expect(contents).toEqual([0x3f, 0x40, 0x3f]);
  });

  test('may use a value before it is defined, in another block', () => {
    const loop = parse(`"x.graph"() ({
      %0 = "x.use"(%1) : (i32) -> i32
      %1 = "x.make"(%0) ({
        "x.inner"(%2) : (i32) -> ()
      }) : (i32) -> i32
      %2 = "x.last"()[^second] : () -> i32
    ^second:
      "x.end"(%2) : (i32) -> ()
    }) : () -> ()`);
    const back = readBytecode(writeBytecode(loop)).module;
    expect(said(back, { locations: false })).toBe(said(loop, { locations: false }));
  });

  test('nests a hundred thousand deep', () => {
    for (const name of ['builtin.module', 'x.region']) {
      let root = operation({ name: 'x.leaf' });
      for (let depth = 0; depth < 100_000; depth++) {
        const inner = block();
        inner.operations.push(root);
        root = operation({ name, regions: [{ blocks: [inner] }] });
      }
      let count = 0;
      for (const _ of walk(readBytecode(writeBytecode({ operation: root, resources: new Map() })).module)) count++;
      expect(count).toBeGreaterThan(100_000);
    }
  });

  test('is refused where the module cannot be written', () => {
    const of = (inner: Operation) => ({ operation: inner, resources: new Map() });
    const stranger = operation({ name: 'x.other', resultTypes: [{ kind: 'index' }] });
    expect(refusal(() => writeBytecode(of(operation({ name: 'x.use', operands: stranger.results }))))?.code).toBe('bytecode/value');
    expect(refusal(() => writeBytecode(of(operation({ name: 'stablehlo.transpose' }))))?.code).toBe('bytecode/missing-attribute');
    expect(refusal(() => writeBytecode(of(stranger), { version: 7 }))?.code).toBe('bytecode/write-version');
    const missing = parse('func.func @f() { %0 = arith.constant dense_resource<gone> : tensor<2xf32>\n return }');
    expect(refusal(() => writeBytecode(missing))?.code).toBe('bytecode/missing-resource');
  });
});

describe('a source', () => {
  const constant = parse(
    `func.func @f() { %0 = arith.constant dense<"0x${'0102030405060708'.repeat(5000)}"> : tensor<5000xi64>\n return }`,
  );
  const bytes = writeBytecode(constant);

  test('in memory gives constants that are views of it', () => {
    const [value] = [...walk(readBytecode(bytes).module)].flatMap(({ attributes }) => attributes.value ?? []);
    expect(value?.kind === 'dense' && value.bytes instanceof Uint8Array && value.bytes.buffer).toBe(bytes.buffer);
  });

  test('that is asked for ranges keeps its constants until they are wanted', () => {
    let read = 0;
    const source = {
      name: 'weights.mlirbc',
      size: bytes.length,
      read: (offset: number, length: number) => {
        read += length;
        return bytes.slice(offset, offset + length);
      },
    };
    const { module } = readBytecode(source);
    expect(read).toBeLessThan(8000);
    expect(said(module)).toBe(said(readBytecode(bytes).module));
  });

  test('that answers later is read with readBytecodeLater', async () => {
    const later = {
      name: 'blob',
      size: bytes.length,
      read: async (offset: number, length: number) => bytes.slice(offset, offset + length),
    };
    expect(said((await readBytecodeLater(later)).module)).toBe(said(readBytecode(bytes).module));
    expect(refusal(() => readBytecode(later))?.code).toBe('bytecode/answers-later');
  });

  test('is known by its first bytes', () => {
    expect(isBytecode(bytes)).toBe(true);
    expect(isBytecode(new TextEncoder().encode('module {}'))).toBe(false);
    expect(isBytecode(Uint8Array.of(0x4d))).toBe(false);
  });
});

describe('bytecode that is wrong', () => {
  test('says so: text, newer versions, unknown dialects, operations of a newer VHLO', () => {
    expect(refusal(() => readBytecode(new TextEncoder().encode('module {}')))).toMatchObject({ code: 'bytecode/magic' });
    expect(refusal(() => readBytecode(Uint8Array.of(0x4d, 0x4c, 0xef, 0x52, 0x0f, 0)))).toMatchObject({
      code: 'bytecode/version',
      message: 'the bytecode version must be 6 or less (was 7)',
    });
    const artifact = fixture('artifact-1.9.0.vhlo');
    const name = new TextEncoder().encode('transpose_v1');
    const place = artifact.findIndex((_, offset) => name.every((byte, index) => artifact[offset + index] === byte));
    artifact[place + name.length - 1] = '9'.charCodeAt(0);
    expect(refusal(() => readBytecode(artifact, { name: 'new.vhlo' }))).toMatchObject({
      code: 'bytecode/unknown-properties',
      message: 'properties must be those of an operation that is known here (was vhlo.transpose_v9, written by StableHLO_v1.9.0)',
    });
  });

  test('says so when attributes that must be text share their parts without end', () => {
    const bomb = Array.from({ length: 60 }).reduce<Attribute>((inner) => ({ kind: 'array', elements: [inner, inner] }), { kind: 'unit' });
    const written = writeBytecode({ operation: operation({ name: 'x.bomb', attributes: { bomb } }), resources: new Map() });
    expect(written.length).toBeLessThan(1000);
    expect([...walk(readBytecode(written).module)].map(({ name }) => name)).toContain('x.bomb');
    const reader = new EntryReader(new Cursor(inputOf(new Uint8Array(0)), 0, 0), undefined as never);
    expect(refusal(() => reader.attributeText(bomb))?.code).toBe('bytecode/too-large');
  });

  test('says so when attributes nest too deep', () => {
    const deep = (depth: number) =>
      Array.from({ length: depth }).reduce<Attribute>((inner) => ({ kind: 'array', elements: [inner] }), { kind: 'unit' });
    const module = { operation: operation({ name: 'x.deep', attributes: { deep: deep(100_000) } }), resources: new Map() };
    expect(refusal(() => writeBytecode(module))?.code).toBe('bytecode/too-deep');
  });
});
