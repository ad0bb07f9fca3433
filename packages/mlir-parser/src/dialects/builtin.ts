// What StableHLO programs use of MLIR's own dialects: builtin, func and arith.
import { anything, array, optional, string, symbol, type } from './readers.js';
import { dialect } from './spec.js';

/** MLIR's own dialect: module and unrealized_conversion_cast. */
export const builtin = dialect('builtin', {
  module: {
    operands: [],
    results: [],
    attributes: { sym_name: optional(string), sym_visibility: optional(string) },
    regions: ['body'],
    isolated: true,
    assembly: 'custom<Module>',
  },
  unrealized_conversion_cast: {
    operands: ['...inputs'],
    results: ['...outputs'],
    assembly: '($inputs^ `:` type($inputs))? `to` type(results) attr-dict',
  },
});

/** Functions, calls and returns (MLIR, dialect func). */
export const func = dialect('func', {
  func: {
    operands: [],
    results: [],
    attributes: {
      sym_name: string,
      function_type: type,
      sym_visibility: optional(string),
      /** A dictionary for each argument, and for each result. */
      arg_attrs: optional(array),
      res_attrs: optional(array),
      no_inline: optional(anything),
    },
    regions: ['body'],
    isolated: true,
    assembly: 'custom<Function>',
  },
  call: {
    operands: ['...operands'],
    results: ['...results'],
    attributes: { callee: symbol, arg_attrs: optional(array), res_attrs: optional(array), no_inline: optional(anything) },
    assembly: '$callee `(` $operands `)` attr-dict `:` functional-type',
  },
  constant: { operands: [], attributes: { value: symbol }, assembly: 'attr-dict $value `:` type(results)' },
  return: { operands: ['...operands'], results: [], assembly: 'attr-dict ($operands^ `:` type($operands))?' },
});

/** Of the dialect arith only `constant`, which exporters write beside StableHLO. */
export const arith = dialect('arith', {
  constant: { operands: [], attributes: { value: anything }, assembly: 'attr-dict custom<TypedValue>($value)' },
});
