// What a reader of docs/ops.md must know beyond element types: where an op is refused or done in a way of its own.
export const limits = {
  'stablehlo.custom_call': 'by its policy: custom, composite, decompose, stablehlo or error',
  'stablehlo.composite': 'by its policy; names that a builtin expresses become it',
};
