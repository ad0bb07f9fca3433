module {
  func.func public @main(%arg0: tensor<2x3x6xf32>) -> tensor<2x3x11xf32> {
    %0 = call @_aten_arange_0_abfa176b() : () -> tensor<11xi64>
    %1 = stablehlo.convert %0 : (tensor<11xi64>) -> tensor<11xi32>
    %2 = stablehlo.convert %1 : (tensor<11xi32>) -> tensor<11xf32>
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %3 = call @jax_lowering_1_1aadfd26(%2, %cst) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_0 = stablehlo.constant dense<0.545454562> : tensor<f32>
    %4 = call @jax_lowering_2_6732f3e8(%3, %cst_0) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_1 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %5 = call @jax_lowering_3_d7e9ae5e(%4, %cst_1) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %6 = call @_aten_clamp_4_912cccbc(%5) : (tensor<11xf32>) -> tensor<11xf32>
    %7 = call @_aten_unsafe_view_5_3cfb1b43(%6) : (tensor<11xf32>) -> tensor<11xf32>
    %8 = stablehlo.convert %7 : (tensor<11xf32>) -> tensor<11xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %9 = call @jax_lowering_6_272b1d01(%8, %c) : (tensor<11xi64>, tensor<i32>) -> tensor<11xi64>
    %10 = call @_aten_clamp_7_997692a7(%9) : (tensor<11xi64>) -> tensor<11xi64>
    %11 = call @_aten_index_8_e3b9c6f3(%arg0, %8) : (tensor<2x3x6xf32>, tensor<11xi64>) -> tensor<2x3x11xf32>
    %12 = call @_aten_index_8_e3b9c6f3(%arg0, %10) : (tensor<2x3x6xf32>, tensor<11xi64>) -> tensor<2x3x11xf32>
    %13 = call @jax_lowering_9_214b0e99(%7, %8) : (tensor<11xf32>, tensor<11xi64>) -> tensor<11xf32>
    %14 = call @_aten_clamp_10_e6ee270f(%13) : (tensor<11xf32>) -> tensor<11xf32>
    %15 = call @jax_lowering_11_ef5a5995(%12, %11) : (tensor<2x3x11xf32>, tensor<2x3x11xf32>) -> tensor<2x3x11xf32>
    %16 = call @jax_lowering_12_5d6a82e2(%15, %14) : (tensor<2x3x11xf32>, tensor<11xf32>) -> tensor<2x3x11xf32>
    %17 = call @jax_lowering_13_74e6ee23(%11, %16) : (tensor<2x3x11xf32>, tensor<2x3x11xf32>) -> tensor<2x3x11xf32>
    return %17 : tensor<2x3x11xf32>
  }
  func.func private @jax_lowering_13_74e6ee23(%arg0: tensor<2x3x11xf32>, %arg1: tensor<2x3x11xf32>) -> (tensor<2x3x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<2x3x11xf32>
    return %0 : tensor<2x3x11xf32>
  }
  func.func private @jax_lowering_12_5d6a82e2(%arg0: tensor<2x3x11xf32>, %arg1: tensor<11xf32>) -> (tensor<2x3x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2] : (tensor<11xf32>) -> tensor<1x1x11xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2] : (tensor<1x1x11xf32>) -> tensor<2x3x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<2x3x11xf32>
    return %2 : tensor<2x3x11xf32>
  }
  func.func private @jax_lowering_11_ef5a5995(%arg0: tensor<2x3x11xf32>, %arg1: tensor<2x3x11xf32>) -> (tensor<2x3x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<2x3x11xf32>
    return %0 : tensor<2x3x11xf32>
  }
  func.func private @_aten_clamp_10_e6ee270f(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_9_214b0e99(%arg0: tensor<11xf32>, %arg1: tensor<11xi64>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<11xi64>) -> tensor<11xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_index_8_e3b9c6f3(%arg0: tensor<2x3x6xf32>, %arg1: tensor<11xi64>) -> (tensor<2x3x11xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<6> : tensor<i64>
    %c_0 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<11xi64>, tensor<11xi64>) -> tensor<11xi1>
    %2 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<11xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<11xi1>, tensor<11xi64>
    %5 = stablehlo.convert %4 : (tensor<11xi64>) -> tensor<11xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0] : (tensor<11xi32>) -> tensor<11x1xi32>
    %7 = "stablehlo.gather"(%arg0, %6) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2], start_index_map = [2], index_vector_dim = 1>, slice_sizes = array<i64: 2, 3, 1>}> : (tensor<2x3x6xf32>, tensor<11x1xi32>) -> tensor<2x3x11xf32>
    return %7 : tensor<2x3x11xf32>
  }
  func.func private @_aten_clamp_7_997692a7(%arg0: tensor<11xi64>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<5> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @jax_lowering_6_272b1d01(%arg0: tensor<11xi64>, %arg1: tensor<i32>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @_aten_unsafe_view_5_3cfb1b43(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<11xf32>
  }
  func.func private @_aten_clamp_4_912cccbc(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<11xf32>
    return %2 : tensor<11xf32>
  }
  func.func private @jax_lowering_3_d7e9ae5e(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_2_6732f3e8(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_1_1aadfd26(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_0_abfa176b() -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xi64>
    return %0 : tensor<11xi64>
  }
}
