// Probes of control flow, of collectives and of CHLO.
import { chloBroadcast, chloOne, chloTwo, ofEachChlo, oneDevice, program, sum } from './forms.mjs';

export const control = {
  'stablehlo.if': program(
    '%p: tensor<i1>, %a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%r = "stablehlo.if"(%p) ({\n%s = stablehlo.add %a, %a : tensor<2x3xT>\nstablehlo.return %s : tensor<2x3xT>\n}, {\nstablehlo.return %a : tensor<2x3xT>\n}) : (tensor<i1>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.case': program(
    '%i: tensor<i32>, %a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%r = "stablehlo.case"(%i) ({\n%s = stablehlo.add %a, %a : tensor<2x3xT>\nstablehlo.return %s : tensor<2x3xT>\n}, {\nstablehlo.return %a : tensor<2x3xT>\n}, {\n%m = stablehlo.multiply %a, %a : tensor<2x3xT>\nstablehlo.return %m : tensor<2x3xT>\n}) : (tensor<i32>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.while': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%z = stablehlo.constant dense<0> : tensor<i32>
    %n = stablehlo.constant dense<3> : tensor<i32>
    %one = stablehlo.constant dense<1> : tensor<i32>
    %r:2 = stablehlo.while(%i = %z, %x = %a) : tensor<i32>, tensor<2x3xT>
    cond {
    %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
    stablehlo.return %c : tensor<i1>
    } do {
    %j = stablehlo.add %i, %one : tensor<i32>
    %y = stablehlo.add %x, %a : tensor<2x3xT>
    stablehlo.return %j, %y : tensor<i32>, tensor<2x3xT>
    }
    return %r#1 : tensor<2x3xT>`,
  ),
  'stablehlo.tuple': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%t = stablehlo.tuple %a, %a : tuple<tensor<2x3xT>, tensor<2x3xT>>\n%x = stablehlo.get_tuple_element %t[1] : (tuple<tensor<2x3xT>, tensor<2x3xT>>) -> tensor<2x3xT>\n%r = stablehlo.add %x, %x : tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.composite': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%r = stablehlo.composite "my.double" %a {decomposition = @double} : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
    'func.func private @double(%a: tensor<2x3xT>) -> tensor<2x3xT> {\n%s = stablehlo.add %a, %a : tensor<2x3xT>\nreturn %s : tensor<2x3xT>\n}\n',
  ),
  'stablehlo.custom_call': program(
    '%a: tensor<2x3xT>, %w: tensor<3xT>',
    'tensor<2x3xT>',
    '%r = stablehlo.custom_call @hlolite.rms_norm(%a, %w) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-6 : f64}} : (tensor<2x3xT>, tensor<3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.after_all': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%t = stablehlo.create_token : !stablehlo.token\n%u = stablehlo.after_all %t, %t : !stablehlo.token\n%r = stablehlo.add %a, %a : tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'stablehlo.rng_bit_generator': program(
    '%s: tensor<2xui64>',
    '(tensor<2xui64>, tensor<2x3xT>)',
    '%n, %r = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<2x3xT>)\nreturn %n, %r : tensor<2xui64>, tensor<2x3xT>',
  ),
};
control['stablehlo.get_tuple_element'] = control['stablehlo.tuple'];
control['stablehlo.create_token'] = control['stablehlo.after_all'];

export const collectives = {
  'stablehlo.replica_id': program(
    '%a: tensor<ui32>',
    'tensor<ui32>',
    '%i = stablehlo.replica_id : tensor<ui32>\n%r = stablehlo.add %a, %i : tensor<ui32>\nreturn %r : tensor<ui32>',
  ),
  'stablehlo.partition_id': program(
    '%a: tensor<ui32>',
    'tensor<ui32>',
    '%i = stablehlo.partition_id : tensor<ui32>\n%r = stablehlo.add %a, %i : tensor<ui32>\nreturn %r : tensor<ui32>',
  ),
  'stablehlo.all_reduce': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = "stablehlo.all_reduce"(%a) <{${oneDevice}}> ${sum()} : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
  'stablehlo.all_gather': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = "stablehlo.all_gather"(%a) <{all_gather_dim = 0 : i64, ${oneDevice}}> : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
  'stablehlo.all_to_all': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = "stablehlo.all_to_all"(%a) <{split_dimension = 0 : i64, concat_dimension = 1 : i64, split_count = 1 : i64, ${oneDevice}}> : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
  'stablehlo.reduce_scatter': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = "stablehlo.reduce_scatter"(%a) <{scatter_dimension = 0 : i64, ${oneDevice}}> ${sum()} : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
  'stablehlo.collective_broadcast': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    `%r = "stablehlo.collective_broadcast"(%a) <{${oneDevice}}> : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>`,
  ),
  'stablehlo.collective_permute': program(
    '%a: tensor<2x3xT>',
    'tensor<2x3xT>',
    '%r = "stablehlo.collective_permute"(%a) <{source_target_pairs = dense<0> : tensor<1x2xi64>}> : (tensor<2x3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
};

export const chloOps = {
  ...ofEachChlo(
    '_asin_acos_kernel acos acosh asin asinh atan atanh bessel_i1e conj cosh digamma erf erf_inv erfc lgamma sinh square tan'.split(' '),
    (op) => chloOne(op),
  ),
  ...ofEachChlo('is_inf is_neg_inf is_pos_inf'.split(' '), (op) => chloOne(op, 'tensor<2x3xi1>')),
  ...ofEachChlo('mulhi next_after polygamma zeta'.split(' '), (op) => chloTwo(op)),
  ...ofEachChlo(
    'broadcast_add broadcast_and broadcast_atan2 broadcast_divide broadcast_maximum broadcast_minimum broadcast_multiply broadcast_next_after broadcast_or broadcast_polygamma broadcast_power broadcast_remainder broadcast_shift_left broadcast_shift_right_arithmetic broadcast_shift_right_logical broadcast_subtract broadcast_xor broadcast_zeta'.split(
      ' ',
    ),
    (op) => chloBroadcast(op),
  ),
  'chlo.broadcast_complex': chloBroadcast('broadcast_complex', 'tensor<2x3xcomplex<T>>'),
  'chlo.broadcast_compare': chloBroadcast(
    'broadcast_compare',
    'tensor<2x3xi1>',
    ' {comparison_direction = #chlo<comparison_direction LT>}',
  ),
  'chlo.broadcast_select': program(
    '%p: tensor<3xi1>, %a: tensor<2x3xT>, %b: tensor<3xT>',
    'tensor<2x3xT>',
    '%r = chlo.broadcast_select %p, %a, %b : (tensor<3xi1>, tensor<2x3xT>, tensor<3xT>) -> tensor<2x3xT>\nreturn %r : tensor<2x3xT>',
  ),
  'chlo.constant': program(
    '%a: tensor<2xf32>',
    'tensor<2xf32>',
    '%c = chlo.constant dense<[1.0, 2.0]> : tensor<2xf32>\n%r = stablehlo.add %a, %c : tensor<2xf32>\nreturn %r : tensor<2xf32>',
  ),
  'chlo.constant_like': program(
    '%a: tensor<2x3xf32>',
    'tensor<2x3xf32>',
    '%c = "chlo.constant_like"(%a) <{value = 2.0 : f32}> : (tensor<2x3xf32>) -> tensor<2x3xf32>\n%r = stablehlo.add %a, %c : tensor<2x3xf32>\nreturn %r : tensor<2x3xf32>',
  ),
  'chlo.top_k': program(
    '%a: tensor<2x7xT>',
    '(tensor<2x3xT>, tensor<2x3xi32>)',
    '%v, %i = chlo.top_k(%a, k = 3) : tensor<2x7xT> -> (tensor<2x3xT>, tensor<2x3xi32>)\nreturn %v, %i : tensor<2x3xT>, tensor<2x3xi32>',
  ),
  'chlo.scan': program(
    '%a: tensor<4x3xT>, %b: tensor<3xT>',
    '(tensor<4x3xT>, tensor<3xT>)',
    '%r:2 = "chlo.scan"(%a, %b) <{dimension = 0 : i64, operandSegmentSizes = array<i32: 1, 1>, resultSegmentSizes = array<i32: 1, 1>}> ({\n^bb0(%x: tensor<3xT>, %c: tensor<3xT>):\n%n = stablehlo.add %c, %x : tensor<3xT>\nstablehlo.return %c, %n : tensor<3xT>, tensor<3xT>\n}) : (tensor<4x3xT>, tensor<3xT>) -> (tensor<4x3xT>, tensor<3xT>)\nreturn %r#0, %r#1 : tensor<4x3xT>, tensor<3xT>',
  ),
  'chlo.ragged_dot': program(
    '%a: tensor<4x3xT>, %b: tensor<2x3x5xT>',
    'tensor<4x5xT>',
    '%g = stablehlo.constant dense<[1, 3]> : tensor<2xi64>\n%r = "chlo.ragged_dot"(%a, %b, %g) <{ragged_dot_dimension_numbers = #chlo.ragged_dot<lhs_batching_dimensions = [], rhs_batching_dimensions = [], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1], lhs_ragged_dimensions = [0], rhs_group_dimensions = [0]>}> : (tensor<4x3xT>, tensor<2x3x5xT>, tensor<2xi64>) -> tensor<4x5xT>\nreturn %r : tensor<4x5xT>',
  ),
};
