module {
  func.func public @main(%arg0: tensor<2x3x6xf32>) -> tensor<2x3x11xf32> {
    %0 = call @_aten_arange_0_47c9681f() : () -> tensor<11xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %1 = call @jax_lowering_1_d077155a(%0, %cst) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_0 = stablehlo.constant dense<0.545454562> : tensor<f32>
    %2 = call @jax_lowering_2_d1186f94(%1, %cst_0) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %3 = stablehlo.convert %2 : (tensor<11xf32>) -> tensor<11xi64>
    %4 = call @_aten_index_3_d1f25c4a(%arg0, %3) : (tensor<2x3x6xf32>, tensor<11xi64>) -> tensor<2x3x11xf32>
    return %4 : tensor<2x3x11xf32>
  }
  func.func private @_aten_index_3_d1f25c4a(%arg0: tensor<2x3x6xf32>, %arg1: tensor<11xi64>) -> (tensor<2x3x11xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_2_d1186f94(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_1_d077155a(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_0_47c9681f() -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xf32>
    return %0 : tensor<11xf32>
  }
}
