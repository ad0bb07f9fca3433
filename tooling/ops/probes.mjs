// A small program for each op of StableHLO and CHLO, with `T` for the element type. Inputs are arguments, so that nothing folds away.

import { chloOps, collectives, control } from './control-probes.mjs';
import { ofEach, one, program, sum, two } from './forms.mjs';

const elementwise = {
  ...ofEach(
    'abs cbrt ceil cosine count_leading_zeros exponential exponential_minus_one floor log log_plus_one logistic negate not popcnt round_nearest_afz round_nearest_even rsqrt sign sine sqrt tan tanh optimization_barrier'.split(
      ' ',
    ),
    (op) => one(op),
  ),
  ...ofEach(
    'add and atan2 divide maximum minimum multiply or power remainder shift_left shift_right_arithmetic shift_right_logical subtract xor'.split(
      ' ',
    ),
    (op) => two(op),
  ),
  'stablehlo.is_finite': one('stablehlo.is_finite', '', 'tensor<2x3xi1>'),
  'stablehlo.convert': one('stablehlo.convert', '', 'tensor<2x3xf32>'),
  'stablehlo.bitcast_convert': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%r = stablehlo.bitcast_convert %a : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.reduce_precision': one('stablehlo.reduce_precision', ', format = e5m2'),
  'stablehlo.clamp': program(
    '%l: tensor<T>, %a: tensor<2x3xT>, %h: tensor<T>',
    'tensor<2x3xT>',
    '%r = stablehlo.clamp %l, %a, %h : (tensor<T>, tensor<2x3xT>, tensor<T>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.compare': program(
    '%a: tensor<2x3xT>, %b: tensor<2x3xT>',
    'tensor<2x3xi1>',
    '%r = stablehlo.compare LT, %a, %b : (tensor<2x3xT>, tensor<2x3xT>) -> tensor<2x3xi1>\nreturn %r : tensor<2x3xi1>',
  ),
  'stablehlo.select': program(
    '%p: tensor<2x3xi1>, %a: tensor<2x3xT>, %b: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%r = stablehlo.select %p, %a, %b : tensor<2x3xi1>, tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.map': program(
    '%a: tensor<2x3xT>, %b: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = "stablehlo.map"(%a, %b) ${sum('stablehlo.multiply')} {dimensions = array<i64: 0, 1>} : (tensor<2x3xT>, tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
};

const complexAndQuantized = {
  'stablehlo.real': program(
    '%a: tensor<2x3xcomplex<T>>',
    'tensor<2x3xT>',
    '%r = stablehlo.real %a : (tensor<2x3xcomplex<T>>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.imag': program(
    '%a: tensor<2x3xcomplex<T>>',
    'tensor<2x3xT>',
    '%r = stablehlo.imag %a : (tensor<2x3xcomplex<T>>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.complex': program(
    '%a: tensor<2x3xT>, %b: tensor<2x3xT>',
    'tensor<2x3xcomplex<T>>',
    '%r = stablehlo.complex %a, %b : tensor<2x3xcomplex<T>>\nreturn %r : tensor<2x3xcomplex<T>>',
  ),
  'stablehlo.fft': program(
    '%a: tensor<2x8xT>',
    'tensor<2x8xT>',
    '%r = stablehlo.fft %a, type = FFT, length = [8] : (tensor<2x8xT>) -> tensor<2x8xT>\nreturn %r : tensor<2x8xT>',
  ),
  'stablehlo.uniform_quantize': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3x!quant.uniform<i8:f32, 0.05:3>>',
    '%r = stablehlo.uniform_quantize %a : (tensor<2x3xT>) -> tensor<2x3x!quant.uniform<i8:f32, 0.05:3>>\nreturn %r : tensor<2x3x!quant.uniform<i8:f32, 0.05:3>>',
  ),
  'stablehlo.uniform_dequantize': program(
    '%a: tensor<2x3x!quant.uniform<i8:T, 0.05:3>>',
    'tensor<2x3xT>',
    '%r = stablehlo.uniform_dequantize %a : (tensor<2x3x!quant.uniform<i8:T, 0.05:3>>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
};

const shape = {
  'stablehlo.reshape': one('stablehlo.reshape', '', 'tensor<3x2xT>'),
  'stablehlo.transpose': one('stablehlo.transpose', ', dims = [1, 0]', 'tensor<3x2xT>'),
  'stablehlo.reverse': one('stablehlo.reverse', ', dims = [0]'),
  'stablehlo.slice': program(
    '%a: tensor<4x6xT>',
    'tensor<2x3xT>',
    '%r = stablehlo.slice %a [1:3, 0:6:2] : (tensor<4x6xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.broadcast': one('stablehlo.broadcast', ', sizes = [2]', 'tensor<2x2x3xT>'),
  'stablehlo.broadcast_in_dim': program(
    '%a: tensor<3xT>',
    'tensor<2x3xT>',
    '%r = stablehlo.broadcast_in_dim %a, dims = [1] : (tensor<3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.concatenate': program(
    '%a: tensor<2x3xT>, %b: tensor<2x1xT>',
    'tensor<2x4xT>',
    '%r = stablehlo.concatenate %a, %b, dim = 1 : (tensor<2x3xT>, tensor<2x1xT>) -> tensor<2x4xT>\nreturn %r : tensor<2x4xT>',
  ),
  'stablehlo.pad': program(
    '%a: tensor<2x3xT>, %v: tensor<T>',
    'tensor<4x5xT>',
    '%r = stablehlo.pad %a, %v, low = [1, -1], high = [1, 1], interior = [0, 1] : (tensor<2x3xT>, tensor<T>) -> tensor<4x5xT>\nreturn %r : tensor<4x5xT>',
  ),
  'stablehlo.iota': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%i = stablehlo.iota dim = 1 : tensor<2x3xT>\n%r = stablehlo.add %a, %i : tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.constant': program(
    '%a: tensor<2x3xf32>',
    'tensor<2x3xf32>',
    '%c = stablehlo.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>\n%r = stablehlo.add %a, %c : tensor<2x3xf32>\nreturn %r : tensor<2x3xf32>',
  ),
  'stablehlo.dynamic_slice': program(
    '%a: tensor<4x6xT>, %i: tensor<i32>, %j: tensor<i32>',
    'tensor<2x3xT>',
    '%r = stablehlo.dynamic_slice %a, %i, %j, sizes = [2, 3] : (tensor<4x6xT>, tensor<i32>, tensor<i32>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.dynamic_update_slice': program(
    '%a: tensor<4x6xT>, %u: tensor<2x3xT>, %i: tensor<i32>, %j: tensor<i32>',
    'tensor<4x6xT>',
    '%r = stablehlo.dynamic_update_slice %a, %u, %i, %j : (tensor<4x6xT>, tensor<2x3xT>, tensor<i32>, tensor<i32>) -> tensor<4x6xT>\nreturn %r : tensor<4x6xT>',
  ),
  'stablehlo.gather': program(
    '%a: tensor<5x3xT>, %i: tensor<4x1xi32>',
    'tensor<4x3xT>',
    `%r = "stablehlo.gather"(%a, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>}> : (tensor<5x3xT>, tensor<4x1xi32>) -> tensor<4x3xT>\nreturn %r : tensor<4x3xT>`,
  ),
  'stablehlo.scatter': program(
    '%a: tensor<5x3xT>, %i: tensor<4x1xi32>, %u: tensor<4x3xT>',
    'tensor<5x3xT>',
    `%r = "stablehlo.scatter"(%a, %i, %u) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}> ${sum()} : (tensor<5x3xT>, tensor<4x1xi32>, tensor<4x3xT>) -> tensor<5x3xT>\nreturn %r : tensor<5x3xT>`,
  ),
  'stablehlo.torch_index_select': program(
    '%a: tensor<5x3xT>, %i: tensor<2xi32>',
    'tensor<2x3xT>',
    '%r = "stablehlo.torch_index_select"(%a, %i) <{dim = 0 : i64, batch_dims = 0 : i64}> : (tensor<5x3xT>, tensor<2xi32>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
};

const dynamicShape = {
  'stablehlo.dynamic_iota': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%s = stablehlo.constant dense<[2, 3]> : tensor<2xi64>\n%i = stablehlo.dynamic_iota %s, dim = 1 : (tensor<2xi64>) -> tensor<2x3xT>\n%r = stablehlo.add %a, %i : tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.dynamic_reshape': program(
    '%a: tensor<2x3xT>',
    'tensor<3x2xT>',
    '%s = stablehlo.constant dense<[3, 2]> : tensor<2xi64>\n%r = stablehlo.dynamic_reshape %a, %s : (tensor<2x3xT>, tensor<2xi64>) -> tensor<3x2xT>\nreturn %r : tensor<3x2xT>',
  ),
  'stablehlo.dynamic_broadcast_in_dim': program(
    '%a: tensor<3xT>',
    'tensor<2x3xT>',
    '%s = stablehlo.constant dense<[2, 3]> : tensor<2xi64>\n%r = stablehlo.dynamic_broadcast_in_dim %a, %s, dims = [1] : (tensor<3xT>, tensor<2xi64>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.dynamic_pad': program(
    '%a: tensor<2x3xT>, %v: tensor<T>',
    'tensor<3x4xT>',
    '%l = stablehlo.constant dense<[1, 0]> : tensor<2xi64>\n%h = stablehlo.constant dense<[0, 1]> : tensor<2xi64>\n%i = stablehlo.constant dense<0> : tensor<2xi64>\n%r = stablehlo.dynamic_pad %a, %v, %l, %h, %i : (tensor<2x3xT>, tensor<T>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<3x4xT>\nreturn %r : tensor<3x4xT>',
  ),
  'stablehlo.real_dynamic_slice': program(
    '%a: tensor<4x6xT>',
    'tensor<2x3xT>',
    '%l = stablehlo.constant dense<[1, 0]> : tensor<2xi64>\n%h = stablehlo.constant dense<[3, 6]> : tensor<2xi64>\n%s = stablehlo.constant dense<[1, 2]> : tensor<2xi64>\n%r = stablehlo.real_dynamic_slice %a, %l, %h, %s : (tensor<4x6xT>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.dynamic_gather': program(
    '%a: tensor<5x3xT>, %i: tensor<4x1xi32>',
    'tensor<4x3xT>',
    `%s = stablehlo.constant dense<[1, 3]> : tensor<2xi64>\n%r = "stablehlo.dynamic_gather"(%a, %i, %s) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>}> : (tensor<5x3xT>, tensor<4x1xi32>, tensor<2xi64>) -> tensor<4x3xT>\nreturn %r : tensor<4x3xT>`,
  ),
  'stablehlo.get_dimension_size': program(
    '%a: tensor<2x3xT>',
    'tensor<i32>',
    '%r = stablehlo.get_dimension_size %a, dim = 1 : (tensor<2x3xT>) -> tensor<i32>\nreturn %r : tensor<i32>',
  ),
  'stablehlo.set_dimension_size': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%s = stablehlo.constant dense<3> : tensor<i32>\n%r = stablehlo.set_dimension_size %a, %s, dim = 1 : (tensor<2x3xT>, tensor<i32>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
};

const reductions = {
  'stablehlo.reduce': program(
    '%a: tensor<2x3xT>, %z: tensor<T>',
    'tensor<2xT>',
    '%r = stablehlo.reduce(%a init: %z) applies stablehlo.add across dimensions = [1] : (tensor<2x3xT>, tensor<T>) -> tensor<2xT>\nreturn %r : tensor<2xT>',
  ),
  'stablehlo.reduce_window': program(
    '%a: tensor<4x6xT>, %z: tensor<T>',
    'tensor<2x3xT>',
    `%r = "stablehlo.reduce_window"(%a, %z) <{window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 2>}> ${sum('stablehlo.maximum')} : (tensor<4x6xT>, tensor<T>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
  'stablehlo.select_and_scatter': program(
    '%a: tensor<4x6xT>, %s: tensor<2x3xT>, %z: tensor<T>',
    'tensor<4x6xT>',
    `%r = "stablehlo.select_and_scatter"(%a, %s, %z) <{window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 2>}> ({
      ^bb0(%x: tensor<T>, %y: tensor<T>):
      %c = stablehlo.compare GE, %x, %y : (tensor<T>, tensor<T>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
      }, {
      ^bb0(%x: tensor<T>, %y: tensor<T>):
      %s0 = stablehlo.add %x, %y : tensor<T>
      stablehlo.return %s0 : tensor<T>
      }) : (tensor<4x6xT>, tensor<2x3xT>, tensor<T>) -> tensor<4x6xT>\nreturn %r : tensor<4x6xT>`,
  ),
  'stablehlo.sort': program(
    '%a: tensor<2x7xT>',
    'tensor<2x7xT>',
    `%r = "stablehlo.sort"(%a) <{dimension = 1 : i64, is_stable = true}> ({
      ^bb0(%x: tensor<T>, %y: tensor<T>):
      %c = stablehlo.compare LT, %x, %y : (tensor<T>, tensor<T>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
      }) : (tensor<2x7xT>) -> tensor<2x7xT>\nreturn %r : tensor<2x7xT>`,
  ),
};

const products = {
  'stablehlo.dot': program(
    '%a: tensor<2x3xT>, %b: tensor<3x4xT>',
    'tensor<2x4xT>',
    '%r = stablehlo.dot %a, %b : (tensor<2x3xT>, tensor<3x4xT>) -> tensor<2x4xT>\nreturn %r : tensor<2x4xT>',
  ),
  'stablehlo.dot_general': program(
    '%a: tensor<5x2x3xT>, %b: tensor<5x3x4xT>',
    'tensor<5x2x4xT>',
    '%r = stablehlo.dot_general %a, %b, batching_dims = [0] x [0], contracting_dims = [2] x [1] : (tensor<5x2x3xT>, tensor<5x3x4xT>) -> tensor<5x2x4xT>\nreturn %r : tensor<5x2x4xT>',
  ),
  'stablehlo.einsum': program(
    '%a: tensor<2x3xT>, %b: tensor<3x4xT>',
    'tensor<2x4xT>',
    '%r = stablehlo.einsum %a, %b, config = "ab,bc->ac" : (tensor<2x3xT>, tensor<3x4xT>) -> tensor<2x4xT>\nreturn %r : tensor<2x4xT>',
  ),
  'stablehlo.unary_einsum': program(
    '%a: tensor<2x3xT>',
    'tensor<3x2xT>',
    '%r = "stablehlo.unary_einsum"(%a) <{einsum_config = "ab->ba"}> : (tensor<2x3xT>) -> tensor<3x2xT>\nreturn %r : tensor<3x2xT>',
  ),
  'stablehlo.convolution': program(
    '%a: tensor<1x6x6x2xT>, %k: tensor<3x3x2x4xT>',
    'tensor<1x4x4x4xT>',
    '%r = stablehlo.convolution(%a, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x6x6x2xT>, tensor<3x3x2x4xT>) -> tensor<1x4x4x4xT>\nreturn %r : tensor<1x4x4x4xT>',
  ),
  'stablehlo.dynamic_conv': program(
    '%a: tensor<1x6x6x2xT>, %k: tensor<3x3x2x4xT>',
    'tensor<1x6x6x4xT>',
    '%p = stablehlo.constant dense<1> : tensor<2x2xi32>\n%r = "stablehlo.dynamic_conv"(%a, %k, %p) <{dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>, feature_group_count = 1 : i64, batch_group_count = 1 : i64}> : (tensor<1x6x6x2xT>, tensor<3x3x2x4xT>, tensor<2x2xi32>) -> tensor<1x6x6x4xT>\nreturn %r : tensor<1x6x6x4xT>',
  ),
  'stablehlo.cholesky': program(
    '%a: tensor<3x3xT>',
    'tensor<3x3xT>',
    '%t = stablehlo.transpose %a, dims = [1, 0] : (tensor<3x3xT>) -> tensor<3x3xT>\n%g = stablehlo.dot %a, %t : (tensor<3x3xT>, tensor<3x3xT>) -> tensor<3x3xT>\n%r = stablehlo.cholesky %g, lower = true : tensor<3x3xT>\nreturn %r : tensor<3x3xT>',
  ),
  'stablehlo.triangular_solve': program(
    '%a: tensor<3x3xT>, %b: tensor<3x2xT>',
    'tensor<3x2xT>',
    '%r = "stablehlo.triangular_solve"(%a, %b) <{left_side = true, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>}> : (tensor<3x3xT>, tensor<3x2xT>) -> tensor<3x2xT>\nreturn %r : tensor<3x2xT>',
  ),
  'stablehlo.batch_norm_inference': program(
    '%a: tensor<4x3xT>, %s: tensor<3xT>, %o: tensor<3xT>, %m: tensor<3xT>, %n: tensor<3xT>',
    'tensor<4x3xT>',
    '%v = stablehlo.multiply %n, %n : tensor<3xT>\n%r = "stablehlo.batch_norm_inference"(%a, %s, %o, %m, %v) <{epsilon = 1.0e-3 : f32, feature_index = 1 : i64}> : (tensor<4x3xT>, tensor<3xT>, tensor<3xT>, tensor<3xT>, tensor<3xT>) -> tensor<4x3xT>\nreturn %r : tensor<4x3xT>',
  ),
  'stablehlo.batch_norm_training': program(
    '%a: tensor<4x3xT>, %s: tensor<3xT>, %o: tensor<3xT>',
    '(tensor<4x3xT>, tensor<3xT>, tensor<3xT>)',
    '%r:3 = "stablehlo.batch_norm_training"(%a, %s, %o) <{epsilon = 1.0e-3 : f32, feature_index = 1 : i64}> : (tensor<4x3xT>, tensor<3xT>, tensor<3xT>) -> (tensor<4x3xT>, tensor<3xT>, tensor<3xT>)\nreturn %r#0, %r#1, %r#2 : tensor<4x3xT>, tensor<3xT>, tensor<3xT>',
  ),
  'stablehlo.batch_norm_grad': program(
    '%a: tensor<4x3xT>, %s: tensor<3xT>, %m: tensor<3xT>, %n: tensor<3xT>, %g: tensor<4x3xT>',
    '(tensor<4x3xT>, tensor<3xT>, tensor<3xT>)',
    '%v = stablehlo.multiply %n, %n : tensor<3xT>\n%r:3 = "stablehlo.batch_norm_grad"(%a, %s, %m, %v, %g) <{epsilon = 1.0e-3 : f32, feature_index = 1 : i64}> : (tensor<4x3xT>, tensor<3xT>, tensor<3xT>, tensor<3xT>, tensor<4x3xT>) -> (tensor<4x3xT>, tensor<3xT>, tensor<3xT>)\nreturn %r#0, %r#1, %r#2 : tensor<4x3xT>, tensor<3xT>, tensor<3xT>',
  ),
};

/** Programs by the name of the op; `T` stands for an element type. */
export const probes = {
  ...elementwise,
  ...complexAndQuantized,
  ...shape,
  ...dynamicShape,
  ...reductions,
  ...products,
  ...control,
  ...collectives,
  ...chloOps,
};

/** Ops that have no meaning in a model for one device without a host beside it, and what to do with them. */
export const withoutMeaning = {
  'stablehlo.infeed': 'reads from a host queue: make it an argument',
  'stablehlo.outfeed': 'writes to a host queue: make it a result',
  'stablehlo.send': 'sends to another device or the host: make it a result',
  'stablehlo.recv': 'receives from another device or the host: make it an argument',
};

export const TYPES = [
  'f32',
  'f16',
  'bf16',
  'f64',
  'i1',
  'i4',
  'i8',
  'i16',
  'i32',
  'i64',
  'ui4',
  'ui8',
  'ui16',
  'ui32',
  'ui64',
  'f8E4M3FN',
  'f8E5M2',
  'complex<f32>',
];

/** The program of an op for an element type. */
export const probeOf = (op, type) => probes[op]?.replaceAll(/\bT\b/g, type).replaceAll(/xT\b/g, `x${type}`).replaceAll(/<T>/g, `<${type}>`);
