module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x7x11xf32> {
    %0 = call @_aten_arange_0_e7d0f342() : () -> tensor<7xi64>
    %1 = stablehlo.convert %0 : (tensor<7xi64>) -> tensor<7xi32>
    %2 = stablehlo.convert %1 : (tensor<7xi32>) -> tensor<7xf32>
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %3 = call @jax_lowering_1_3ad7e9a4(%2, %cst) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %4 = call @_aten_clamp_2_902bc3ab(%3) : (tensor<7xf32>) -> tensor<7xf32>
    %5 = call @_aten_unsafe_view_3_7173199f(%4) : (tensor<7xf32>) -> tensor<7x1xf32>
    %6 = stablehlo.convert %5 : (tensor<7x1xf32>) -> tensor<7x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %7 = call @jax_lowering_4_88cbb27b(%6, %c) : (tensor<7x1xi64>, tensor<i32>) -> tensor<7x1xi64>
    %8 = call @_aten_clamp_5_b70591b8(%7) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %9 = call @_aten_arange_6_36505eef() : () -> tensor<11xi64>
    %10 = stablehlo.convert %9 : (tensor<11xi64>) -> tensor<11xi32>
    %11 = stablehlo.convert %10 : (tensor<11xi32>) -> tensor<11xf32>
    %cst_0 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %12 = call @jax_lowering_7_7ff01eae(%11, %cst_0) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %13 = call @_aten_clamp_8_06a5f3df(%12) : (tensor<11xf32>) -> tensor<11xf32>
    %14 = call @_aten_unsafe_view_9_068b2d23(%13) : (tensor<11xf32>) -> tensor<11xf32>
    %15 = stablehlo.convert %14 : (tensor<11xf32>) -> tensor<11xi64>
    %c_1 = stablehlo.constant dense<1> : tensor<i32>
    %16 = call @jax_lowering_10_4b4b1b19(%15, %c_1) : (tensor<11xi64>, tensor<i32>) -> tensor<11xi64>
    %17 = call @_aten_clamp_11_bd43f3f8(%16) : (tensor<11xi64>) -> tensor<11xi64>
    %18 = call @_aten_index_12_c04834b2(%arg0, %6, %15) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %19 = call @_aten_index_12_c04834b2(%arg0, %6, %17) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %20 = call @_aten_index_12_c04834b2(%arg0, %8, %15) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %21 = call @_aten_index_12_c04834b2(%arg0, %8, %17) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %22 = call @jax_lowering_13_60996fa0(%14, %15) : (tensor<11xf32>, tensor<11xi64>) -> tensor<11xf32>
    %23 = call @_aten_clamp_14_35e2e8a5(%22) : (tensor<11xf32>) -> tensor<11xf32>
    %24 = call @jax_lowering_15_b06f17ee(%19, %18) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %25 = call @jax_lowering_16_b34406ca(%24, %23) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %26 = call @jax_lowering_17_6ef9e352(%18, %25) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %27 = call @jax_lowering_15_b06f17ee(%21, %20) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %28 = call @jax_lowering_16_b34406ca(%27, %23) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %29 = call @jax_lowering_17_6ef9e352(%20, %28) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %30 = call @jax_lowering_18_f2535372(%5, %6) : (tensor<7x1xf32>, tensor<7x1xi64>) -> tensor<7x1xf32>
    %31 = call @_aten_clamp_19_ed0594a1(%30) : (tensor<7x1xf32>) -> tensor<7x1xf32>
    %32 = call @jax_lowering_15_b06f17ee(%29, %26) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %33 = call @jax_lowering_20_13d9da33(%32, %31) : (tensor<1x2x7x11xf32>, tensor<7x1xf32>) -> tensor<1x2x7x11xf32>
    %34 = call @jax_lowering_17_6ef9e352(%26, %33) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    return %34 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_20_13d9da33(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<7x1xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<7x1xf32>) -> tensor<1x1x7x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x7x1xf32>) -> tensor<1x2x7x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x7x11xf32>
    return %2 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clamp_19_ed0594a1(%arg0: tensor<7x1xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<7x1xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<7x1xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<7x1xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<7x1xf32>
    return %5 : tensor<7x1xf32>
  }
  func.func private @jax_lowering_18_f2535372(%arg0: tensor<7x1xf32>, %arg1: tensor<7x1xi64>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<7x1xi64>) -> tensor<7x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<7x1xf32>
    return %1 : tensor<7x1xf32>
  }
  func.func private @jax_lowering_17_6ef9e352(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<1x2x7x11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x7x11xf32>
    return %0 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_16_b34406ca(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<11xf32>) -> tensor<1x1x1x11xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x11xf32>) -> tensor<1x2x7x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x7x11xf32>
    return %2 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_15_b06f17ee(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<1x2x7x11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x2x7x11xf32>
    return %0 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clamp_14_35e2e8a5(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<11xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<11xf32>
    return %5 : tensor<11xf32>
  }
  func.func private @jax_lowering_13_60996fa0(%arg0: tensor<11xf32>, %arg1: tensor<11xi64>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<11xi64>) -> tensor<11xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_index_12_c04834b2(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<7x1xi64>, %arg2: tensor<11xi64>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<6> : tensor<i64>
    %c_0 = stablehlo.constant dense<4> : tensor<i64>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<7x1xi64>, tensor<7x1xi64>) -> tensor<7x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<7x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<7x1xi1>, tensor<7x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<11xi64>, tensor<11xi64>) -> tensor<11xi1>
    %7 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<11xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<11xi1>, tensor<11xi64>
    %10 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<7x1xi64>) -> tensor<7x11xi64>
    %11 = stablehlo.broadcast_in_dim %9, dims = [1] : (tensor<11xi64>) -> tensor<7x11xi64>
    %12 = stablehlo.convert %10 : (tensor<7x11xi64>) -> tensor<7x11xi32>
    %13 = stablehlo.convert %11 : (tensor<7x11xi64>) -> tensor<7x11xi32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<7x11xi32>) -> tensor<7x11x1xi32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [0, 1] : (tensor<7x11xi32>) -> tensor<7x11x1xi32>
    %16 = stablehlo.concatenate %14, %15, dim = 2 : (tensor<7x11x1xi32>, tensor<7x11x1xi32>) -> tensor<7x11x2xi32>
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 2, 1, 1>}> : (tensor<1x2x4x6xf32>, tensor<7x11x2xi32>) -> tensor<1x2x7x11xf32>
    return %17 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clamp_11_bd43f3f8(%arg0: tensor<11xi64>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<5> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @jax_lowering_10_4b4b1b19(%arg0: tensor<11xi64>, %arg1: tensor<i32>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @_aten_unsafe_view_9_068b2d23(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<11xf32>
  }
  func.func private @_aten_clamp_8_06a5f3df(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<11xf32>
    return %2 : tensor<11xf32>
  }
  func.func private @jax_lowering_7_7ff01eae(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_6_36505eef() -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xi64>
    return %0 : tensor<11xi64>
  }
  func.func private @_aten_clamp_5_b70591b8(%arg0: tensor<7x1xi64>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<3> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<7x1xi64>
    return %2 : tensor<7x1xi64>
  }
  func.func private @jax_lowering_4_88cbb27b(%arg0: tensor<7x1xi64>, %arg1: tensor<i32>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<7x1xi64>
    return %2 : tensor<7x1xi64>
  }
  func.func private @_aten_unsafe_view_3_7173199f(%arg0: tensor<7xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<7xf32>) -> tensor<7x1xf32>
    return %0 : tensor<7x1xf32>
  }
  func.func private @_aten_clamp_2_902bc3ab(%arg0: tensor<7xf32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<7xf32>
    return %2 : tensor<7xf32>
  }
  func.func private @jax_lowering_1_3ad7e9a4(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @_aten_arange_0_e7d0f342() -> (tensor<7xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<7xi64>
    return %0 : tensor<7xi64>
  }
}
