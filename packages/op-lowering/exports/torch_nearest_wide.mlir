module {
  func.func public @main(%arg0: tensor<1x96x4x6xf32>) -> tensor<1x96x7x11xf32> {
    %0 = call @_aten_arange_0_2cf1c577() : () -> tensor<7xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %1 = call @jax_lowering_1_9993e0bd(%0, %cst) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %cst_0 = stablehlo.constant dense<0.571428597> : tensor<f32>
    %2 = call @jax_lowering_2_06aafbae(%1, %cst_0) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %3 = stablehlo.convert %2 : (tensor<7xf32>) -> tensor<7xi64>
    %4 = call @_aten_unsqueeze_3_82e66b60(%3) : (tensor<7xi64>) -> tensor<7x1xi64>
    %5 = call @_aten_arange_4_d657b348() : () -> tensor<11xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = call @jax_lowering_5_19252af9(%5, %cst_1) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_2 = stablehlo.constant dense<0.545454562> : tensor<f32>
    %7 = call @jax_lowering_6_35ca521d(%6, %cst_2) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %8 = stablehlo.convert %7 : (tensor<11xf32>) -> tensor<11xi64>
    %9 = call @_aten_index_7_a9a1e3dc(%arg0, %4, %8) : (tensor<1x96x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x96x7x11xf32>
    return %9 : tensor<1x96x7x11xf32>
  }
  func.func private @_aten_index_7_a9a1e3dc(%arg0: tensor<1x96x4x6xf32>, %arg1: tensor<7x1xi64>, %arg2: tensor<11xi64>) -> (tensor<1x96x7x11xf32> {jax.result_info = "result"}) {
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
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 96, 1, 1>}> : (tensor<1x96x4x6xf32>, tensor<7x11x2xi32>) -> tensor<1x96x7x11xf32>
    return %17 : tensor<1x96x7x11xf32>
  }
  func.func private @jax_lowering_6_35ca521d(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_5_19252af9(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_4_d657b348() -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xf32>
    return %0 : tensor<11xf32>
  }
  func.func private @_aten_unsqueeze_3_82e66b60(%arg0: tensor<7xi64>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0] : (tensor<7xi64>) -> tensor<7x1xi64>
    return %0 : tensor<7x1xi64>
  }
  func.func private @jax_lowering_2_06aafbae(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @jax_lowering_1_9993e0bd(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @_aten_arange_0_2cf1c577() -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<7xf32>
    return %0 : tensor<7xf32>
  }
}
