// Weights in fewer bits, on request: the finished graph's constants are stored as f16, int8 or int4, and converted when the writer reads
// them. What becomes of one depends on the kernels that read it, which the table below says.
//   f32   16-bit floats that kernels would convert in every run, once and exactly
//   f16   behind a DEQUANTIZE, which delegates fold into the kernel that follows
//   int8  one scale a row, symmetric: kernels quantize their other operand as they run ("dynamic range")
//   int4  one scale for 32 elements of a row where the kernel has that, else one a row
import { type Bytes, type Dense, elementCount, isInMemory } from '@hlolite/tensor';
import { type Operator, type OperatorName, operatorOptions, type Quantization, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { elementTypeOf } from '../tensor-info.js';
import { float16Of, float32Of, type Quantized, quantizedBlocks, quantizedRows } from './quantize.js';
import type { WeightFormat, WeightRules } from './rules.js';

/** How many constants were stored anew for which wanted format, and what all constants took before and take now, in bytes. */
export interface WeightsReport {
  readonly converted: ReadonlyMap<WeightFormat, number>;
  readonly before: number;
  readonly after: number;
}

const BLOCK = 32;

/** Kernels that read quantized weights: at which input, with a scale for each slice of which dimension, and in which formats. */
const readers: Partial<
  Record<OperatorName, { readonly input: number; readonly dimension: number; readonly formats: readonly WeightFormat[] }>
> = {
  FULLY_CONNECTED: { input: 1, dimension: 0, formats: ['int8', 'int4'] },
  CONV_2D: { input: 1, dimension: 0, formats: ['int8'] },
  DEPTHWISE_CONV_2D: { input: 1, dimension: 3, formats: ['int8'] },
  EMBEDDING_LOOKUP: { input: 1, dimension: 0, formats: ['int8', 'int4'] },
};

/**
 * Stores the weights of a subgraph in the formats that the rules say, in place.
 * @throws CompileError `weights/not-finite` where a weight is NaN or infinite; `weights/range`, while writing, where one is beyond f16
 */
export function weightsAs(subgraph: Subgraph, rules: WeightRules): WeightsReport {
  const before = constantBytes(subgraph);
  const rewriter = new WeightRewriter(subgraph, rules);
  for (const operator of [...subgraph.operators]) rewriter.visit(operator);
  rewriter.finish();
  return { converted: rewriter.converted, before, after: constantBytes(subgraph) };
}

/** What the constants of a graph take in its file, where equal ones stand once. */
function constantBytes({ tensors }: Subgraph): number {
  const keys = new ContentKeys();
  const lengths = new Map(tensors.flatMap(({ data }) => (data ? [[keys.of(data), data.length] as const] : [])));
  return [...lengths.values()].reduce((sum, length) => sum + length, 0);
}

/** Names for contents: the same for the same bytes in memory, and for the same range of the same source. */
class ContentKeys {
  readonly #numbers = new Map<object, number>();

  of(data: Bytes): string {
    const owner = isInMemory(data) ? data : data.source;
    const number = this.#numbers.get(owner) ?? this.#numbers.size;
    this.#numbers.set(owner, number);
    return isInMemory(data) ? `${number}` : `${number} ${data.offset} ${data.length}`;
  }
}

/** A weight, and what it is to be stored as. */
interface Weight {
  readonly dense: Dense;
  readonly format: WeightFormat;
}

class WeightRewriter {
  readonly converted = new Map<WeightFormat, number>();
  readonly #casts = new Map<Tensor, Tensor>();
  readonly #stored = new Map<string, Tensor>();
  readonly #made = new Map<Tensor, Operator>();
  readonly #keys = new ContentKeys();

  constructor(
    readonly subgraph: Subgraph,
    readonly rules: WeightRules,
  ) {
    // Weights of 16-bit floats stand behind a CAST: what matters is the constant.
    for (const { op, inputs, outputs } of subgraph.operators)
      if (op === 'CAST' && inputs[0]?.data && outputs[0]?.type === 'FLOAT32') this.#casts.set(outputs[0], inputs[0]);
  }

  visit(operator: Operator): void {
    if (operator.op === 'GATHER' && this.#lookUp(operator)) return;
    operator.inputs.forEach((tensor, input) => {
      const weight = tensor && this.#weight(tensor);
      if (!tensor || !weight) return;
      const replacement = this.#replacement(tensor, weight, operator, input);
      if (replacement) (operator.inputs as (Tensor | null)[])[input] = replacement;
    });
  }

  /** The weight that a tensor is, which may stand behind a CAST; undefined for other tensors, and for weights that stay. */
  #weight(tensor: Tensor): Weight | undefined {
    const { name, type, shape, data } = this.#casts.get(tensor) ?? tensor;
    const element = elementTypeOf(type);
    if (!data || !element || !['f32', 'f16', 'bf16'].includes(element)) return undefined;
    const format = this.rules.formatOf(name, elementCount(shape));
    return format && { dense: { type: element, shape, bytes: data }, format };
  }

  #replacement(tensor: Tensor, weight: Weight, { op }: Operator, input: number): Tensor | undefined {
    if (op === 'CAST' || op === 'DEQUANTIZE' || tensor.type !== 'FLOAT32') return undefined;
    const reader = readers[op];
    const { dense, format } = weight;
    const quantizes = format === 'int8' || format === 'int4';
    if (quantizes && reader?.input === input) return this.#quantized(tensor, weight, op);
    if (format === 'f16') return this.#dequantized(tensor, dense);
    // Exact, and better than a CAST in every run.
    return this.#casts.has(tensor) ? this.#constant(tensor, format, 'f32', () => ({ type: 'FLOAT32', data: float32Of(dense) })) : undefined;
  }

  #quantized(tensor: Tensor, { dense, format: wanted }: Weight, op: OperatorName): Tensor {
    const { dimension, formats } = readers[op] as NonNullable<(typeof readers)[OperatorName]>;
    const format = formats.includes(wanted) ? wanted : 'int8';
    const columns = dense.shape.at(-1) ?? 1;
    const blocks = format === 'int4' && op === 'FULLY_CONNECTED' && columns % BLOCK === 0 && !this.#isLookedUp(tensor);
    return this.#constant(tensor, wanted, `${format} ${dimension} ${blocks}`, () => {
      if (blocks) return this.#withBlocks(quantizedBlocks(dense, BLOCK, tensor.name), tensor);
      const { data, scales } = quantizedRows(dense, dimension, format === 'int4' ? 4 : 8, tensor.name);
      const quantization: Quantization = { scale: scales, zeroPoint: scales.map(() => 0n), dimension };
      return { type: format === 'int4' ? 'INT4' : 'INT8', data, quantization };
    });
  }

  /** A table that is looked up too is stored once, by rows: looking up knows no blocks. */
  #isLookedUp(tensor: Tensor): boolean {
    const constantOf = (each: Tensor) => this.#casts.get(each) ?? each;
    const key = this.#keyOf(constantOf(tensor));
    return this.subgraph.operators.some(({ op, inputs }) => {
      const table = op === 'GATHER' ? inputs[0] : op === 'EMBEDDING_LOOKUP' ? inputs[1] : undefined;
      return table?.data !== undefined && this.#keyOf(constantOf(table)) === key;
    });
  }

  #withBlocks({ data, scales, shape }: Quantized & { readonly shape: readonly number[] }, tensor: Tensor) {
    const scaleTensor: Tensor = { name: `${tensor.name}/scales`, type: 'FLOAT16', shape, data: scales };
    this.subgraph.tensors.push(scaleTensor);
    return {
      type: 'INT4',
      data,
      quantization: { scale: [], zeroPoint: [], dimension: 0, blocks: { scales: scaleTensor, size: BLOCK } },
    } as const;
  }

  #dequantized(tensor: Tensor, dense: Dense): Tensor {
    const stored = this.#constant(tensor, 'f16', 'f16', () => ({ type: 'FLOAT16', data: float16Of(dense, tensor.name) }));
    return this.#behind(stored, 'DEQUANTIZE', `${tensor.name}/dequantized`);
  }

  /** GATHER of rows: the rows alone are converted. */
  #lookUp(gather: Operator): boolean {
    const [table, indices] = gather.inputs;
    const weight = table && this.#weight(table);
    const fields = gather.options?.fields ?? {};
    if (!table || !indices || !weight || table.type !== 'FLOAT32' || (fields.axis ?? 0) !== 0 || (fields.batch_dims ?? 0) !== 0)
      return false;
    const [result] = gather.outputs as readonly [Tensor];
    const at = this.subgraph.operators.indexOf(gather);
    const { dense, format } = weight;
    if (format === 'f16') {
      const stored = this.#constant(table, 'f16', 'f16', () => ({ type: 'FLOAT16', data: float16Of(dense, table.name) }));
      const rows = this.#tensor(`${result.name}/f16`, { ...result, type: 'FLOAT16' });
      this.subgraph.operators.splice(
        at,
        1,
        { ...gather, inputs: [stored, indices], outputs: [rows] },
        { op: 'DEQUANTIZE', inputs: [rows], outputs: [result] },
      );
      return true;
    }
    if (format === 'f32' || indices.type !== 'INT32' || dense.shape.length !== 2) return false;
    const stored = this.#quantized(table, weight, 'EMBEDDING_LOOKUP');
    this.subgraph.operators.splice(at, 1, ...this.#embedding(stored, indices, result));
    return true;
  }

  /** The kernel takes a list of indices: any other rank is reshaped before and after. */
  #embedding(table: Tensor, indices: Tensor, result: Tensor): readonly Operator[] {
    const count = indices.shape.reduce((product, size) => product * size, 1);
    const lookUp = (list: Tensor, rows: Tensor): Operator => ({ op: 'EMBEDDING_LOOKUP', inputs: [list, table], outputs: [rows] });
    if (indices.shape.length === 1) return [lookUp(indices, result)];
    const list = this.#tensor(`${result.name}/indices`, { type: 'INT32', shape: [count] });
    const rows = this.#tensor(`${result.name}/rows`, { type: 'FLOAT32', shape: [count, table.shape[1] as number] });
    return [this.#reshape(indices, list), lookUp(list, rows), this.#reshape(rows, result)];
  }

  #reshape(from: Tensor, to: Tensor): Operator {
    const shape = this.#tensor(`${to.name}/shape`, {
      type: 'INT32',
      shape: [to.shape.length],
      data: new Uint8Array(Int32Array.from(to.shape).buffer),
    });
    const options = operatorOptions('RESHAPE', { new_shape: to.shape });
    return { op: 'RESHAPE', inputs: [from, shape], outputs: [to], ...(options && { options }) };
  }

  #behind(constant: Tensor, op: 'DEQUANTIZE', name: string): Tensor {
    const known = this.#stored.get(`${op} ${this.#keyOf(constant)}`);
    if (known) return known;
    const tensor = this.#tensor(name, { type: 'FLOAT32', shape: constant.shape });
    this.#stored.set(`${op} ${this.#keyOf(constant)}`, tensor);
    this.#made.set(tensor, { op, inputs: [constant], outputs: [tensor] });
    return tensor;
  }

  /** A constant in another form, once for all that read it in that form. */
  #constant(tensor: Tensor, wanted: WeightFormat, form: string, make: () => Pick<Tensor, 'type' | 'data' | 'quantization'>): Tensor {
    const origin = this.#casts.get(tensor) ?? tensor;
    const key = `${form} ${this.#keyOf(origin)}`;
    const known = this.#stored.get(key);
    if (known) return known;
    this.converted.set(wanted, (this.converted.get(wanted) ?? 0) + 1);
    const stored = this.#tensor(origin.name, { shape: origin.shape, ...make() });
    this.#stored.set(key, stored);
    return stored;
  }

  /** Of what a tensor holds, in its shape: weights that are tied are one constant in a program, or two of the same content. */
  #keyOf({ data, shape }: Tensor): string {
    return `${this.#keys.of(data as Bytes)} ${shape}`;
  }

  #tensor(name: string, info: Omit<Tensor, 'name'>): Tensor {
    const tensor: Tensor = { ...info, name };
    this.subgraph.tensors.push(tensor);
    return tensor;
  }

  /** Operators on constants come first; what nobody reads any more goes. */
  finish(): void {
    const { operators, tensors, inputs, outputs } = this.subgraph;
    operators.unshift(...this.#made.values());
    const needed = new Set<Tensor>(outputs);
    const kept = [...operators].reverse().filter((operator) => {
      if (['CAST', 'DEQUANTIZE'].includes(operator.op) && !operator.outputs.some((output) => needed.has(output))) return false;
      for (const tensor of [...operator.inputs, ...operator.outputs, ...(operator.intermediates ?? [])]) if (tensor) needed.add(tensor);
      return true;
    });
    operators.splice(0, operators.length, ...kept.reverse());
    for (const tensor of [...needed]) if (tensor.quantization?.blocks) needed.add(tensor.quantization.blocks.scales);
    for (const input of inputs) needed.add(input);
    tensors.splice(0, tensors.length, ...tensors.filter((tensor) => needed.has(tensor)));
  }
}
