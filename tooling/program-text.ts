// Programs of tests, an operation a line: each function gives the text of one, with its result's name first.

/** A function of f32 arguments `%a`, `%b` … by their shapes. */
export const program = (shapes: readonly string[], result: string, ...body: readonly string[]) => {
  const args = shapes.map((shape, index) => `%${'abcd'[index]}: tensor<${shape}>`).join(', ');
  return `func.func @main(${args}) -> tensor<${result}> {\n${body.join('\n')}\n}`;
};
export const reshape = (name: string, operand: string, from: string, to: string) =>
  `%${name} = stablehlo.reshape %${operand} : (tensor<${from}>) -> tensor<${to}>`;
export const transpose = (name: string, operand: string, order: string, from: string, to: string) =>
  `%${name} = stablehlo.transpose %${operand}, dims = [${order}] : (tensor<${from}>) -> tensor<${to}>`;
export const splat = (name: string, value: string, type: string) => `%${name} = stablehlo.constant dense<${value}> : tensor<${type}>`;
export const broadcast = (name: string, operand: string, dims: string, from: string, to: string) =>
  `%${name} = stablehlo.broadcast_in_dim %${operand}, dims = [${dims}] : (tensor<${from}>) -> tensor<${to}>`;
export const op = (name: string, kind: string, operands: string, type: string) =>
  `%${name} = stablehlo.${kind} ${operands} : tensor<${type}>`;
export const reduce = (name: string, kind: string, init: string, operand: string, dim: number, from: string, to: string) =>
  `%${name} = stablehlo.reduce(%${operand} init: %${init}) applies stablehlo.${kind} across dimensions = [${dim}] : (tensor<${from}>, tensor<f32>) -> tensor<${to}>`;
export const give = (name: string, type: string) => `return %${name} : tensor<${type}>`;
/** A function with two results. */
export const withResults = (text: string, first: string, second: string, types: readonly [string, string]) =>
  text
    .replace(/-> tensor<[^>]*> \{/, `-> (tensor<${types[0]}>, tensor<${types[1]}>) {`)
    .replace(/return .*/, `return %${first}, %${second} : tensor<${types[0]}>, tensor<${types[1]}>`);

/** Lines that are several operations. */
const lines = (...each: readonly string[]) => each.join('\n');
export const relu = (name: string, operand: string, type: string) =>
  lines(splat(`${name}z`, '0.0', type), op(name, 'maximum', `%${operand}, %${name}z`, type));
/** A constant of f32 that says the same in each row. */
export const row = (name: string, values: string, columns = 6, to = '4x6xf32') =>
  lines(splat(`${name}r`, values, `${columns}xf32`), broadcast(name, `${name}r`, '1', `${columns}xf32`, to));
/** The product of a matrix and `%w`, or other weights. */
export const times = (
  name: string,
  operand: string,
  weights = 'w',
  [rows, depth, columns]: readonly [number, number, number] = [4, 3, 6],
) =>
  `%${name} = stablehlo.dot_general %${operand}, %${weights}, contracting_dims = [1] x [0] : (tensor<${rows}x${depth}xf32>, tensor<${depth}x${columns}xf32>) -> tensor<${rows}x${columns}xf32>`;
/** Numbers of a constant matrix, no two rows the same. */
export const numbers = (rows: number, columns: number, seed = 1) =>
  `[${Array.from({ length: rows }, (_, r) => `[${Array.from({ length: columns }, (__, c) => (((r * 7 + c * 3 + seed) % 11) - 5).toFixed(1))}]`)}]`;
