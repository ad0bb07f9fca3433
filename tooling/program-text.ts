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
